#!/bin/sh
# The reference job with gzip, jq, awk and sort: jq_report.sh CORPUS OUTPUT JOBS AS_OF
set -eu
corpus=$1 output=$2 jobs=$3 as_of=$4
here=$(dirname "$0")
export LC_ALL=C here lines="$output/lines"
mkdir -p "$lines"
trap 'rm -rf "$lines"' EXIT

# Several archives at a time; the join is one process.
find "$corpus" -name '*.gz' | sort | xargs -P "$jobs" -n 1 sh -euc '
  gzip -dc "$1" | jq -r "
    .[] | .message as \$m | (\$m.to | length) as \$size | [
      \$m.id, .to, .type, .time, .errorCode, \$m.time, \$m.applicationId, \$m.direction, \$size,
      if \$m.channel == \"RBM\" then \"rbm\" elif \$size > 1 then \"group\"
      elif \$m.channel == \"MMS\" or (\$m.media // [] | length) > 0 then \"mms\" else \"sms\" end
    ] | @tsv" > "$lines/$(basename "$1").tsv"' sh

cat "$lines"/*.tsv |
  awk -F '\t' -v OFS=, -v output="$output" -v as_of="$as_of" -f "$here/jq_report.awk" |
  sort -t , -k 1,2 -k 3,3n |
  awk -F , -v OFS=, '
    function rank(share,  exact) { exact = share * n; return int(exact) + (int(exact) < exact) }
    function close_cell() { if (n) print cell, of[rank(0.5)], of[rank(0.95)]; n = 0 }
    $1 "," $2 != cell { close_cell(); cell = $1 "," $2 }
    { of[++n] = $3 }
    END { close_cell() }' > "$lines/latencies"

# A row of the delivery report is its counts and, where something was delivered, its latencies.
{
  echo 'period_start,application,messages,recipients,delivered,handed_off,failed,contradictory,in_flight,latency_p50_ms,latency_p95_ms'
  awk -F , -v OFS=, '
    NR == FNR { latencies[$1, $2] = $3 "," $4; next }
    { print $0, (($1, $2) in latencies ? latencies[$1, $2] : ",") }
  ' "$lines/latencies" "$output/counts"
} > "$output/delivery.csv"
rm "$output/counts"
