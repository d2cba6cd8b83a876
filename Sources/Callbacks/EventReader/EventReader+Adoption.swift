internal import Primitives

/// What an object takes over from an object that is one of its members.
///
/// So that neither the arrival nor a typed event has to be looked for: an object knows at its closing
/// brace, however deep it lies, and whatever it holds is read once.
extension EventReader {
  /// Takes over what counts of the member `key`, whose own members are `inner`.
  @inline(never)
  mutating func adopt(
    _ inner: ObjectFields, of key: MemberKey, by object: inout OpenObject, _ bytes: Span<UInt8>,
    _ table: inout MutableSpan<RawJSON>
  ) {
    let slot: MemberKey
    var value = RawJSON.absent
    switch key {
    case .requestContext:
      slot = .contextTime
      value = inner.value(.timeEpoch, in: table.span)
      if arrival(bytes, value) == nil { value = inner.value(.requestTimeEpoch, in: table.span) }
    case .attributes:
      slot = .attributesTime
      value = inner.value(.sentTimestamp, in: table.span)
    case .typedMap:
      slot = .typedMapID
      if inner.value(.id, in: table.span).kind == .object {
        value = inner.value(.typedID, in: table.span)
      }
    case .id:
      slot = .typedID
      if inner.members.isOnly(.typedString) { value = inner.value(.typedString, in: table.span) }
    default:
      slot = .typedType
      if inner.members.isOnly(.typedString) { value = inner.value(.typedString, in: table.span) }
    }
    object.fields.set(slot, value, in: &table)
  }

  /// Whether an object is an event in the typed values of DynamoDB.
  ///
  /// Whether each of them is one of a kind shows when the types are taken off.
  func isTypedEvent(_ object: OpenObject, _ table: Span<RawJSON>) -> Bool {
    guard object.fields.value(.message, in: table).kind == .object,
      object.fields.value(.type, in: table).kind == .object,
      object.fields.value(.typedType, in: table).isString,
      object.message.value(.typedMap, in: table).kind == .object
    else { return false }
    let id = object.message.value(.typedMapID, in: table)
    return id.isString && id.count > 0
  }
}

extension MemberKey {
  /// Whether something counts of an object under this key.
  @inline(__always)
  var isAdopted: Bool {
    switch self {
    case .requestContext, .attributes, .typedMap, .id, .type: true
    default: false
    }
  }
}
