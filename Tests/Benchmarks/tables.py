"""Tables in Markdown."""


def table(header, rows):
    """A table; the first column is text, all others are numbers."""
    lines = [header, ["---"] + ["--:"] * (len(header) - 1), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def ratio(a, b):
    return f"{a / b:.2f}"


def contenders(all, took, gzip, inflate):
    """What every contender took, beside the yardsticks `gzip` and `inflate`."""
    rows = []
    for contender in all:
        one = took[contender.name]
        rows.append([
            contender.name, f"{one.wall:.2f}", f"{one.cpu:.2f}", f"{one.peak / 1e6:.0f}",
            ratio(one.wall, gzip.wall), ratio(one.cpu, inflate.cpu)])
    return table(
        ["", "wall s", "CPU s", "peak MB", "wall / `gzip -dc`", "CPU / inflating"], rows)
