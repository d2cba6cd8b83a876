internal import Glibc
public import Primitives

/// How much memory a pass may take unless told otherwise.
public enum MemoryLimit {
  /// A quarter of what the machine and the control groups grant, at most 4 GB.
  public static var standard: ByteCount {
    let installed = Int64(sysconf(Int32(_SC_PHYS_PAGES))) * Int64(sysconf(Int32(_SC_PAGESIZE)))
    let granted = min(installed, ControlGroups().memory ?? installed)
    let quarter = min(granted / 4, 4_000_000_000)
    return max(ByteCount(bytes: quarter), MemoryBudget.least)
  }
}
