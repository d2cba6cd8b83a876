"""Runs commands and says what they took."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass
class Contender:
    """A command that is measured."""

    name: str
    command: list
    # "yardstick", "waybill" or "peer".
    kind: str = "yardstick"
    # The folder of archives that it makes reports of, if any.
    corpus: Path = None
    # The folder that it writes them to: emptied before each run.
    output: Path = None
    # Whether it gets one core only.
    is_pinned: bool = False


@dataclass
class Measurement:
    """Seconds of wall clock, seconds of CPU of all processes, and bytes at the peak."""

    wall: float
    cpu: float
    peak: int


def note(text):
    print(text, file=sys.stderr, flush=True)


def measure(contender, folder):
    """Runs a contender once.

    `folder` holds the program `timed` and gets the result and what the command says. Ends the
    script when the command fails.
    """
    if contender.output:
        shutil.rmtree(contender.output, ignore_errors=True)
        contender.output.mkdir(parents=True)
    result, errors = folder / "timed.result", folder / "timed.errors"
    result.unlink(missing_ok=True)
    core = min(os.sched_getaffinity(0))
    with open(errors, "wb") as sink:
        subprocess.run(
            [folder / "timed", result, *contender.command], check=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=sink,
            preexec_fn=(lambda: os.sched_setaffinity(0, {core})) if contender.is_pinned else None)
    wall, cpu, peak, status = result.read_text().split()
    if status != "0":
        note(errors.read_text(errors="replace"))
        sys.exit(f"{contender.name} ended with status {status}")
    # A peer with several processes says what they took together.
    own_peak = contender.output and contender.output / "peak-kilobytes"
    if own_peak and own_peak.exists():
        peak = own_peak.read_text()
    return Measurement(float(wall), float(cpu), int(peak) * 1024)


def measure_interleaved(contenders, runs, folder, check):
    """Measures all contenders in turns, A B C A B C, so that a slow minute slows all of them.

    `check` is called with a contender after each of its runs. Returns the measurements by name.
    """
    measured = {contender.name: [] for contender in contenders}
    for run in range(runs):
        for contender in contenders:
            one = measure(contender, folder)
            measured[contender.name].append(one)
            note(f"  {run + 1}/{runs} {contender.name}: {one.wall:.2f} s, CPU {one.cpu:.2f} s")
            check(contender)
    return measured


def medians(measurements):
    """The medians of several runs, each figure by itself."""
    return Measurement(
        median(one.wall for one in measurements), median(one.cpu for one in measurements),
        int(median(one.peak for one in measurements)))


def save(measured, path):
    """Keeps every single run, as JSON."""
    path.write_text(json.dumps(
        {name: [vars(one) for one in all] for name, all in measured.items()}, indent=2) + "\n")
