/// Whether an object would be an event without the types that DynamoDB writes around values.
func isTypedEvent(_ object: JSONTree) -> Bool {
  func content(_ tree: JSONTree?, _ type: String) -> JSONTree? {
    guard let tree, let (name, content) = soleMember(tree), name == type else { return nil }
    return content
  }
  return content(object["type"], "S")?.text != nil
    && content(content(object["message"], "M")?["id"], "S")?.nonEmptyText != nil
}

/// An object whose members have lost the types of DynamoDB.
func membersUntyped(_ tree: JSONTree) -> JSONTree {
  guard case .object(let members) = tree else { return tree }
  return .object(members.map { ($0.key, untyped($0.value)) })
}

/// A value without its type; what is not typed stays as it is.
private func untyped(_ tree: JSONTree) -> JSONTree {
  guard let (type, content) = soleMember(tree) else { return tree }
  switch (type, content) {
  case ("S", .text), ("B", .text), ("BOOL", .boolean): return content
  case ("N", .text(let text)): return number(text)
  case ("NULL", _): return .null
  case ("M", .object): return membersUntyped(content)
  case ("L", .array(let elements)): return .array(elements.map(untyped))
  case ("SS", .array): return content
  case ("NS", .array(let elements)):
    return .array(elements.map { element in element.text.map(number) ?? element })
  default: return tree
  }
}

/// The text that a typed text or number is written as.
func untypedText(_ tree: JSONTree) -> JSONTree? {
  guard let (type, content) = soleMember(tree), type == "S" || type == "N",
    content.text != nil
  else { return nil }
  return content
}

private func number(_ text: Bytes) -> JSONTree {
  isJSONNumber(text) ? .number(text) : .text(text)
}

private func soleMember(_ tree: JSONTree) -> (key: String, value: JSONTree)? {
  guard case .object(let members) = tree, members.count == 1 else { return nil }
  return (String(decoding: members[0].key, as: UTF8.self), members[0].value)
}
