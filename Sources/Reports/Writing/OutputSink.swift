public import SystemPackage

/// Where the bytes of an output go, a piece at a time.
///
/// The first error stays, and nothing is written after it: whoever writes need not look at every
/// piece, and asks at the end.
public final class OutputSink {
  /// How large a piece becomes before it is written, in bytes.
  static let pieceSize = 65_536

  /// Why a piece could not be written.
  public private(set) var error: Errno?
  private let write: ([UInt8]) throws(Errno) -> Void

  /// - Parameter write: Writes all of a piece.
  public init(_ write: @escaping ([UInt8]) throws(Errno) -> Void) {
    self.write = write
  }

  /// Writes a piece.
  public func put(_ piece: [UInt8]) {
    var piece = piece
    take(&piece, isLast: true)
  }

  /// Writes what has been gathered, if that is a piece or nothing more comes, and takes it out.
  ///
  /// - Returns: Whether everything so far could be written.
  @discardableResult
  func take(_ gathered: inout [UInt8], isLast: Bool = false) -> Bool {
    guard isLast || gathered.count >= Self.pieceSize else { return error == nil }
    if error == nil {
      do throws(Errno) {
        try write(gathered)
      } catch {
        self.error = error
      }
    }
    gathered.removeAll(keepingCapacity: true)
    return error == nil
  }
}
