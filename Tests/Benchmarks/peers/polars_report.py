"""The reference job as a Polars program: `polars_report.py CORPUS OUTPUT JOBS AS_OF`."""

import os
import sys

corpus, output, jobs, as_of = sys.argv[1:]
os.environ["POLARS_MAX_THREADS"] = jobs  # read by the import

import polars as pl
from polars import col

EVENT = pl.Struct({
    "time": pl.String, "type": pl.String, "to": pl.String, "errorCode": pl.Int32,
    "message": pl.Struct({
        "id": pl.String, "applicationId": pl.String, "time": pl.String, "direction": pl.String,
        "to": pl.List(pl.String), "channel": pl.String, "media": pl.List(pl.String)})})

# The types of the corpus and the columns that count them.
TYPES = {
    "message-delivered": "delivered", "message-failed": "failed", "message-sending": "sending",
    "message-sent": "sent", "message-read": "read", "message-received": "received",
    "suggestion-response": "suggestion", "requested-location-response": "location"}

OUTCOMES = ["delivered", "handed_off", "failed", "contradictory", "in_flight"]


def is_type(type):
    if type == "requested-location-response":
        return col("type").str.ends_with("-location-response")
    return col("type") == type


def milliseconds(text):
    """Times are all of one form, in UTC."""
    time = col(text).str.to_datetime("%Y-%m-%dT%H:%M:%S%.fZ", time_unit="us")
    return time.dt.timestamp("us") // 1000


def percentile(rank):
    """Nearest rank: the interpolations that Polars has pick another one."""
    latencies = col("latency").filter(col("outcome") == "delivered").sort()
    index = (latencies.len() * rank).ceil().cast(pl.Int64) - 1
    return latencies.get(index, null_on_oob=True)


# A line is an array of one event.
events = (
    pl.scan_lines(f"{corpus}/*.gz", name="line")
    .select(col("line").str.json_decode(pl.List(EVENT)).list.first().alias("event"))
    .unnest("event")
    .rename({"time": "event_time", "to": "recipient"})
    .unnest("message"))

is_failed = is_type("message-failed")
lifecycles = (
    events.group_by("id", "recipient")
    .agg(
        col("time").first().alias("created_text"),
        col("applicationId").first().alias("application"),
        col("direction").first(),
        col("channel").first(),
        col("to").list.len().first().alias("group_size"),
        col("media").list.len().first().fill_null(0).alias("media"),
        col("event_time").filter(is_type("message-delivered")).min().alias("delivered_text"),
        # Texts of one form: the least one is the earliest, with its code at the end.
        (col("event_time") + col("errorCode").cast(pl.String)).filter(is_failed).min()
        .alias("failure"),
        *[is_type(type).sum().alias(f"{name}_events") for type, name in TYPES.items()])
    .with_columns(
        (col("direction") == "out").alias("outbound"),
        pl.when(col("channel") == "RBM").then(pl.lit("rbm"))
        .when(col("group_size") > 1).then(pl.lit("group"))
        .when((col("channel") == "MMS") | (col("media") > 0)).then(pl.lit("mms"))
        .otherwise(pl.lit("sms")).alias("kind"),
        milliseconds("created_text").alias("created"),
        milliseconds("delivered_text").alias("delivered_at"))
    .with_columns(
        (col("delivered_at") - col("created")).alias("latency"),
        pl.when(~col("outbound")).then(pl.lit("inbound"))
        .when((col("delivered_events") > 0) & (col("failed_events") > 0))
        .then(pl.lit("contradictory"))
        .when(col("failed_events") > 0).then(pl.lit("failed"))
        .when((col("delivered_events") > 0) & col("kind").is_in(["mms", "group"])
              & (col("sending_events") == 0) & (col("sent_events") == 0))
        .then(pl.lit("handed_off"))
        .when(col("delivered_events") > 0).then(pl.lit("delivered"))
        .when(pl.lit(as_of).str.to_datetime("%Y-%m-%dT%H:%M:%SZ").dt.timestamp("ms")
              < col("created") + 97 * 3_600_000)
        .then(pl.lit("in_flight"))
        .otherwise(pl.lit("handed_off")).alias("outcome"))
    .collect(engine="streaming").lazy())

messages = col("id").n_unique().alias("messages")
recipients = pl.len().alias("recipients")
outcomes = [(col("outcome") == name).sum().alias(name) for name in OUTCOMES]

reports = {
    "delivery": lifecycles.filter("outbound")
    .group_by((col("created_text").str.head(13) + ":00:00Z").alias("period_start"), "application")
    .agg(messages, recipients, *outcomes, percentile(0.5).alias("latency_p50_ms"),
         percentile(0.95).alias("latency_p95_ms")),
    "failures": lifecycles.filter(col("outbound") & (col("failed_events") > 0))
    .group_by(col("failure").str.tail(4).alias("error_code")).agg(messages, recipients),
    "mms-group": lifecycles.filter(col("kind").is_in(["mms", "group"]))
    .group_by(col("direction") + "bound", "kind", "group_size")
    .agg(messages, recipients, *outcomes),
    "redelivery": pl.concat([
        lifecycles.select(
            pl.lit(type).alias("event_type"),
            col(f"{name}_events").sum().alias("events"),
            (col(f"{name}_events") > 0).sum().alias("unique"))
        for type, name in TYPES.items()])
    .with_columns((col("events") - col("unique")).alias("duplicates")),
}
for (name, _), table in zip(reports.items(), pl.collect_all(list(reports.values()))):
    table.write_csv(f"{output}/{name}.csv")
