internal import Glibc
internal import Primitives
internal import SystemPackage

/// How many cores this process may use.
public enum ProcessorCount {
  /// The cores that the process may be scheduled on, less where its control groups grant less.
  public static var available: Int {
    let online = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let status = SmallFile.text(at: "/proc/self/status")
    return max(1, min(allowed(status) ?? online, ControlGroups().cores ?? online))
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
}
