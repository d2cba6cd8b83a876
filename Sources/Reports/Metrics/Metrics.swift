internal import Primitives

/// Numbers about an execution, for Prometheus: those of its text format, all of them gauges.
///
/// A file of them is read by the textfile collector of node_exporter.
///
/// - SeeAlso: <https://prometheus.io/docs/instrumenting/exposition_formats/> for the format, and
///   <https://prometheus.io/docs/practices/naming/> for the names.
public struct Metrics: Sendable {
  /// In the format, ended by a line feed; empty without any metric.
  public private(set) var text: [UInt8] = []

  public init() {}

  /// Adds a metric with one value; none that is missing.
  ///
  /// - Parameters:
  ///   - name: What is counted and its unit, without `waybill_`.
  ///   - help: One sentence.
  ///   - value: A number, a rate, a duration or an instant.
  mutating func add(_ name: String, _ help: String, _ value: Value) {
    add(name, help, by: nil, [("", value)])
  }

  /// Adds a metric with several values, which a label tells apart; none of those that are missing.
  mutating func add(
    _ name: String, _ help: String, by label: String?, _ values: [(label: String, value: Value)]
  ) {
    let values = values.filter { !$0.value.isMissing }
    guard !values.isEmpty else { return }
    let name = "waybill_\(name)"
    text.append(contentsOf: "# HELP \(name) \(help)\n# TYPE \(name) gauge\n".utf8)
    for (value, number) in values {
      text.append(contentsOf: name.utf8)
      if let label { text.append(contentsOf: "{\(label)=\"\(Self.escaped(value))\"}".utf8) }
      text.append(UInt8(ascii: " "))
      number.appendMetric(to: &text)
      text.append(UInt8(ascii: "\n"))
    }
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}

extension Value {
  /// Appends a number in the base unit of its kind: durations and instants are seconds.
  fileprivate func appendMetric(to output: inout [UInt8]) {
    switch self {
    case .integer(let number): output.append(decimal: number)
    case .boolean(let flag): output.append(flag ? "1" : "0")
    case .ratio(let numerator, let denominator): output.append(ratio: numerator, of: denominator)
    case .factor(let numerator, let denominator): output.append(factor: numerator, of: denominator)
    case .milliseconds(let milliseconds): output.append(seconds: milliseconds)
    case .instant(let instant): output.append(seconds: instant.millisecondsSinceEpoch)
    case .missing, .text: preconditionFailure("no number")
    }
  }
}
