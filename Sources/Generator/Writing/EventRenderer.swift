internal import Primitives

/// Writes events as the lines of an archive.
///
/// The `message` object is written in `EventRenderer+Message.swift`.
struct EventRenderer {
  let options: GeneratorOptions
  let phrases: Phrasebook
  /// `2026-11-20T13:` of the hour last written: most times share it with the one before.
  private var hourText: [UInt8] = []
  private var hour: Int64 = .min

  init(options: GeneratorOptions) {
    self.options = options
    phrases = Phrasebook(seed: options.seed)
  }

  /// Appends one line: the array that was posted, or the event with its arrival.
  mutating func append(
    _ event: PlannedEvent, of plan: MessagePlan, to line: inout LineBuffer
  ) {
    let content = MessageContent(plan)
    if options.hasArrivalStamps {
      line.append("{\"@timestamp\":\"")
      append(time: event.arrival, to: &line)
      line.append("\",\"time\":\"")
    } else {
      line.append("[{\"time\":\"")
    }
    append(time: event.time, to: &line)
    if event.kind == .read {
      line.append("\",\"eventTime\":\"")
      append(time: event.time + 350_000, to: &line)
    }
    appendType(event.kind, content, to: &line)
    line.append("\",\"to\":\"")
    append(recipient: Int(event.recipient), event.kind, plan, content, to: &line)
    line.append("\",\"description\":\"")
    appendDescription(of: event, plan, to: &line)
    appendMessage(event, plan, content, to: &line)
    if !plan.kind.isInbound && !event.kind.isReply {
      line.append(",\"carrierName\":\"")
      phrases.append(carrierOf: content.subscriber(Int(event.recipient)), to: &line)
      line.append("\"")
    }
    line.append(options.hasArrivalStamps ? "}\n" : "}]\n")
  }

  private func appendType(
    _ kind: EventKind, _ content: MessageContent, to line: inout LineBuffer
  ) {
    switch kind {
    case .received: line.append("\",\"type\":\"message-received")
    case .delivered: line.append("\",\"type\":\"message-delivered")
    case .failed: line.append("\",\"type\":\"message-failed")
    case .sending: line.append("\",\"type\":\"message-sending")
    case .sent: line.append("\",\"type\":\"message-sent")
    case .read: line.append("\",\"type\":\"message-read")
    case .suggestion: line.append("\",\"type\":\"suggestion-response")
    // The provider spells it in more than one way.
    case .location where content.media % 3 == 0:
      line.append("\",\"type\":\"request-location-response")
    case .location: line.append("\",\"type\":\"requested-location-response")
    }
  }

  private func appendDescription(
    of event: PlannedEvent, _ plan: MessagePlan, to line: inout LineBuffer
  ) {
    switch event.kind {
    case .received, .suggestion, .location: line.append("Incoming message received\"")
    case .delivered:
      switch Application.all[plan.application].addressType {
      case .tollFree, .shortCode, .agent: line.append("Message delivered to handset.\"")
      case .longCode, .alphanumeric: line.append("Message delivered to carrier.\"")
      }
    case .sending: line.append("Message is sending to carrier.\"")
    case .sent: line.append("Message sent to carrier\"")
    case .read: line.append("Message read by recipient\"")
    case .failed:
      phrases.failureCodes.append(descriptionOf: event.errorCode, to: &line)
      line.append("\",\"errorCode\":")
      line.append(digits: Int64(event.errorCode), width: 4)
    }
  }

  /// Appends a party: of a message that we sent a subscriber, else one of our numbers first.
  func append(
    recipient index: Int, _ kind: EventKind, _ plan: MessagePlan, _ content: MessageContent,
    to line: inout LineBuffer
  ) {
    if kind.isReply || plan.kind.isInbound && index < plan.ownedCount {
      append(sender: content.sender + index, of: plan.application, to: &line)
    } else {
      // The first subscriber of an inbound message is who sent it.
      let subscriber = plan.kind.isInbound ? index - plan.ownedCount + 1 : index
      line.append(subscriber: content.subscriber(subscriber), areaCodes: phrases.areaCodes)
    }
  }

  func append(sender index: Int, of application: Int, to line: inout LineBuffer) {
    let senders = phrases.senders[application]
    senders.append(index % senders.count, to: &line)
  }

  /// Appends `2026-11-20T13:04:05.123456Z`.
  mutating func append(time: Microseconds, to line: inout LineBuffer) {
    let hour = time / .hour
    if hour != self.hour {
      self.hour = hour
      hourText.removeAll(keepingCapacity: true)
      WallTime(secondsSinceEpoch: hour * 3600).append(to: &hourText)
      hourText.removeLast(5)
    }
    line.append(hourText.span)
    let rest = time - hour * .hour
    let second = rest / .second
    line.append(digits: second / 60, width: 2)
    line.append(UInt8(ascii: ":"))
    line.append(digits: second % 60, width: 2)
    line.append(UInt8(ascii: "."))
    line.append(digits: rest % .second, width: 6)
    line.append(UInt8(ascii: "Z"))
  }
}
