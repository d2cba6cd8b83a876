internal import Primitives

/// Writes the archive of one hour, with tables that no other task touches.
struct ArchiveWriter {
  private let planner: Planner
  private let folder: Folder

  init(options: GeneratorOptions, timetable: Timetable, folder: Folder) {
    planner = Planner(options: options, timetable: timetable)
    self.folder = folder
  }

  /// Writes the events that arrive in an hour.
  ///
  /// - Parameters:
  ///   - hour: Which of the hours.
  ///   - late: Events of messages of earlier hours.
  ///   - progress: Called with the bytes of JSON that came on top.
  /// - Returns: What the archive holds.
  /// - Throws: ``GeneratorError`` when the file cannot be written or the task is cancelled.
  func write(
    _ hour: Int, late: [EventReference], progress: (Int64) -> Void
  ) throws(GeneratorError) -> GeneratedFile {
    let options = planner.options
    var summary = GeneratedFile(name: planner.timetable.fileName(of: hour))
    var file = try GzipFile(
      folder: folder.path, name: summary.name, level: options.compressionLevel)
    var renderer = EventRenderer(options: options)
    var buffer = LineBuffer()
    var events: [PlannedEvent] = []
    for reference in planner.schedule(of: hour, late: late) {
      let plan = planner.plan(Int(reference.message), in: Int(reference.hour), events: &events)
      let event = events[Int(reference.event)]
      renderer.append(event, of: plan, to: &buffer)
      summary.events += 1
      summary.duplicates += event.isDuplicate ? 1 : 0
      if !buffer.hasRoomForLine { try flush(&buffer, to: &file, &summary, progress) }
    }
    try flush(&buffer, to: &file, &summary, progress)
    try file.finish()
    summary.compressedBytes = file.compressedBytes
    return summary
  }

  private func flush(
    _ buffer: inout LineBuffer, to file: inout GzipFile, _ summary: inout GeneratedFile,
    _ progress: (Int64) -> Void
  ) throws(GeneratorError) {
    guard !Task.isCancelled else { throw GeneratorError(.cancelled, path: folder.path) }
    try buffer.withBytes { bytes throws(GeneratorError) in try file.append(bytes) }
    summary.bytes += Int64(buffer.count)
    progress(Int64(buffer.count))
    buffer.removeAll()
  }
}
