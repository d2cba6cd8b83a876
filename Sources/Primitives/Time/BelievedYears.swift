/// 2010 to 2099: the years that are believed of what happened to a message.
///
/// Another comes from a wild clock, or from an id that holds no time at all.
public enum BelievedYears {
  /// Days since the epoch.
  @inlinable
  public static var days: Range<Int> { 14_610..<47_482 }

  /// Hours since the epoch.
  @inlinable
  public static var hours: Range<Int> { days.lowerBound * 24..<days.upperBound * 24 }
}
