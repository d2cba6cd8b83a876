/// An array that grows without moving its elements.
///
/// Tables of millions of records grow by a chunk at a time: nothing is copied, and no memory lies
/// idle beyond the last chunk.
public struct ChunkedArray<Element>: Sendable where Element: Sendable {
  @usableFromInline var chunks: [[Element]] = []
  @usableFromInline var elementCount = 0

  @usableFromInline static var chunkBits: Int { 8 }
  @usableFromInline static var chunkCapacity: Int { 1 << chunkBits }

  public init() {}

  @inlinable
  public var count: Int { elementCount }

  @inlinable
  public mutating func append(_ element: Element) {
    if count & (Self.chunkCapacity - 1) == 0 { beginChunk() }
    chunks[count >> Self.chunkBits].append(element)
    elementCount += 1
  }

  @usableFromInline
  mutating func beginChunk() {
    var chunk: [Element] = []
    chunk.reserveCapacity(Self.chunkCapacity)
    chunks.append(chunk)
  }

  @inlinable
  public subscript(index: Int) -> Element {
    get { chunks[index >> Self.chunkBits][index & (Self.chunkCapacity - 1)] }
    _modify { yield &chunks[index >> Self.chunkBits][index & (Self.chunkCapacity - 1)] }
  }

  /// Calls `body` with each element, in order.
  @inlinable
  public func forEach(_ body: (Element) -> Void) {
    for chunk in chunks {
      for element in chunk { body(element) }
    }
  }
}
