internal import Glibc
internal import Primitives
internal import SystemPackage

/// How many cores this process may use.
public enum ProcessorCount {
  /// The cores that the process may be scheduled on, less where its control group grants less.
  public static var available: Int {
    let online = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let status = SmallFile.text(at: "/proc/self/status")
    return max(1, min(allowed(status) ?? online, granted ?? online))
  }

  /// The cores in the mask of a process, as in `/proc/self/status`.
  static func allowed(_ status: String?) -> Int? {
    let name = "Cpus_allowed:"
    guard let line = status?.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else {
      return nil
    }
    let bits = line.dropFirst(name.count).compactMap(\.hexDigitValue).map(\.nonzeroBitCount)
    let count = bits.reduce(0, +)
    return count > 0 ? count : nil
  }

  /// What the control group grants, in either version of the kernel's interface.
  private static var granted: Int? {
    if let quota = SmallFile.text(at: "/sys/fs/cgroup/cpu.max") { return cores(granted: quota) }
    guard let quota = SmallFile.text(at: "/sys/fs/cgroup/cpu/cpu.cfs_quota_us"),
      let period = SmallFile.text(at: "/sys/fs/cgroup/cpu/cpu.cfs_period_us")
    else { return nil }
    return cores(granted: "\(quota) \(period)")
  }

  /// The cores in `quota period`, rounded up; `nil` where no quota is set.
  static func cores(granted text: String) -> Int? {
    let parts = text.split(whereSeparator: \.isWhitespace).map { Int($0) }
    guard parts.count == 2, let quota = parts[0], let period = parts[1], quota > 0, period > 0
    else { return nil }
    return (quota - 1) / period + 1
  }
}
