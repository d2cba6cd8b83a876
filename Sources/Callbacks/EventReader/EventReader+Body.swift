internal import Primitives

/// Reading only what lies at a pointer.
extension EventReader {
  /// Replaces what was found in an accepted value by the body that lies in it.
  ///
  /// Of an array the elements are looked at, unless the pointer begins with the number of one.
  ///
  /// - Parameters:
  ///   - pointer: Where in each value the body lies.
  ///   - value: The value.
  ///   - element: Its number, if it is not a value itself but an element of one.
  ///   - bytes: Those in which it lies.
  @inline(never)
  mutating func keepBody(
    _ pointer: JSONPointer, of value: RawJSON, element: Int?, _ bytes: Span<UInt8>
  ) {
    batch.removeAll()
    texts.removeAll(keepingCapacity: true)
    // What is too long elsewhere, or too much, is no matter; the body is read again by itself.
    hasOverlongText = false
    forgetUnsettled()
    let tokens = pointer.tokens[...]
    if let element {
      guard pointer.beginsWithNumber else { return keep(tokens, of: value, bytes) }
      guard JSONPointer.elementNumber(tokens[0]) == element else { return }
      return keep(tokens.dropFirst(), of: value, bytes)
    }
    guard value.kind == .array, !pointer.beginsWithNumber else {
      return keep(tokens, of: value, bytes)
    }
    var elements = RawElements(of: value)
    while !overflows, let element = elements.next(bytes) { keep(tokens, of: element, bytes) }
  }

  private mutating func keep(
    _ tokens: ArraySlice<[UInt8]>, of value: RawJSON, _ bytes: Span<UInt8>
  ) {
    var body = value
    var arrival: Timestamp?
    for token in tokens {
      if body.kind == .object { arrival = stamp(of: body, bytes) ?? arrival }
      guard let child = body.child(token, bytes) else { return }
      body = child
    }
    let isBrackets = body.kind == .object || body.kind == .array
    guard body.isString || isBrackets, admitsOneMore() else { return }
    var text = Finding(body, isBrackets ? .plain : .encoded)
    text.arrival = arrival
    texts.append(FoundText(text: text, eventCount: 0))
  }

  /// When the receiver got what lies in an accepted object, as its members say.
  private mutating func stamp(of object: RawJSON, _ bytes: Span<UInt8>) -> Timestamp? {
    withTable { reader, table in
      let start = JSONCursor(offset: object.start)
      let place = Place(depth: 0, isInObject: true)
      let walked = try? reader.walkObject(bytes, &table, start, place)
      reader.findings.removeAll()
      return walked.flatMap { reader.wrapperArrival(bytes, table.span, $0.fields) }
    }
  }
}
