internal import Primitives

/// Writes synthetic archives of callbacks: seeded, the same on every machine, and with what makes
/// real ones hard.
///
/// One archive an hour holds the callbacks that *arrived* in it: events of messages created in the
/// hour and late ones of earlier hours. All numbers are fictional (555-0100 to 555-0199).
///
/// Memory holds 12 bytes for every event of the archives being written, and about 40 for every event
/// that arrives in a later hour than its message was created: one or two of a hundred.
public struct Generator: Sendable {
  private let options: GeneratorOptions

  /// - Precondition: All options are in their allowed ranges.
  public init(_ options: GeneratorOptions) {
    precondition(GeneratorOptions.allowedHours.contains(options.hours), "too few or many hours")
    precondition(
      GeneratorOptions.allowedBytes.contains(options.targetBytes), "too few or many bytes")
    precondition(GeneratorOptions.allowedLevels.contains(options.compressionLevel), "no such level")
    precondition(
      GeneratorOptions.allowedStarts.contains(options.start), "too early or late a start")
    if let incident = options.incident {
      precondition(Incident.allowedCodes.contains(incident.errorCode), "an error code has 4 digits")
    }
    self.options = options
  }

  /// Writes the archives.
  ///
  /// - Parameters:
  ///   - directory: Created where it is missing.
  ///   - jobs: Archives that are written at a time.
  ///   - progress: Called from several tasks with the bytes of JSON that came on top.
  /// - Returns: The archives in order.
  /// - Throws: ``GeneratorError`` when the folder already holds archives, when one cannot be written,
  ///   or when the task is cancelled. No archive is left behind then. Until all are written, all are
  ///   ``UnfinishedFiles``.
  public func write(
    to directory: String, jobs: Int, progress: @escaping @Sendable (Int64) -> Void = { _ in }
  ) async throws(GeneratorError) -> GeneratorSummary {
    precondition(jobs > 0, "some job must do the work")
    let folder = try Folder(creating: directory)
    let timetable = Timetable.sized(for: options)
    let planner = Planner(options: options, timetable: timetable)

    let late = try await mapInParallel(timetable.hours, jobs: jobs) { hour in
      Task.isCancelled
        ? .failure(GeneratorError(.cancelled, path: directory))
        : .success(planner.lateEvents(of: hour))
    }
    var schedules = [[EventReference]](repeating: [], count: timetable.hours)
    for (arrivalHour, event) in late.joined() { schedules[arrivalHour].append(event) }

    do {
      let files = try await mapInParallel(timetable.hours, jobs: jobs) { [schedules] hour in
        Result { () throws(GeneratorError) in
          let writer = ArchiveWriter(options: options, timetable: timetable, folder: folder)
          return try writer.write(hour, late: schedules[hour], progress: progress)
        }
      }
      folder.finish(files.map(\.name))
      return GeneratorSummary(files: files)
    } catch {
      for hour in 0..<timetable.hours { folder.remove(timetable.fileName(of: hour)) }
      throw error
    }
  }
}

/// Calls `body` with the numbers below `count`, a few at a time, and returns the values in order.
///
/// Throws the first failure, and starts nothing after it. The tasks block on files, which is
/// harmless: nothing else runs meanwhile.
private func mapInParallel<Value: Sendable>(
  _ count: Int, jobs: Int,
  _ body: @escaping @Sendable (Int) -> Result<Value, GeneratorError>
) async throws(GeneratorError) -> [Value] {
  let result = await withTaskGroup(
    of: (Int, Result<Value, GeneratorError>).self,
    returning: Result<[Value], GeneratorError>.self
  ) { group in
    var values: [(index: Int, value: Value)] = []
    var failure: GeneratorError?
    var started = 0
    func startNext() {
      guard failure == nil, started < count else { return }
      let index = started
      group.addTask { (index, body(index)) }
      started += 1
    }
    for _ in 0..<min(jobs, count) { startNext() }
    while let (index, result) = await group.next() {
      switch result {
      case .success(let value): values.append((index, value))
      case .failure(let error):
        failure = failure ?? error
        group.cancelAll()
      }
      startNext()
    }
    if let failure { return .failure(failure) }
    return .success(values.sorted { $0.index < $1.index }.map(\.value))
  }
  return try result.get()
}
