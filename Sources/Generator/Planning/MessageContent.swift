internal import Primitives

/// The parties and texts of a message: the same for every event of it.
struct MessageContent: Sendable {
  /// An index among the senders of the application.
  let sender: Int
  /// The first subscriber; the others follow at a stride.
  private let firstSubscriber: Int
  /// An index into ``Texts/tags``; nil without a tag.
  let tag: Int?
  let isUrgent: Bool
  let text: MessageText
  /// Which picture or campaign medium comes first.
  let media: Int
  let mediaCount: Int
  /// Seeds the random part of the ids.
  let idSeed: UInt64

  init(_ plan: MessagePlan) {
    var generator = SeededGenerator(seed: plan.contentSeed)
    // Squaring makes the first senders the busy ones.
    let skew = generator.below(1 << 10)
    sender = skew * skew >> 10
    firstSubscriber = generator.below(PhoneNumbers.subscriberCount)
    // An application has a handful of campaigns, and sometimes none.
    tag =
      generator.chance(0.95)
      ? (plan.application * 4 + generator.below(8)) % Texts.tags.count : nil
    isUrgent = generator.chance(0.04)
    text = MessageText(plan.kind, &generator)
    media = generator.below(64)
    mediaCount = generator.chance(0.15) ? 2 + generator.below(2) : 1
    idSeed = generator.next()
  }

  /// The subscriber of an index in the message; all are different.
  func subscriber(_ index: Int) -> Int {
    // A prime above the number of recipients, which does not divide the number of subscribers.
    (firstSubscriber + index * 7_919) % PhoneNumbers.subscriberCount
  }
}

/// What an inbound message says.
enum MessageText: Sendable {
  case none, optOut(Int), optIn(Int), help(Int)
  case sentence(Int)
  case sentences(Int, Int)

  init(_ kind: TrafficKind, _ generator: inout SeededGenerator) {
    guard kind.isInbound else {
      self = .none
      return
    }
    let choice = generator.below(1000)
    self =
      switch choice {
      case 0..<22 where kind == .receivedSMS: .optOut(generator.below(Texts.optOuts.count))
      case 22..<32 where kind == .receivedSMS: .optIn(generator.below(Texts.optIns.count))
      case 32..<37 where kind == .receivedSMS: .help(generator.below(Texts.helps.count))
      case ..<300: .sentence(generator.below(Texts.sentences.count))
      default:
        .sentences(
          generator.below(Texts.sentences.count), generator.below(Texts.sentences.count))
      }
  }
}
