public import Primitives

/// How long a receipt is waited for before a message counts as expired.
///
/// The vendor raised the wait from 2 to 73 hours on 2026-07-06.
public enum ReceiptWait {
  private static let change = Timestamp(millisecondsSinceEpoch: 1_783_296_000_000)
  /// Every callback can be redelivered for this long.
  private static let redelivery = Milliseconds.day

  /// When nothing more can be heard of a message created then: the wait and 24 h of redelivery.
  public static func end(forMessageCreatedAt creation: Timestamp) -> Timestamp {
    creation.advanced(byMilliseconds: wait(creation) + redelivery)
  }

  /// When nothing more can be heard of any message created before `end`.
  public static func end(forMessagesCreatedBefore end: Timestamp) -> Timestamp {
    end.advanced(byMilliseconds: wait(end.advanced(byMilliseconds: -1)) + redelivery)
  }

  /// When all receipts have expired, or come, of messages created before `end`.
  public static func expiry(forMessagesCreatedBefore end: Timestamp) -> Timestamp {
    end.advanced(byMilliseconds: wait(end.advanced(byMilliseconds: -1)))
  }

  private static func wait(_ creation: Timestamp) -> Int64 {
    creation < change ? 2 * Milliseconds.hour : 73 * Milliseconds.hour
  }
}
