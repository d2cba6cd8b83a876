internal import Primitives

/// The bytes of one archive without its gzip, however many layers of it there are.
///
/// Bytes are gzip if they begin with its magic, in the file and again inside a layer: archives get
/// compressed by whoever writes them and once more by whoever puts them away. A layer is read as if
/// its data were a file of their own, so that members and damage are found by the same rules. A
/// header with one byte of the magic wrong is one all the same: no text looks like that.
struct ExpandedBytes: ~Copyable {
  /// Gzip inside more gzip than this is not read.
  static let layerLimit = 4

  private(set) var file: InputFile
  /// The outermost first.
  private var layers: [GzipLayer] = []
  private var isDecided = false
  /// What was read to find out that it is no further layer.
  private var first: [UInt8] = []
  /// Offset of the first unread byte of ``first``.
  private var firstPosition = 0
  private let inputSize: Int

  /// - Parameters:
  ///   - source: The archive.
  ///   - inputSize: Bytes that a layer takes at a time, at least 2.
  ///   - progress: Is told of the bytes of the file as they are read.
  init(_ source: ArchiveSource, inputSize: Int, _ progress: PassProgress?) {
    file = InputFile(source, progress)
    self.inputSize = inputSize
  }

  /// Whether nothing more comes.
  var isAtEnd: Bool {
    isDecided && firstPosition == first.count && isAtEnd(below: layers.count)
  }

  /// Gzip members begun in the file itself; 0 for a plain one.
  var memberCount: Int { layers.first?.members.begunCount ?? 0 }

  /// The first damage of the outermost layer that has any, because it may be the cause of others.
  var damage: ArchiveDamage? {
    for (index, layer) in layers.enumerated() {
      guard var damage = layer.members.damage else { continue }
      damage.layer = index + 1
      return damage
    }
    return nil
  }

  /// Appends some bytes to the window, at most its free capacity; perhaps none.
  mutating func read(into window: inout ByteWindow) {
    if !isDecided { decide() }
    if firstPosition < first.count {
      window.append(first, position: &firstPosition)
    } else if layers.isEmpty {
      file.read(into: &window)
    } else {
      window.append { output in pull(from: layers.count - 1, into: &output) }
    }
  }

  /// Reads the rest of the file for nothing but its size and checksum.
  mutating func drainFile() {
    var bytes: [UInt8] = []
    while !file.isAtEnd {
      bytes.removeAll(keepingCapacity: true)
      file.read(into: &bytes, limit: inputSize)
    }
  }

  /// Reads as many first bytes as tell whether there is a further layer, until there is none.
  private mutating func decide() {
    isDecided = true
    while true {
      var first: [UInt8] = []
      // Also from a pipe that brings them one by one.
      while first.count < GzipStart.size, !isAtEnd(below: layers.count) {
        let limit = max(inputSize, GzipStart.size) - first.count
        read(below: layers.count, into: &first, limit: limit)
      }
      guard let start = GzipStart(first), layers.count < Self.layerLimit else {
        self.first = first
        return
      }
      layers.append(GzipLayer(first, start))
    }
  }

  /// Whether the bytes that the layer at `index` is made of have ended.
  private func isAtEnd(below index: Int) -> Bool {
    index == 0 ? file.isAtEnd : layers[index - 1].isAtEnd
  }

  /// Appends some of the bytes that the layer at `index` is made of.
  private mutating func read(below index: Int, into bytes: inout [UInt8], limit: Int) {
    if index == 0 {
      file.read(into: &bytes, limit: limit)
    } else {
      bytes.append(addingCapacity: limit) { output in pull(from: index - 1, into: &output) }
    }
  }

  /// Appends some of the data of the layer at `index`.
  private mutating func pull(from index: Int, into output: inout OutputSpan<UInt8>) {
    let layer = layers[index]
    guard !layer.isAtEnd else { return }
    if layer.isEmpty, !isAtEnd(below: index) { refill(layer, index) }
    layer.inflate(into: &output)
    if layer.members.isStopped {
      // What follows is read all the same: the damage may have begun in a layer further out.
      while !isAtEnd(below: index) { refill(layer, index) }
      layer.isAtEnd = true
    } else if layer.isEmpty, isAtEnd(below: index), output.freeCapacity > 0 {
      // With room left, the inflater holds nothing back.
      if file.failure == nil { layer.members.finish() }
      layer.isAtEnd = true
    }
  }

  private mutating func refill(_ layer: GzipLayer, _ index: Int) {
    layer.position = 0
    layer.input.removeAll(keepingCapacity: true)
    read(below: index, into: &layer.input, limit: inputSize)
  }
}

/// One layer of gzip, and the bytes that wait to be inflated.
///
/// A class, so that there can be several in an array.
private final class GzipLayer {
  var members = GzipMembers()
  var input: [UInt8]
  /// Offset of the first unread byte of ``input``.
  var position = 0
  /// Whether all data was taken out.
  var isAtEnd = false

  init(_ input: [UInt8], _ start: GzipStart) {
    self.input = input
    if start == .damagedMagic { members.begin(behindDamagedMagic: &position) }
  }

  /// Whether all input was read.
  var isEmpty: Bool { position == input.count }

  func inflate(into output: inout OutputSpan<UInt8>) {
    members.inflate(input, position: &position, into: &output)
  }
}
