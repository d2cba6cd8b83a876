"""The reference job as DuckDB queries: `duckdb_report.py CORPUS OUTPUT JOBS AS_OF`."""

import sys

import duckdb

corpus, output, jobs, as_of = sys.argv[1:]

# A line is an array of one event. Times stay texts until they are needed: they are all of one form.
EVENT = """STRUCT(
  "time" VARCHAR, "type" VARCHAR, "to" VARCHAR, "errorCode" INTEGER,
  "message" STRUCT(
    "id" VARCHAR, "applicationId" VARCHAR, "time" VARCHAR, "direction" VARCHAR, "to" VARCHAR[],
    "channel" VARCHAR, "media" VARCHAR[]))"""

# The types of the corpus and the columns that count them.
TYPES = {
    "message-delivered": "delivered", "message-failed": "failed", "message-sending": "sending",
    "message-sent": "sent", "message-read": "read", "message-received": "received",
    "suggestion-response": "suggestion", "requested-location-response": "location"}

COUNTS = ", ".join(
    f"count(*) FILTER (replace(e.type, 'request-', 'requested-') = '{type}') AS {name}_events"
    if name == "location" else f"count(*) FILTER (e.type = '{type}') AS {name}_events"
    for type, name in TYPES.items())

LIFECYCLES = f"""
CREATE TABLE lifecycles AS
WITH joined AS (
  SELECT
    e.message.id AS id,
    e."to" AS recipient,
    e.message.time AS created_text,
    e.message."applicationId" AS application,
    e.message.direction = 'out' AS outbound,
    len(e.message."to") AS group_size,
    CASE
      WHEN e.message.channel = 'RBM' THEN 'rbm'
      WHEN len(e.message."to") > 1 THEN 'group'
      WHEN e.message.channel = 'MMS' OR len(e.message.media) > 0 THEN 'mms'
      ELSE 'sms' END AS kind,
    min(e.time) FILTER (e.type = 'message-delivered') AS delivered_text,
    arg_min(e."errorCode", e.time) FILTER (e.type = 'message-failed') AS code,
    {COUNTS}
  FROM (
    SELECT json[1] AS e
    FROM read_json('{corpus}/*.gz', format = 'newline_delimited', records = false,
      columns = {{json: '{EVENT}[]'}}))
  GROUP BY ALL
), timed AS (
  SELECT *, epoch_us(created_text::TIMESTAMP) // 1000 AS created,
    epoch_us(delivered_text::TIMESTAMP) // 1000 AS delivered_at
  FROM joined
)
SELECT *,
  delivered_at - created AS latency,
  CASE
    WHEN NOT outbound THEN 'inbound'
    WHEN delivered_events > 0 AND failed_events > 0 THEN 'contradictory'
    WHEN failed_events > 0 THEN 'failed'
    WHEN delivered_events > 0 AND kind IN ('mms', 'group')
      AND sending_events = 0 AND sent_events = 0 THEN 'handed_off'
    WHEN delivered_events > 0 THEN 'delivered'
    WHEN epoch_ms('{as_of}'::TIMESTAMP) < created + 97 * 3600000 THEN 'in_flight'
    ELSE 'handed_off' END AS outcome
FROM timed
"""

OUTCOMES = ", ".join(
    f"count(*) FILTER (outcome = '{name}') AS {name}"
    for name in ["delivered", "handed_off", "failed", "contradictory", "in_flight"])

REPORTS = {
    "delivery": f"""
      SELECT created_text[:13] || ':00:00Z' AS period_start,
        application, count(DISTINCT id) AS messages, count(*) AS recipients, {OUTCOMES},
        quantile_disc(latency, 0.5) FILTER (outcome = 'delivered') AS latency_p50_ms,
        quantile_disc(latency, 0.95) FILTER (outcome = 'delivered') AS latency_p95_ms
      FROM lifecycles WHERE outbound GROUP BY ALL""",
    "failures": """
      SELECT code AS error_code, count(DISTINCT id) AS messages, count(*) AS recipients
      FROM lifecycles WHERE outbound AND failed_events > 0 GROUP BY ALL""",
    "mms-group": f"""
      SELECT if(outbound, 'outbound', 'inbound') AS direction, kind, group_size,
        count(DISTINCT id) AS messages, count(*) AS recipients, {OUTCOMES}
      FROM lifecycles WHERE kind IN ('mms', 'group') GROUP BY ALL""",
    "redelivery": " UNION ALL ".join(
        f"""SELECT '{type}' AS event_type, sum({name}_events) AS events,
          count(*) FILTER ({name}_events > 0) AS "unique",
          sum({name}_events) - count(*) FILTER ({name}_events > 0) AS duplicates
        FROM lifecycles"""
        for type, name in TYPES.items()),
}

database = duckdb.connect()
database.execute(f"SET threads = {jobs}; SET preserve_insertion_order = false")
database.execute(LIFECYCLES)
for name, query in REPORTS.items():
    database.execute(f"COPY ({query}) TO '{output}/{name}.csv' (HEADER)")
