internal import Lifecycles
public import Reports
internal import Runs
public import SystemPackage

/// Writes all lifecycles that were read as rows, on as many cores and in as much memory as allowed.
///
/// Rows are in the order of a hash of the message id that is the same everywhere, or with a ledger in that
/// of homes, then of the id; those of one message are in the order of their recipients. So neither the
/// number of jobs, nor the memory, nor the order in which archives are read changes a byte, and none has
/// to wait for a last one.
public struct LifecyclesPass: Sendable {
  /// Why rows are not what they should be.
  public enum Failure: Error, Equatable, Sendable {
    /// What was read, or counted.
    case pass(PassError)
    /// The output takes no more.
    case output(Errno)
  }

  private let parameters: ReportParameters
  private let format: RowFormat
  private let budget: MemoryBudget

  /// - Parameters:
  ///   - parameters: Which lifecycles are written, and how their outcomes are decided.
  ///   - format: How they are written.
  ///   - budget: How many workers write, and what their rows may take.
  public init(_ parameters: ReportParameters, _ format: RowFormat, _ budget: MemoryBudget) {
    self.parameters = parameters
    self.format = format
    self.budget = budget
  }

  /// Writes the rows.
  ///
  /// - Parameters:
  ///   - read: What was read, in stable order, or is known.
  ///   - write: Writes a piece, which ends with a line, from any thread, one at a time.
  /// - Returns: The totals, which add up.
  /// - Throws: ``Failure``; what was written by then is a part of the rows, or wrong.
  public func run(
    _ read: ReportedMessages, to write: @escaping @Sendable ([UInt8]) throws(Errno) -> Void
  ) async throws(Failure) -> Accounting {
    do throws(Errno) {
      let header = LifecycleWriter.header(format)
      if !header.isEmpty { try write(header) }
    } catch {
      throw .output(error)
    }
    // Of a ledger, only what may lie in the window.
    let place = read.place.narrowed(to: parameters)
    let output = OrderedOutput(partCount: place.count, write)
    var counts: RowCounts
    do throws(RunError) {
      counts = try await fold(place, parameters.rules(read.coverage), to: output)
    } catch {
      throw .pass(read.passError(error))
    }
    let unread = place.unread
    counts.lifecycles.merge(unread)
    counts.leftOut += unread.lifecycles
    if let error = output.error { throw .output(error) }
    do throws(AccountingError) {
      return try Accounting(
        read.archives, counts.lifecycles, rows: counts.rows, leftOut: counts.leftOut,
        forgottenEvents: read.forgottenEvents)
    } catch {
      throw .pass(.accounting(error))
    }
  }

  private func fold(
    _ place: ReportedMessages.Place, _ rules: OutcomeRules, to output: OrderedOutput
  ) async throws(RunError) -> RowCounts {
    let budget = budget
    let writer = LifecycleWriter(parameters, format)
    let parts = try await inParallel(jobs: budget.jobs, place.count) { next throws(RunError) in
      var fold = RowFold(writer, rules, budget, to: output)
      return try fold.write(place, next)
    }
    return parts.merged { $0.merge($1) }
  }
}
