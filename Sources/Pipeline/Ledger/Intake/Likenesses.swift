/// Which files may begin with which others, as their first bytes tell.
///
/// Where each callback is a file of its own, thousands begin alike: what they may begin with is kept once
/// for all of them.
struct Likenesses {
  /// Files that may be the beginning of others.
  struct Shorter {
    var contents: Set<ContentPrint> = []
    /// Of the contents, ascending.
    var sizes: [Int64] = []
  }

  /// By their longest head, all files.
  private var byHead: [ContentPrint: Set<ContentPrint>] = [:]
  /// By the longest head of a file, those with one of its heads.
  private var found: [ContentPrint: Shorter] = [:]

  init(_ files: [FilePrints]) {
    for file in files {
      if let head = file.heads.last { byHead[head, default: []].insert(file.whole) }
    }
  }

  /// The files that another may begin with, longer ones and itself besides; `nil` for none.
  mutating func mayBegin(_ file: FilePrints) -> Shorter? {
    guard let head = file.heads.last else { return nil }
    // Whose longest head is the same has the same shorter ones, too.
    let shorter = found[head] ?? shorter(file.heads)
    found[head] = shorter
    guard let least = shorter.sizes.first, least < file.whole.byteCount else { return nil }
    return shorter
  }

  private func shorter(_ heads: [ContentPrint]) -> Shorter {
    var shorter = Shorter()
    for head in heads { shorter.contents.formUnion(byHead[head] ?? []) }
    shorter.sizes = Set(shorter.contents.map(\.byteCount)).sorted()
    return shorter
  }
}
