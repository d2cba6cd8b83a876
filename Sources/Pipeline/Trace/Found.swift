public import Lifecycles
public import Reports

/// What was found of what was sought, and where.
public struct Found<Sought: Trace>: Sendable {
  /// `nil` if no event is of it.
  public let trace: Sought?
  /// What each archive held as far as it was read, those of a ledger included, in the order of their
  /// names: its status always.
  public let archives: [ArchiveAccount]
  /// The first day that a ledger keeps, if it has forgotten that of the message, which is then sought in
  /// the archives that are named alone.
  public let forgottenBefore: HomeDay?
  /// What was made of names of archives, and what a ledger has forgotten that may be asked for: a line
  /// each.
  public let notes: [String]

  init(
    _ trace: Sought?, _ archives: [ArchiveAccount], forgottenBefore: HomeDay? = nil,
    notes: [String] = []
  ) {
    self.trace = trace
    self.archives = archives.inOrder
    self.forgottenBefore = forgottenBefore
    self.notes = notes
  }
}
