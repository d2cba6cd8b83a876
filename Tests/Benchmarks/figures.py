"""The figures that are aimed for, and whether they are reached."""

from lineup import (
    ALL_JOBS, GZIP, INFLATE, LITTLE_MEMORY, ONE_CORE, SMALL_ARCHIVE, SMALL_MEMORY, SMALL_TO_FOLDER,
    VERSION, on)
from tables import table

# What --memory 64MB may take: that, and 48 MB for what does not depend on the input.
MOST_PEAK = 112e6


def of(took, name, field):
    """A figure of a contender, or nothing when it was not measured."""
    return getattr(took[name], field) if name in took else None


def over(a, b):
    return a / b if a is not None and b else None


def growth(took, name, sizes, bytes):
    """Seconds per byte on the larger corpus, over those on the smaller."""
    large = over(of(took, on(sizes[1], name), "wall"), bytes.get(sizes[1]))
    return over(large, over(of(took, name, "wall"), bytes.get(sizes[0])))


def rows(took, peers, sizes, bytes):
    """Each figure: its name, its limit, its value or nothing, and how to write it.

    `took` has medians by contender, `peers` the names of those that ran, `sizes` the two corpora
    (the second may be None), and `bytes` what each of them inflates to.
    """
    fastest = min(peers, key=lambda name: took[name].wall, default=None)
    little = LITTLE_MEMORY
    found = [
        ("CPU on 1 core / CPU of inflating alone", 1.5,
         over(of(took, ONE_CORE, "cpu"), of(took, INFLATE, "cpu")), "ratio"),
        ("CPU with all jobs / CPU of inflating alone", 1.5,
         over(of(took, ALL_JOBS, "cpu"), of(took, INFLATE, "cpu")), "ratio"),
        ("wall on 1 core / wall of `gzip -dc`", 0.75,
         over(of(took, ONE_CORE, "wall"), of(took, GZIP, "wall")), "ratio"),
        ("wall with all jobs / wall on 1 core", 0.55,
         over(of(took, ALL_JOBS, "wall"), of(took, ONE_CORE, "wall")), "ratio"),
        (f"wall / wall of the fastest peer ({fastest or 'none ran'})", 0.6,
         over(of(took, ALL_JOBS, "wall"), of(took, fastest, "wall")), "ratio")]
    for size in filter(None, sizes):
        here = (lambda name: name) if size == sizes[0] else (lambda name: on(size, name))
        found += [
            (f"peak memory with `--memory {SMALL_MEMORY}`, {size}", MOST_PEAK,
             of(took, here(little), "peak"), "bytes"),
            (f"wall with `--memory {SMALL_MEMORY}` / in memory, {size}", 1.4,
             over(of(took, here(little), "wall"), of(took, here(ALL_JOBS), "wall")), "ratio")]
    grown = f"{sizes[1] or 'a larger corpus'} / at {sizes[0]}"
    found += [
        (f"growth: seconds per GB at {grown}", 1.1, growth(took, ALL_JOBS, sizes, bytes), "ratio"),
        (f"the same with `--memory {SMALL_MEMORY}`", 1.1,
         growth(took, little, sizes, bytes), "ratio"),
        ("`waybill --version`", 0.015, of(took, VERSION, "wall"), "seconds"),
        ("`waybill report` of one small archive", 0.030,
         of(took, SMALL_ARCHIVE, "wall"), "seconds"),
        ("the same, into a folder", 0.030, of(took, SMALL_TO_FOLDER, "wall"), "seconds")]
    return found


WRITTEN = {
    "ratio": lambda value: f"{value:.2f}",
    "bytes": lambda value: f"{value / 1e6:.0f} MB",
    "seconds": lambda value: f"{value * 1000:.1f} ms",
}


def figures(took, peers, sizes, bytes):
    """The table of ``rows``."""
    lines = []
    for name, limit, value, unit in rows(took, peers, sizes, bytes):
        write = WRITTEN[unit]
        if value is None:
            lines.append([name, write(limit), "not measured", ""])
        else:
            lines.append([name, write(limit), write(value), "yes" if value <= limit else "**no**"])
    return table(["figure", "at most", "measured", "reached"], lines)
