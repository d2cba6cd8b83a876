"""Builds and installs what is measured, into one folder that is kept."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from measuring import note

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = ["duckdb", "chdb", "polars", "python", "jq"]


def output_of(*command, right=(0,), **options):
    """What a command prints; ends the script when its exit status is not a right one."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode not in right:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


def waybill():
    """Builds waybill in release mode and returns its path."""
    note("building waybill")
    build = ["swift", "build", "-c", "release", "--product", "waybill"]
    output_of(*build, cwd=ROOT)
    return Path(output_of(*build, "--show-bin-path", cwd=ROOT)) / "waybill"


def tools(folder):
    """Compiles the two small programs beside this file."""
    compiler = shutil.which("gcc") or shutil.which("clang") or shutil.which("cc")
    if not compiler:
        sys.exit("needs gcc or clang, and zlib.h: apt-get install gcc libz-dev")
    for name, libraries in [("timed", []), ("inflate", ["-lz"])]:
        output_of(compiler, "-O2", "-o", folder / name, HERE / f"{name}.c", *libraries)


def corpus(waybill, folder, size, hours=24):
    """The folder of a corpus of a size, made once."""
    archives = folder / f"corpus-{size}"
    if not archives.exists():
        note(f"making a corpus of {size}")
        unfinished = folder / f"unfinished-{size}"
        shutil.rmtree(unfinished, ignore_errors=True)
        output_of(
            waybill, "generate", "--output", unfinished, "--size", size, "--hours", str(hours))
        unfinished.rename(archives)
    return archives


def python(folder):
    """The interpreter of a virtual environment that has the peers."""
    environment = folder / "venv"
    requirements = HERE / "peers" / "requirements.txt"
    stamp = environment / "installed.txt"
    if not stamp.exists() or stamp.read_text() != requirements.read_text():
        note(f"installing the peers of {requirements.relative_to(ROOT)} into {environment}")
        shutil.rmtree(environment, ignore_errors=True)
        output_of(sys.executable, "-m", "venv", environment)
        output_of(
            environment / "bin" / "python", "-m", "pip", "install", "--quiet",
            "--disable-pip-version-check", "--requirement", requirements)
        shutil.copy(requirements, stamp)
    return environment / "bin" / "python"


def jq():
    """Sees to it that there is jq, which no virtual environment can hold."""
    if shutil.which("jq"):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit("needs jq: apt-get install jq, or leave it out with --peers")
    note("installing jq for the whole system, with apt-get")
    output_of("apt-get", "install", "--yes", "jq")


def peer_command(name, folder):
    """The command of a peer, to which CORPUS OUTPUT JOBS AS_OF are added."""
    if name == "jq":
        jq()
        return ["sh", HERE / "peers" / "jq_report.sh"]
    return [python(folder), HERE / "peers" / f"{name}_report.py"]


def first_line(*command):
    """The first line that a command prints, or a hint that there is none."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    except OSError:
        return "not there"
    lines = (done.stdout or done.stderr).strip().splitlines()
    return lines[0] if lines else "unknown"


def machine():
    """What it was measured on: pairs of a name and a text."""
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
         if line.startswith("model name")), os.uname().machine)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    return [
        ("machine", f"{model}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, "
                    f"{os.uname().sysname} {os.uname().release}"),
        ("commit", first_line("git", "describe", "--always", "--dirty")),
        ("swift", first_line("swift", "--version")),
        ("gzip", first_line("gzip", "--version")),
    ]


def versions(peers):
    """The versions of the peers, as pairs of a name and a text."""
    pinned = dict(
        line.split("==") for line in (HERE / "peers/requirements.txt").read_text().split())
    found = [(name, pinned[name]) for name in peers if name in pinned]
    if "python" in peers:
        found.append(("python", f"{sys.version.split()[0]}, orjson {pinned['orjson']}"))
    if "jq" in peers:
        found.append(("jq", first_line("jq", "--version")))
    return found
