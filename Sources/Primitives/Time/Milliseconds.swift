/// Lengths of time in milliseconds, the unit of ``Timestamp``.
public enum Milliseconds {
  // Computed, because what is stored would have to be asked for whether it is there already.
  @inlinable public static var minute: Int64 { 60_000 }
  @inlinable public static var hour: Int64 { 60 * minute }
  @inlinable public static var day: Int64 { 24 * hour }
}
