/// Writes values with types around them that mean the same.
struct CorpusTypedDrafts {
  let dice: Dice

  /// As mongoexport writes numbers and times.
  func mongo(_ draft: Draft) -> Draft {
    switch draft {
    case .array(let elements):
      return .array(elements.map(mongo))
    case .object(let members):
      return .object(
        members.map { key, value in
          let isTime = ["time", "eventTime", "@timestamp", "timestamp", "date"].contains(key)
          if isTime, case .text = value, !dice.hits(oneIn: 4) {
            return (key, .object([("$date", value)]))
          }
          return (key, mongo(value))
        })
    case .verbatim(let text) where isNumber(text):
      guard isAllDigits(Array(text.utf8.drop { $0 == UInt8(ascii: "-") })) else {
        return .object([(dice.pick(["$numberDouble", "$numberDecimal"]), .text(text))])
      }
      return .object([(text.count > 9 ? "$numberLong" : "$numberInt", .text(text))])
    case .verbatim, .text:
      return draft
    }
  }

  /// As DynamoDB writes every value.
  func dynamo(_ draft: Draft) -> Draft {
    // What has no type stays as it is.
    if dice.hits(oneIn: 60) { return draft }
    switch draft {
    case .text:
      return .object([(dice.hits(oneIn: 60) ? "B" : "S", draft)])
    case .array(let elements):
      let texts = elements.filter { if case .text = $0 { true } else { false } }
      if let numbers = numbers(elements), dice.hits(oneIn: 2) {
        return .object([("NS", .array(numbers))])
      }
      let isSet = !elements.isEmpty && texts.count == elements.count && dice.hits(oneIn: 2)
      return .object([isSet ? ("SS", draft) : ("L", .array(elements.map(dynamo)))])
    case .object(let members):
      return .object([("M", .object(members.map { ($0.key, dynamo($0.value)) }))])
    case .verbatim("null"):
      return .object([("NULL", .verbatim("true"))])
    case .verbatim("true"), .verbatim("false"):
      return .object([("BOOL", draft)])
    case .verbatim(let text) where isNumber(text):
      return .object([("N", .text(text))])
    case .verbatim:
      return .object([("S", draft)])
    }
  }

  /// As BigQuery and its like write whole numbers.
  func warehouse(_ draft: Draft) -> Draft {
    guard case .object(let members) = draft else { return draft }
    return .object(
      members.map { key, value in
        if ["errorCode", "segmentCount"].contains(key), case .verbatim(let text) = value,
          isNumber(text)
        {
          return (key, .text(text))
        }
        return (key, key == "message" ? warehouse(value) : value)
      })
  }

  /// The elements as texts, when all of them are numbers.
  private func numbers(_ elements: [Draft]) -> [Draft]? {
    let numbers = elements.compactMap { element -> Draft? in
      guard case .verbatim(let text) = element, isNumber(text) else { return nil }
      return .text(text)
    }
    return elements.isEmpty || numbers.count < elements.count ? nil : numbers
  }

  private func isNumber(_ text: String) -> Bool {
    text.first.map { $0 == "-" || $0.isNumber } ?? false
  }
}
