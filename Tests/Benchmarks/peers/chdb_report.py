"""The reference job as chDB (ClickHouse) queries: `chdb_report.py CORPUS OUTPUT JOBS AS_OF`."""

import sys

from chdb import session

corpus, output, jobs, as_of = sys.argv[1:]

# A line is an array of one event. Times stay texts until they are needed: they are all of one form.
EVENT = """e Tuple(
  time String, type String, to String, errorCode UInt16,
  message Tuple(
    id String, applicationId String, time String, direction String, to Array(String),
    channel String, media Array(String)))"""

# The types of the corpus and the columns that count them.
TYPES = {
    "message-delivered": "delivered", "message-failed": "failed", "message-sending": "sending",
    "message-sent": "sent", "message-read": "read", "message-received": "received",
    "suggestion-response": "suggestion", "requested-location-response": "location"}

COUNTS = ", ".join(
    f"countIf(endsWith(e.type, '-location-response')) AS {name}_events"
    if name == "location" else f"countIf(e.type = '{type}') AS {name}_events"
    for type, name in TYPES.items())

LIFECYCLES = f"""
CREATE TABLE lifecycles ENGINE = Memory AS
WITH joined AS (
  SELECT
    e.message.id AS id,
    e.to AS recipient,
    any(e.message.time) AS created_text,
    any(e.message.applicationId) AS application,
    any(e.message.direction) = 'out' AS outbound,
    any(length(e.message.to)) AS group_size,
    multiIf(
      any(e.message.channel) = 'RBM', 'rbm',
      group_size > 1, 'group',
      any(e.message.channel) = 'MMS' OR any(length(e.message.media)) > 0, 'mms',
      'sms') AS kind,
    minIf(e.time, e.type = 'message-delivered') AS delivered_text,
    argMinIf(e.errorCode, e.time, e.type = 'message-failed') AS code,
    {COUNTS}
  FROM file('{corpus}/*.gz', 'JSONCompactEachRow', '{EVENT}')
  GROUP BY id, recipient
)
SELECT *,
  toUnixTimestamp64Milli(parseDateTime64BestEffort(created_text, 3, 'UTC')) AS created,
  toUnixTimestamp64Milli(parseDateTime64BestEffortOrZero(delivered_text, 3, 'UTC')) - created
    AS latency,
  multiIf(
    NOT outbound, 'inbound',
    delivered_events > 0 AND failed_events > 0, 'contradictory',
    failed_events > 0, 'failed',
    delivered_events > 0 AND kind IN ('mms', 'group')
      AND sending_events = 0 AND sent_events = 0, 'handed_off',
    delivered_events > 0, 'delivered',
    toUnixTimestamp64Milli(parseDateTime64BestEffort('{as_of}', 3, 'UTC'))
      < created + 97 * 3600000, 'in_flight',
    'handed_off') AS outcome
FROM joined
"""

OUTCOMES = ", ".join(
    f"countIf(outcome = '{name}') AS {name}"
    for name in ["delivered", "handed_off", "failed", "contradictory", "in_flight"])


def percentile(level):
    """Nearest rank: quantileExact picks another rank."""
    latencies = "arraySort(groupArrayIf(latency, outcome = 'delivered'))"
    return f"{latencies}[toUInt64(ceil({level} * delivered))]"


REPORTS = {
    "delivery": f"""
      SELECT concat(substring(created_text, 1, 13), ':00:00Z') AS period_start, application,
        uniqExact(id) AS messages, count() AS recipients, {OUTCOMES},
        {percentile(0.5)} AS latency_p50_ms, {percentile(0.95)} AS latency_p95_ms
      FROM lifecycles WHERE outbound GROUP BY period_start, application""",
    "failures": """
      SELECT code AS error_code, uniqExact(id) AS messages, count() AS recipients
      FROM lifecycles WHERE outbound AND failed_events > 0 GROUP BY code""",
    "mms-group": f"""
      SELECT if(outbound, 'outbound', 'inbound') AS direction, kind, group_size,
        uniqExact(id) AS messages, count() AS recipients, {OUTCOMES}
      FROM lifecycles WHERE kind IN ('mms', 'group') GROUP BY direction, kind, group_size""",
    "redelivery": " UNION ALL ".join(
        f"""SELECT '{type}' AS event_type, sum({name}_events) AS events,
          countIf({name}_events > 0) AS unique, events - unique AS duplicates
        FROM lifecycles"""
        for type, name in TYPES.items()),
}

database = session.Session()
database.query(f"SET max_threads = {jobs}")
database.query(LIFECYCLES)
for name, query in REPORTS.items():
    database.query(
        f"INSERT INTO FUNCTION file('{output}/{name}.csv', 'CSVWithNames') {query}")
