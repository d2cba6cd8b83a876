internal import ArgumentParser

/// How a list is written that is no report.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
  case csv, json, ndjson, table
}
