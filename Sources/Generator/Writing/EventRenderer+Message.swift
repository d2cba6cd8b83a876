internal import Primitives

extension EventRenderer {
  /// Appends the `message` member.
  mutating func appendMessage(
    _ event: PlannedEvent, _ plan: MessagePlan, _ content: MessageContent,
    to line: inout LineBuffer
  ) {
    let isInbound = plan.kind.isInbound || event.kind.isReply
    // Every owned recipient of an inbound group, and every reply, has an id of its own.
    let variant = event.kind.isReply ? 64 : isInbound ? Int(event.recipient) : 0
    line.append(",\"message\":{\"id\":\"")
    append(id: variant, created: event.created, content, to: &line)
    line.append("\",\"owner\":\"")
    let owner = plan.kind.isInbound ? Int(event.recipient) : 0
    append(sender: content.sender + owner, of: plan.application, to: &line)
    line.append("\",\"applicationId\":\"")
    phrases.applicationIDs.append(plan.application, to: &line)
    line.append("\",\"time\":\"")
    append(time: event.created, to: &line)
    line.append("\",\"segmentCount\":")
    let isText = plan.kind == .receivedSMS
    let segments = isText ? phrases.segmentCount(of: content.text) : plan.segmentCount
    line.append(digits: Int64(segments), width: 1)
    line.append(
      isInbound ? ",\"direction\":\"in\",\"to\":[\"" : ",\"direction\":\"out\",\"to\":[\"")
    appendRecipients(event, plan, content, to: &line)
    line.append("\"],\"from\":\"")
    if isInbound {
      line.append(subscriber: content.subscriber(0), areaCodes: phrases.areaCodes)
    } else {
      append(sender: content.sender, of: plan.application, to: &line)
    }
    line.append("\"")
    appendBody(event, plan, content, to: &line)
    appendLabels(event, plan, content, to: &line)
    line.append("}")
  }

  private func appendRecipients(
    _ event: PlannedEvent, _ plan: MessagePlan, _ content: MessageContent,
    to line: inout LineBuffer
  ) {
    for index in 0..<plan.recipientCount {
      if index > 0 { line.append("\",\"") }
      append(recipient: index, event.kind, plan, content, to: &line)
    }
  }

  /// Appends the text and the media, or what a reply holds.
  private func appendBody(
    _ event: PlannedEvent, _ plan: MessagePlan, _ content: MessageContent,
    to line: inout LineBuffer
  ) {
    switch event.kind {
    case .suggestion: appendSuggestion(plan, content, to: &line)
    case .location: appendLocation(content, to: &line)
    case .received, .delivered, .failed, .sending, .sent, .read:
      guard plan.kind != .rcs else { return }
      line.append(",\"text\":\"")
      phrases.append(content.text, to: &line)
      line.append("\"")
      if plan.kind.hasMedia { appendMedia(event, plan, content, to: &line) }
    }
  }

  private func appendMedia(
    _ event: PlannedEvent, _ plan: MessagePlan, _ content: MessageContent,
    to line: inout LineBuffer
  ) {
    line.append(",\"media\":[\"")
    for index in 0..<content.mediaCount {
      if index > 0 { line.append("\",\"") }
      if plan.kind.isInbound {
        line.append("https://messaging.bandwidth.com/api/v2/users/5500417/media/")
        append(id: Int(event.recipient), created: event.created, content, to: &line)
        line.append("/")
        line.append(digits: Int64(index), width: 1)
        line.append("/")
        phrases.pictures.append((content.media + index) % phrases.pictures.count, to: &line)
      } else {
        let media = phrases.campaignMedia
        media.append((plan.application + content.media + index) % media.count, to: &line)
      }
    }
    line.append("\"]")
  }

  private func appendSuggestion(
    _ plan: MessagePlan, _ content: MessageContent, to line: inout LineBuffer
  ) {
    let choice = content.media % phrases.suggestions.count
    line.append(",\"suggestionResponse\":{\"text\":\"")
    phrases.suggestions.append(choice, to: &line)
    line.append("\",\"postbackData\":\"")
    phrases.postbacks.append(choice, to: &line)
    line.append("\",\"pairedMessageId\":\"")
    append(id: 0, created: plan.created, content, to: &line)
    line.append("\"}")
  }

  private func appendLocation(_ content: MessageContent, to line: inout LineBuffer) {
    var generator = SeededGenerator(seed: content.idSeed, 100)
    line.append(",\"locationResponse\":{\"latitude\":")
    line.append(digits: Int64(25 + generator.below(24)), width: 2)
    line.append(".")
    line.append(digits: Int64(generator.below(1_000_000)), width: 6)
    line.append(",\"longitude\":-")
    line.append(digits: Int64(67 + generator.below(33)), width: 2)
    line.append(".")
    line.append(digits: Int64(generator.below(1_000_000)), width: 6)
    line.append("}")
  }

  private func appendLabels(
    _ event: PlannedEvent, _ plan: MessagePlan, _ content: MessageContent,
    to line: inout LineBuffer
  ) {
    let isInbound = plan.kind.isInbound || event.kind.isReply
    if !isInbound {
      if let tag = content.tag {
        line.append(",\"tag\":\"")
        phrases.tags.append(tag, to: &line)
        line.append("\"")
      }
      if content.isUrgent { line.append(",\"priority\":\"high\"") }
    }
    if plan.kind == .rcs || Application.all[plan.application].showsChannel {
      line.append(",\"channel\":\"")
      line.append(plan.kind.channel)
      line.append("\"")
    }
  }

  /// Appends an id: the creation time in 13 digits and 16 random characters of `a...z2...7`.
  private func append(
    id variant: Int, created: Microseconds, _ content: MessageContent, to line: inout LineBuffer
  ) {
    var generator = SeededGenerator(seed: content.idSeed, variant)
    line.append(digits: created / 1000, width: 13)
    line.append(base32: generator.next())
    line.append(base32: generator.next())
  }
}
