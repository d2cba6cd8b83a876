internal import Glibc
public import Primitives

/// How much memory a pass may take unless told otherwise.
public enum MemoryLimit {
  /// A quarter of what the machine or the control group grants, at most 4 GB.
  public static var standard: ByteCount {
    let installed = Int64(sysconf(Int32(_SC_PHYS_PAGES))) * Int64(sysconf(Int32(_SC_PAGESIZE)))
    let granted = min(installed, controlGroupLimit ?? installed)
    let quarter = min(granted / 4, 4_000_000_000)
    return max(ByteCount(bytes: quarter), MemoryBudget.least)
  }

  /// What the control group grants, in either version of the kernel's interface.
  private static var controlGroupLimit: Int64? {
    ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
      .lazy.compactMap { SmallFile.text(at: $0) }.first.flatMap(bytes)
  }

  /// The bytes in a control group's file; `nil` where no limit is set.
  static func bytes(_ text: String) -> Int64? {
    let number = text.split(whereSeparator: \.isWhitespace).first.flatMap { Int64($0) }
    return number.flatMap { $0 > 0 ? $0 : nil }
  }
}
