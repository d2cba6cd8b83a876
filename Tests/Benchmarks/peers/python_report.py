"""The reference job in Python: `python_report.py CORPUS OUTPUT JOBS AS_OF`.

One process for each job. Each reads its share of the archives and keeps the lifecycles apart by
message id; then each gets the lifecycles of its share of the ids from all others and joins them.
"""

import csv
import gzip
import io
import marshal
import resource
import sys
from collections import defaultdict
from datetime import datetime
from math import ceil
from multiprocessing import get_context
from pathlib import Path

import orjson

OUTCOMES = ["delivered", "handed_off", "failed", "contradictory", "in_flight"]
LOCATION = "requested-location-response"


def read(archives, jobs):
    """Lifecycles of some archives: a dictionary for each share of the ids.

    The key is (id, recipient); the value a list of the message's facts, the earliest delivered
    event, the earliest failed one with its code, and the number of events of each type.
    """
    shares = [{} for _ in range(jobs)]
    for archive in archives:
        with io.BufferedReader(gzip.open(archive, "rb"), 1 << 20) as lines:
            for line in lines:
                for event in orjson.loads(line):
                    message = event["message"]
                    id = message["id"]
                    # Ids end in random characters.
                    share = shares[ord(id[-1]) % jobs]
                    key = (id, event["to"])
                    lifecycle = share.get(key)
                    if lifecycle is None:
                        lifecycle = share[key] = [facts(message), "", None, {}]
                    type = event["type"]
                    counts = lifecycle[3]
                    counts[type] = counts.get(type, 0) + 1
                    if type == "message-delivered":
                        if not lifecycle[1] or event["time"] < lifecycle[1]:
                            lifecycle[1] = event["time"]
                    elif type == "message-failed":
                        failure = (event["time"], event["errorCode"])
                        if lifecycle[2] is None or failure < lifecycle[2]:
                            lifecycle[2] = failure
    return shares


def facts(message):
    size = len(message["to"])
    channel = message.get("channel")
    if channel == "RBM":
        kind = "rbm"
    elif size > 1:
        kind = "group"
    elif channel == "MMS" or message.get("media"):
        kind = "mms"
    else:
        kind = "sms"
    return message["direction"], message["time"], sys.intern(message["applicationId"]), kind, size


def join(lifecycles, others):
    for key, (message, delivered, failure, counts) in others.items():
        lifecycle = lifecycles.get(key)
        if lifecycle is None:
            lifecycles[key] = [message, delivered, failure, counts]
            continue
        if delivered and (not lifecycle[1] or delivered < lifecycle[1]):
            lifecycle[1] = delivered
        if failure and (lifecycle[2] is None or failure < lifecycle[2]):
            lifecycle[2] = failure
        for type, count in counts.items():
            lifecycle[3][type] = lifecycle[3].get(type, 0) + count


def milliseconds(text):
    time = datetime.fromisoformat(text)
    return int(time.timestamp()) * 1000 + time.microsecond // 1000


def outcome(kind, created, delivered, failure, counts, as_of):
    if failure:
        return "contradictory" if delivered else "failed"
    if delivered:
        confirmed = "message-sending" in counts or "message-sent" in counts
        return "delivered" if confirmed or kind not in ("mms", "group") else "handed_off"
    return "in_flight" if as_of < milliseconds(created) + 97 * 3_600_000 else "handed_off"


def cell():
    return {"messages": set(), "recipients": 0, "latencies": [], **dict.fromkeys(OUTCOMES, 0)}


