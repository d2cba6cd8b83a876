internal import Primitives

/// Reading only what lies at a pointer.
extension EventReader {
  /// Replaces what was found in the accepted value at `start` by the body that lies in it.
  ///
  /// Of an array the elements are looked at, unless the pointer begins with the number of one.
  @inline(never)
  mutating func keepBody(_ pointer: JSONPointer, ofValueAt start: Int, _ bytes: Span<UInt8>) {
    batch.removeAll()
    texts.removeAll(keepingCapacity: true)
    var cursor = JSONCursor(offset: start)
    guard let value = try? cursor.skipAccepted(bytes) else { return }
    guard value.kind == .array, !pointer.beginsWithNumber else {
      return keep(pointer, of: value, bytes)
    }
    var elements = RawElements(of: value)
    while let element = elements.next(bytes) { keep(pointer, of: element, bytes) }
  }

  private mutating func keep(_ pointer: JSONPointer, of value: RawJSON, _ bytes: Span<UInt8>) {
    var body = value
    var arrival: Timestamp?
    for token in pointer.tokens {
      if body.kind == .object { arrival = stamp(of: body, bytes) ?? arrival }
      guard let child = body.child(token, bytes) else { return }
      body = child
    }
    let isBrackets = body.kind == .object || body.kind == .array
    guard body.isString || isBrackets else { return }
    var text = Embedded(body, isBrackets ? .plain : .encoded)
    text.arrival = arrival
    texts.append(EmbeddedText(text: text, eventCount: 0))
  }

  /// When the receiver got what lies in an accepted object, as its members say.
  private mutating func stamp(of object: RawJSON, _ bytes: Span<UInt8>) -> Timestamp? {
    withTable { reader, table in
      let start = JSONCursor(offset: object.start)
      let place = Place(depth: 0, isInObject: true)
      let walked = try? reader.walkObject(bytes, &table, start, place)
      reader.pending.removeAll(keepingCapacity: true)
      return walked.flatMap { reader.wrapperArrival(bytes, table.span, $0.fields) }
    }
  }
}
