internal import ArgumentParser
internal import Primitives
internal import Reports

/// What numbers have to be like for the execution to count as good.
struct AlarmOptions: ParsableArguments {
  @Option(
    name: .customLong("fail-if"),
    help: ArgumentHelp(
      """
      Exit with status 1 when this holds: a column, one of < <= > >= = != and a number, such as \
      delivery_rate<0.95, 'delivery_rate < 95%', quality.malformed>0 or recipients=0. Repeatable; \
      one that holds is enough. Compared is the exact total over all messages that are reported. A \
      column is that of the delivery report, otherwise of the only report that has it; \
      report.column says which. An empty value, such as a rate of nothing, fails nothing and is \
      named.
      """, valueName: "condition"), completion: .list(TotalCondition.columnNames))
  var texts: [String] = []

  @Option(
    name: .customLong("max-age"), parsing: .unconditional,
    help: ArgumentHelp(
      """
      Exit with status 1 when the archives end longer ago than this, such as 26h or 3d: no \
      callbacks arrive any more, or no archives.
      """, valueName: "age"))
  var ageLimit: AgeLimit?

  var conditions: AlarmConditions {
    get throws {
      do throws(TotalConditionError) {
        let totals = try texts.map { text throws(TotalConditionError) in
          try TotalCondition(text)
        }
        return AlarmConditions(totals: totals, ageLimit: ageLimit)
      } catch {
        throw ValidationError("--fail-if: \(error)")
      }
    }
  }
}
