internal import Archives
internal import ArgumentParser
internal import Pipeline
internal import Primitives
internal import Reports
internal import SystemPackage

/// Where an execution tells of itself.
struct MetricsOptions: ParsableArguments {
  @Option(
    name: .customLong("metrics"),
    help: ArgumentHelp(
      """
      Write numbers about the run to a file for Prometheus once the outputs are in place: for the \
      textfile collector of node_exporter, so its name should end in .prom. Everybody may read it.
      """, valueName: "file"), completion: .file(extensions: ["prom"]))
  var path: String?

  var isAsked: Bool { path != nil }

  /// The file for metrics.
  ///
  /// - Parameter archives: None of which it may replace.
  /// - Returns: The file, which is not in its place yet; `nil` if nobody asked for it.
  /// - Throws: ``Failure``, before anything was replaced.
  func file(sparing archives: [ArchiveSource]) throws(Failure) -> OutputFile? {
    guard let path else { return nil }
    do throws(OutputError) {
      // node_exporter has a user of its own, and there is nothing about people in it.
      return try OutputFile(path, readers: .everybody, sparing: archives)
    } catch {
      throw Failure(.cannotCreate, "--metrics: \(error); nothing was replaced")
    }
  }

  /// Writes the metrics of an execution that began at `start`, and lets the file take its place.
  ///
  /// - Parameters:
  ///   - file: The file; nothing is written without it.
  ///   - start: When the execution began.
  ///   - status: With which it ends.
  ///   - heldCount: How many conditions hold.
  ///   - metrics: What else there is to tell.
  /// - Throws: ``Failure``; the reports are in place then.
  func publish(
    to file: OutputFile?, since start: ContinuousClock.Instant, _ status: ExitCode,
    heldCount: Int, _ metrics: (ExecutionFacts) -> Metrics
  ) throws(Failure) {
    guard let file else { return }
    let execution = ExecutionFacts(
      version: Waybill.version, end: .now, duration: ContinuousClock().now - start,
      status: Int64(status.rawValue), heldConditions: Int64(heldCount))
    try publish(metrics(execution), to: file)
  }

  private func publish(_ metrics: Metrics, to file: OutputFile) throws(Failure) {
    do throws(OutputError) {
      do throws(Errno) {
        try file.append(metrics.text)
      } catch {
        throw OutputError(.write, path ?? "", .system(error))
      }
      try file.publish()
    } catch {
      throw Failure(.inputOutput, "--metrics: \(error); the reports are in place")
    }
  }
}