def fold(lifecycles, as_of):
    """The cells of the reports over one share of the ids."""
    delivery, failures, groups = defaultdict(cell), defaultdict(cell), defaultdict(cell)
    redelivery = defaultdict(lambda: [0, 0])
    for (id, _), (message, delivered, failure, counts) in lifecycles.items():
        direction, created, application, kind, size = message
        for type, count in counts.items():
            numbers = redelivery[LOCATION if type.endswith("-location-response") else type]
            numbers[0] += count
            numbers[1] += 1
        cells = []
        if kind in ("mms", "group"):
            cells.append(groups[direction + "bound", kind, size])
        result = None
        if direction == "out":
            result = outcome(kind, created, delivered, failure, counts, as_of)
            hour = delivery[created[:13] + ":00:00Z", application]
            cells.append(hour)
            if failure:
                cells.append(failures[failure[1],])
            if result == "delivered":
                hour["latencies"].append(milliseconds(delivered) - milliseconds(created))
        for one in cells:
            one["messages"].add(id)
            one["recipients"] += 1
            if result:
                one[result] += 1
    for one in (*delivery.values(), *failures.values(), *groups.values()):
        # A message has all its recipients in one share.
        one["messages"] = len(one["messages"])
    return dict(delivery), dict(failures), dict(groups), dict(redelivery)


def work(number, archives, as_of, pipes, results):
    shares = read(archives, len(pipes))
    lifecycles = shares[number]
    # In turns, so that nobody waits for a reader that is writing.
    for sender in range(len(pipes)):
        for receiver in range(len(pipes)):
            if sender == receiver:
                continue
            if number == sender:
                pipes[receiver][1].send_bytes(marshal.dumps(shares[receiver]))
                shares[receiver] = None
            elif number == receiver:
                join(lifecycles, marshal.loads(pipes[receiver][0].recv_bytes()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    results.send((*fold(lifecycles, as_of), peak))


def merged(parts):
    total = {}
    for part in parts:
        for key, one in part.items():
            if key not in total:
                total[key] = one
            elif isinstance(one, list):
                total[key] = [a + b for a, b in zip(total[key], one)]
            else:
                for name, value in one.items():
                    total[key][name] += value
    return total


def write(path, header, rows):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def percentile(sorted_latencies, rank):
    return sorted_latencies[ceil(len(sorted_latencies) * rank) - 1] if sorted_latencies else ""


def main(corpus, output, jobs, as_of):
    context = get_context("fork")
    archives = sorted(Path(corpus).glob("*.gz"), key=lambda path: path.stat().st_size)
    pipes = [context.Pipe(duplex=False) for _ in range(jobs)]
    workers = []
    for number in range(jobs):
        receiver, sender = context.Pipe(duplex=False)
        arguments = (number, archives[number::jobs], milliseconds(as_of), pipes, sender)
        worker = context.Process(target=work, args=arguments)
        worker.start()
        # Only the worker has it then, so that its end ends the wait for what it sends.
        sender.close()
        workers.append((worker, receiver))
    parts = [receiver.recv() for _, receiver in workers]
    for worker, _ in workers:
        worker.join()
    delivery, failures, groups, redelivery = (
        merged(part[index] for part in parts) for index in range(4))

    numbers = ["messages", "recipients", *OUTCOMES]
    for one in delivery.values():
        one["latencies"].sort()
    write(
        f"{output}/delivery.csv",
        ["period_start", "application", *numbers, "latency_p50_ms", "latency_p95_ms"],
        [[*key, *(one[name] for name in numbers), percentile(one["latencies"], 0.5),
          percentile(one["latencies"], 0.95)] for key, one in delivery.items()])
    write(
        f"{output}/failures.csv", ["error_code", "messages", "recipients"],
        [[*key, one["messages"], one["recipients"]] for key, one in failures.items()])
    write(
        f"{output}/mms-group.csv", ["direction", "kind", "group_size", *numbers],
        [[*key, *(one[name] for name in numbers)] for key, one in groups.items()])
    write(
        f"{output}/redelivery.csv", ["event_type", "events", "unique", "duplicates"],
        [[type, events, unique, events - unique] for type, (events, unique) in redelivery.items()])
    # What the processes took together; who measures from outside sees only the largest.
    peak = sum(part[4] for part in parts) + resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    Path(f"{output}/peak-kilobytes").write_text(f"{peak}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
