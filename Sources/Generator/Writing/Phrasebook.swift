internal import Primitives

/// The texts that lines are made of, as bytes.
///
/// Every worker has its own: copying from shared arrays would make the cores fight over their
/// reference counts.
struct Phrasebook: Sendable {
  let applicationIDs: TextTable
  /// The senders of every application.
  let senders: [TextTable]
  let areaCodes = PhoneNumbers.areaCodes
  let carriers = TextTable(Texts.carriers.map(\.name))
  let carrierChoice = ChoiceTable(Texts.carriers.map(\.weight))
  let tags = TextTable(
    Texts.tags.enumerated().map { index, name in
      name + Texts.tagDetails[index % Texts.tagDetails.count]
    })
  let optOuts = TextTable(Texts.optOuts)
  let optIns = TextTable(Texts.optIns)
  let helps = TextTable(Texts.helps)
  let sentences = TextTable(Texts.sentences)
  let pictures = TextTable(Texts.pictures)
  let campaignMedia = TextTable(Texts.campaignMedia)
  let suggestions = TextTable(Texts.suggestions)
  let postbacks = TextTable(Texts.postbacks)
  let failureCodes = FailureCodes()

  init(seed: UInt64) {
    applicationIDs = TextTable(Application.ids(seed: seed))
    senders = Application.all.enumerated().map { rank, application in
      TextTable(PhoneNumbers.senders(application.addressType, rank: rank))
    }
  }

  /// The segments of an inbound message: of 160 bytes alone, of 153 together.
  func segmentCount(of text: MessageText) -> Int {
    guard case .sentences(let first, let second) = text else { return 1 }
    let count = sentences.count(of: first) + 1 + sentences.count(of: second)
    return count <= 160 ? 1 : (count + 152) / 153
  }

  func append(_ text: MessageText, to buffer: inout LineBuffer) {
    switch text {
    case .none: break
    case .optOut(let index): optOuts.append(index, to: &buffer)
    case .optIn(let index): optIns.append(index, to: &buffer)
    case .help(let index): helps.append(index, to: &buffer)
    case .sentence(let index): sentences.append(index, to: &buffer)
    case .sentences(let first, let second):
      sentences.append(first, to: &buffer)
      buffer.append(UInt8(ascii: " "))
      sentences.append(second, to: &buffer)
    }
  }

  /// Appends the carrier of a subscriber, who does not change it.
  func append(carrierOf subscriber: Int, to buffer: inout LineBuffer) {
    var generator = SeededGenerator(seed: UInt64(subscriber))
    carriers.append(carrierChoice.choose(&generator), to: &buffer)
  }
}
