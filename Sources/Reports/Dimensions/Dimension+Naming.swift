internal import Primitives

/// Dimensions that cannot be had.
public enum DimensionError: Error, Equatable, Sendable {
  /// No dimension has this name; `nearest` is one that is spelt much like it.
  case unknown(name: String, nearest: Dimension?)
  case repeated(Dimension)
}

extension DimensionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknown(let name, let nearest):
      let guess =
        nearest.map { " (\($0.rawValue)?)" } ?? (isOfLifecycles(name) ? Self.lifecyclesHint : "")
      let names = Dimension.allCases.map(\.rawValue).joined(separator: ", ")
      return "\(name.debugDescription) is no dimension\(guess); write one of \(names)"
    case .repeated(let dimension):
      return "\(dimension.rawValue) is named twice"
    }
  }
}

extension DimensionError {
  private static let lifecyclesHint = ", but a column of waybill lifecycles"

  /// Whether the rows of lifecycles have it, in which something else may look for it.
  private func isOfLifecycles(_ name: String) -> Bool {
    LifecycleColumn.all.contains { $0.name == name }
  }
}

extension Dimension {
  /// The text that stands for no dimension at all.
  public static let noneName = "none"

  /// Finds a dimension by its name.
  ///
  /// - Throws: ``DimensionError/unknown(name:nearest:)``.
  public init(named name: String) throws(DimensionError) {
    guard let dimension = Dimension(rawValue: name) else {
      throw .unknown(name: name, nearest: Self.nearest(to: name))
    }
    self = dimension
  }

  /// Reads names with commas between them, or `none`.
  public static func list(_ text: String) throws(DimensionError) -> [Dimension] {
    guard text != noneName else { return [] }
    var dimensions: [Dimension] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      let dimension = try Dimension(named: String(name))
      guard !dimensions.contains(dimension) else { throw .repeated(dimension) }
      dimensions.append(dimension)
    }
    return dimensions
  }

  /// The dimension that is spelt most like `name`, if any is spelt much like it.
  private static func nearest(to name: String) -> Dimension? {
    Spelling.nearest(to: name, among: allCases.map(\.rawValue)).map { allCases[$0] }
  }
}
