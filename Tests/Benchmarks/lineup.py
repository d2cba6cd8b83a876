"""What is measured, and whether it gave the right answers."""

import shutil
import sys

import answers
import preparing
from measuring import Contender

# Half a day of the corpus is decided then: 97 hours after creation, receipts stop coming.
AS_OF = "2026-11-24T13:00:00Z"
SMALL_MEMORY = "64MB"

INFLATE, GZIP, ZCAT = "inflating alone", "`gzip -dc`", "`zcat`"
ONE_CORE, ALL_JOBS, LITTLE_MEMORY = "waybill, 1 core", "waybill", f"waybill, {SMALL_MEMORY}"
VERSION, SMALL_ARCHIVE, SMALL_TO_FOLDER = (
    "waybill --version", "waybill, one small archive", "waybill, one small archive to a folder")


def on(size, name):
    """The name of a contender on the second corpus."""
    return f"{name}, {size}"


class Lineup:
    """The contenders on every corpus, and the reports that all others are compared with."""

    def __init__(self, waybill, folder, jobs):
        self.waybill, self.folder, self.jobs = waybill, folder, jobs
        self.has_memory = "--memory" in preparing.output_of(waybill, "help", "report")
        self.references = {}
        self.outputs = folder / "output"
        shutil.rmtree(self.outputs, ignore_errors=True)

    def report(self, name, corpus, *more, jobs=None, is_pinned=False):
        """waybill on a corpus: all six reports, CSV and JSON."""
        output = self.outputs / name.replace(" ", "-").replace(",", "")
        command = [
            self.waybill, "report", corpus, "--output", output, "--quiet", "--as-of", AS_OF,
            "--jobs", str(jobs or self.jobs), *more]
        return Contender(name, command, "waybill", corpus, output, is_pinned)

    def yardsticks(self, corpus):
        archives = sorted(corpus.glob("*.gz"))
        return [
            Contender(INFLATE, [self.folder / "inflate", *archives]),
            Contender(GZIP, ["gzip", "-dc", *archives]),
            Contender(ZCAT, ["zcat", *archives])]

    def ours(self, corpus):
        """waybill on one core, on all, and with little memory where it can be told so."""
        # All cores first: on a second corpus that is what the others are compared with.
        found = [
            self.report(ALL_JOBS, corpus),
            self.report(ONE_CORE, corpus, jobs=1, is_pinned=True)]
        if self.has_memory:
            found.append(self.report(LITTLE_MEMORY, corpus, "--memory", SMALL_MEMORY))
        return found

    def peers(self, names, corpus):
        found = []
        for name in names:
            output = self.outputs / name
            command = [*preparing.peer_command(name, self.folder), corpus, output]
            found.append(
                Contender(name, [*command, str(self.jobs), AS_OF], "peer", corpus, output))
        return found

    def larger(self, corpus, size):
        """What is measured on a second corpus: how the time and the memory grow."""
        found = [
            Contender(
                on(size, INFLATE), [self.folder / "inflate", *sorted(corpus.glob("*.gz"))]),
            self.report(on(size, ALL_JOBS), corpus)]
        if self.has_memory:
            found.append(
                self.report(on(size, LITTLE_MEMORY), corpus, "--memory", SMALL_MEMORY))
        return found

    def short(self, corpus):
        """What is over at once: how long it takes to start."""
        return [
            Contender(VERSION, [self.waybill, "--version"]),
            Contender(SMALL_ARCHIVE, [self.waybill, "report", corpus, "--format", "json"]),
            # This one waits for the disk: what is published is there after a power cut.
            self.report(SMALL_TO_FOLDER, corpus)]

    def check(self, contender):
        """Ends the script when the answers of a contender are not those of waybill."""
        if not contender.output:
            return
        reference = self.references.get(contender.corpus)
        if not reference:
            reference = self.folder / "reference" / contender.corpus.name
            shutil.rmtree(reference, ignore_errors=True)
            shutil.copytree(contender.output, reference)
            self.references[contender.corpus] = reference
        elif contender.kind == "waybill":
            self.expect_none(contender, answers.changed_files(reference, contender.output))
        else:
            self.expect_none(contender, answers.differences(reference, contender.output))

    def expect_none(self, contender, wrong):
        if wrong:
            more = [f"... and {len(wrong) - 20} more"] if len(wrong) > 20 else []
            sys.exit("\n".join([f"{contender.name} has other answers:", *wrong[:20], *more]))
