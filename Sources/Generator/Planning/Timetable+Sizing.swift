extension Timetable {
  /// What a message is assumed to take at first.
  private static let typicalBytes = 900.0
  /// Samples grow from round to round: with the last, the mean is off by a few parts of a thousand.
  private static let sampleSizes = [4_096, 16_384, 131_072]

  /// Gives each hour so many messages that the archives hold about the bytes asked for.
  ///
  /// Bytes of a message are measured on samples; few messages are all measured, because chance
  /// would show. Events that arrive after the last hour are not counted, as they are not written.
  static func sized(for options: GeneratorOptions) -> Timetable {
    let target = Double(options.targetBytes)
    func timetable(_ messageCount: Double) -> Timetable {
      Timetable(
        start: options.start, hours: options.hours,
        messageCount: max(Int(messageCount.rounded()), 1))
    }
    var result = timetable(target / typicalBytes)
    for sampleSize in sampleSizes {
      let sampled = Planner(options: options, timetable: result).sampledBytes(sampleSize)
      // Of a handful of messages none may write anything, and that says nothing of others.
      guard sampled.bytes > 0 else { break }
      result = timetable(target * Double(sampled.messages) / Double(sampled.bytes))
    }
    return result
  }
}

extension Planner {
  /// Renders messages spread evenly over all hours.
  fileprivate func sampledBytes(_ sampleSize: Int) -> (messages: Int, bytes: Int) {
    var renderer = EventRenderer(options: options)
    var line = LineBuffer(capacity: LineBuffer.lineCapacity)
    var events: [PlannedEvent] = []
    let total = timetable.messageCount
    let messages = min(sampleSize, total)
    var bytes = 0
    for sample in 0..<messages {
      let (hour, index) = timetable.place(of: sample * total / messages)
      let plan = plan(index, in: hour, events: &events)
      for event in events where timetable.hour(of: event.arrival) != nil {
        line.removeAll()
        renderer.append(event, of: plan, to: &line)
        bytes += line.count
      }
    }
    return (messages, bytes)
  }
}
