# Joins the events that jq listed, and writes the reports and, to standard output, the latencies.
# Fields: id, recipient, type, time, code, creation time, application, direction, group size, kind.

# Milliseconds since 1970 of 2026-11-20T03:00:00.461091Z; the calendar as in days_from_civil.
function milliseconds(text,  year, month, day, days) {
  year = substr(text, 1, 4) + 0; month = substr(text, 6, 2) + 0; day = substr(text, 9, 2) + 0
  if (month <= 2) { year--; month += 12 }
  days = 365 * year + int(year / 4) - int(year / 100) + int(year / 400)
  days += int((153 * (month - 3) + 2) / 5) + day - 1 - 719468
  return (days * 86400 + substr(text, 12, 2) * 3600 + substr(text, 15, 2) * 60 \
    + substr(text, 18, 2)) * 1000 + (substr(text, 20, 1) == "." ? substr(text, 21, 3) : 0)
}

# Counts a lifecycle of a message in the row `name`; a message is counted once in it.
function count(name, id, outcome) {
  recipients[name]++
  by_outcome[name, outcome]++
  if (!((name, id) in seen)) { seen[name, id]; messages[name]++ }
}

function numbers(name) {
  return messages[name] OFS recipients[name] OFS by_outcome[name, "delivered"] + 0 OFS \
    by_outcome[name, "handed_off"] + 0 OFS by_outcome[name, "failed"] + 0 OFS \
    by_outcome[name, "contradictory"] + 0 OFS by_outcome[name, "in_flight"] + 0
}

{
  key = $1 "\t" $2
  type = $3
  if (type == "request-location-response") type = "requested-location-response"
  events[type]++
  if (!((key, type) in identities)) { identities[key, type]; unique[type]++ }
  if (!(key in facts)) facts[key] = $6 "\t" $7 "\t" $8 "\t" $9 "\t" $10
  if (type == "message-delivered") {
    if (!(key in delivered) || $4 < delivered[key]) delivered[key] = $4
  } else if (type == "message-failed") {
    if (!(key in failed) || $4 < substr(failed[key], 1, length($4))) failed[key] = $4 "\t" $5
  } else if (type == "message-sending" || type == "message-sent") {
    confirmed[key]
  }
}

END {
  now = milliseconds(as_of)
  for (key in facts) {
    split(key, id, "\t")
    split(facts[key], fact, "\t")
    kind = fact[5]
    outcome = "inbound"
    if (fact[3] == "out") {
      cell = substr(fact[1], 1, 13) ":00:00Z" OFS fact[2]
      if (key in failed) {
        outcome = (key in delivered) ? "contradictory" : "failed"
        split(failed[key], failure, "\t")
        count("failures" OFS failure[2], id[1], outcome)
      } else if (key in delivered) {
        outcome = "delivered"
        if ((kind == "mms" || kind == "group") && !(key in confirmed)) outcome = "handed_off"
      } else {
        outcome = now < milliseconds(fact[1]) + 97 * 3600000 ? "in_flight" : "handed_off"
      }
      count("delivery" OFS cell, id[1], outcome)
      if (outcome == "delivered")
        print cell, milliseconds(delivered[key]) - milliseconds(fact[1])
    }
    if (kind == "mms" || kind == "group")
      count("mms-group" OFS fact[3] "bound" OFS kind OFS fact[4], id[1], outcome)
  }

  print "error_code,messages,recipients" > (output "/failures.csv")
  print "direction,kind,group_size,messages,recipients,delivered,handed_off,failed," \
    "contradictory,in_flight" > (output "/mms-group.csv")
  for (name in recipients) {
    split(name, part, OFS)
    if (part[1] == "failures")
      print part[2], messages[name], recipients[name] > (output "/failures.csv")
    else if (part[1] == "mms-group")
      print part[2], part[3], part[4], numbers(name) > (output "/mms-group.csv")
    else
      print part[2], part[3], numbers(name) > (output "/counts")
  }
  print "event_type,events,unique,duplicates" > (output "/redelivery.csv")
  for (type in events)
    print type, events[type], unique[type], events[type] - unique[type] > (output "/redelivery.csv")
}
