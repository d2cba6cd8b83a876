"""Compares what a peer wrote with what waybill wrote."""

import csv

# The columns that a peer writes, under the names of waybill: first the key, then what is counted.
COUNTS = ["messages", "recipients", "delivered", "handed_off", "failed", "contradictory",
          "in_flight"]
PERCENTILES = ["latency_p50_ms", "latency_p95_ms"]
REPORTS = {
    "delivery": (["period_start", "application"], [*COUNTS, *PERCENTILES]),
    "failures": (["error_code"], ["messages", "recipients"]),
    "mms-group": (["direction", "kind", "group_size"], COUNTS),
    "redelivery": (["event_type"], ["events", "unique", "duplicates"]),
}


def rows(path, key, columns):
    """The rows of a CSV by their key: texts by column."""
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        missing = {*key, *columns} - set(reader.fieldnames or [])
        if missing:
            raise ValueError(f"{path} has no {', '.join(sorted(missing))}")
        return {tuple(row[name] for name in key): row for row in reader}


def agrees(column, expected, found):
    """Whether a cell of waybill and one of a peer say the same.

    Counts are equal. Percentiles of waybill may be 1 % high, and both are cut to milliseconds.
    """
    if column not in PERCENTILES:
        return expected == found
    if expected == "":  # of nothing
        return found in ("", "0", "\\N")
    return found != "" and abs(int(expected) - int(found)) <= int(found) * 0.01 + 1


def differences(reference, answers):
    """What differs between the reports in two folders, one text for each cell or row."""
    found = []
    for report, (key, columns) in REPORTS.items():
        ours = rows(reference / f"{report}.csv", key, columns)
        theirs = rows(answers / f"{report}.csv", key, columns)
        for row in sorted(ours.keys() ^ theirs.keys()):
            found.append(f"{report} {' '.join(row)}: only {'ours' if row in ours else 'theirs'}")
        for row in sorted(ours.keys() & theirs.keys()):
            for column in columns:
                expected, answer = ours[row][column], theirs[row][column]
                # Outcomes of inbound messages: waybill has none.
                is_undefined = report == "mms-group" and expected == ""
                if not is_undefined and not agrees(column, expected, answer):
                    found.append(f"{report} {' '.join(row)}: {column} {expected}, not {answer}")
    return found


def changed_files(reference, output):
    """The files that differ, or that only one of two folders has."""
    names = {path.name for folder in (reference, output) for path in folder.iterdir()}
    return sorted(
        name for name in names
        if not (reference / name).exists() or not (output / name).exists()
        or (reference / name).read_bytes() != (output / name).read_bytes())
