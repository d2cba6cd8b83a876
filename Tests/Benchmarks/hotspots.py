"""Where the time of waybill goes, by `perf`."""

import re
import shutil
import subprocess
import sys
from collections import Counter

from preparing import output_of
from tables import table

FREQUENCY = 1999  # samples a second; not a divisor of the clock of anything

MODULES = ["Archives", "Callbacks", "Lifecycles", "Runs", "Reports", "Pipeline", "Generator",
           "Primitives", "waybill"]
# A module in a mangled name, and the name with its length that follows: mostly that of a type.
MODULE = re.compile(
    r"\d+(?P<module>" + "|".join(MODULES) + r")(?=(?:(?P<length>\d+)(?P<rest>\w+))?)")

# The stage of a function of waybill: the first line with its module that matches its type.
# What is inlined counts for the function that it is inlined into.
STAGES = [
    ("Archives", "", "read and split"),
    ("Callbacks", "", "parse"),
    ("Lifecycles", "Recorder|Text|Log|Facts", "record"),
    ("Lifecycles", "", "join"),
    ("Runs", "", "spill and merge"),
    ("Reports", "CSV|JSON|Render|Writer|Output|Column|Row|Document", "render"),
    ("Reports", "", "fold"),
    ("Primitives", "Timestamp|Civil|Escaped|Words", "parse"),
    ("Primitives", "Hash", "record"),
    ("Primitives", "Histogram|Period|Zone", "fold"),
    ("Pipeline", "", "pipeline"),
]


def owner(symbol):
    """The module and the type that a mangled name belongs to.

    Of a generic of Primitives or of the standard library, those that it is specialized for.
    """
    found = [
        (match["module"], (match["rest"] or "")[:int(match["length"] or 0)])
        for match in MODULE.finditer(symbol)]
    beyond = [one for one in found if one[0] != "Primitives"]
    return (beyond or found or [("", "")])[0]


def stage(library, symbol):
    """What a sample in a symbol of a library was for."""
    if "kernel" in library or library.endswith(".ko"):
        return "kernel"
    if library.startswith("libz."):
        return "checksum" if "crc32" in symbol else "inflate"
    if library.startswith("libc.") or library.startswith("ld-"):
        return "memory and system calls (libc)"
    if library.startswith("libswift"):
        return "Swift's runtime"
    module, type = owner(symbol)
    for name, pattern, result in STAGES:
        if name == module and re.search(pattern, type):
            return result
    return "other"


def samples(report):
    """The samples by (library, symbol), from what `perf report` prints."""
    found = Counter()
    for line in report.splitlines():
        fields = [field.strip() for field in line.split("|")][:3]
        if len(fields) == 3 and fields[0].isdigit():
            found[fields[1], fields[2].split("] ", 1)[-1].strip()] += int(fields[0])
    return found


def demangled(symbols):
    """The names as they are in the source, where Swift is there to say."""
    swift = shutil.which("swift")
    if not swift:
        return symbols
    done = subprocess.run(
        [swift, "demangle", "--compact", "--simplified"], input="\n".join(symbols),
        capture_output=True, text=True)
    lines = done.stdout.splitlines()
    return lines if len(lines) == len(symbols) else symbols


def profile(waybill, archives, folder, jobs):
    """Prints the stages of one run, and the functions that took most."""
    if not shutil.which("perf"):
        sys.exit("needs perf: apt-get install linux-perf")
    data = folder / "perf.data"
    output_of(
        "perf", "record", "--quiet", "--event", "cpu-clock", "--freq", str(FREQUENCY),
        "--output", data, waybill, "report", archives, "--output", folder / "output" / "profile",
        "--quiet", "--jobs", str(jobs))
    found = samples(output_of(
        "perf", "report", "--input", data, "--no-children", "--no-demangle", "--stdio", "--quiet",
        "--sort", "dso,symbol", "--fields", "sample,dso,symbol", "--field-separator", "|"))
    total = sum(found.values())
    if total == 0:
        sys.exit("perf saw nothing; kernel.perf_event_paranoid must be 2 or less")

    stages = Counter()
    for (library, symbol), count in found.items():
        stages[stage(library, symbol)] += count
    print(table(
        ["stage", "CPU s", "share"],
        [[name, f"{count / FREQUENCY:.3f}", f"{count / total:.1%}"]
         for name, count in stages.most_common()]
        + [["all", f"{total / FREQUENCY:.3f}", "100 %"]]))

    own = [(where, count) for where, count in found.most_common() if stage(*where) != "inflate"]
    names = demangled([symbol for (_, symbol), _ in own[:20]])
    print(table(
        ["function", "stage", "share"],
        [[f"`{name[:100]}`", stage(*where), f"{count / total:.1%}"]
         for name, (where, count) in zip(names, own)]))
