/// An event in a value, with the arrival that what lies around it states.
struct OracleFinding {
  var object: JSONTree
  var arrival: Int64?
}

/// How many texts may lie around each other.
private let deepestText = 4

/// The events in a value, in the order of the text; the inside of an event is not searched.
func findings(in tree: JSONTree, _ around: OracleSurroundings) -> [OracleFinding] {
  switch tree {
  case .object(let members):
    if let event = event(tree) { return [OracleFinding(object: event, arrival: around.arrival)] }
    var inside = around
    inside.arrival = wrapperStamp(tree) ?? around.arrival
    return members.flatMap { key, value in
      if let content = base64Content(of: tree, key, value) {
        return findings(inText: content, inside)
      }
      return findings(in: value, inside)
    }
  case .array(let elements):
    return elements.flatMap { findings(in: $0, around) }
  case .text(let text):
    return findings(inText: text, around)
  case .null, .boolean, .number:
    return []
  }
}

private func findings(inText text: Bytes, _ around: OracleSurroundings) -> [OracleFinding] {
  guard around.level < deepestText else { return [] }
  var inside = around
  inside.level += 1
  return OracleText(text, in: inside).values.flatMap(\.events)
}

/// The event that an object is, as it stands or in the types of DynamoDB.
private func event(_ object: JSONTree) -> JSONTree? {
  if isEvent(object) { return object }
  guard isTypedEvent(object) else { return nil }
  let untyped = membersUntyped(object)
  return isEvent(untyped) ? untyped : nil
}

private func isEvent(_ object: JSONTree) -> Bool {
  guard object["type"]?.text != nil, let message = object["message"],
    message["id"]?.nonEmptyText != nil, case .object(let members) = message
  else { return false }
  let isTwoFactor = object["platform"] != nil && members.count == 1
  return !isTwoFactor
}

/// What a member holds in base64, inflated if it is gzip; `nil` where there is no base64.
private func base64Content(of object: JSONTree, _ key: Bytes, _ value: JSONTree) -> Bytes? {
  let isEncoded: Bool =
    switch String(decoding: key, as: UTF8.self) {
    case "data": true
    case "body": object["isBase64Encoded"]?.isTrue == true
    default: false
    }
  guard isEncoded, let content = value.text.flatMap(base64Decoded) else { return nil }
  return content.starts(with: [0x1F, 0x8B]) ? OracleInflate.members(of: content) : content
}

/// When a wrapper says that it arrived: the first of these members that can be read.
private func wrapperStamp(_ object: JSONTree) -> Int64? {
  let context = object["requestContext"]
  let stamps = [
    context?["timeEpoch"], context?["requestTimeEpoch"], object["requestTimeEpoch"],
    object["attributes"]?["SentTimestamp"], object["Timestamp"],
    object["approximateArrivalTimestamp"], object["time"], object["time_iso8601"], object["msec"],
    object["@timestamp"], object["timestamp"], object["date"], object["receivedAt"],
    object["ingested_at"], object["created_at"], object["ts"],
  ]
  return stamps.lazy.compactMap(arrivalStamp).first
}
