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
    let walk = MessageWalk(
      messages: place, rules: parameters.rules(read.coverage), budget: budget)
    let visitor = RowVisitor(LifecycleWriter(parameters, format), budget, to: output)
    let visitors: [RowVisitor]
    do throws(RunError) {
      visitors = try await walk.visited(by: visitor)
    } catch {
      throw .pass(read.passError(error))
    }
    if let error = output.error { throw .output(error) }
    let unread = place.unread
    do throws(AccountingError) {
      return try Accounting(
        read.archives, visitors.map(\.lifecycles).reduce(into: unread) { $0.merge($1) },
        rows: visitors.reduce(0) { $0 + $1.rowCount },
        leftOut: visitors.reduce(unread.lifecycles) { $0 + $1.leftOutCount },
        forgottenEvents: read.forgottenEvents)
    } catch {
      throw .pass(.accounting(error))
    }
  }
}
