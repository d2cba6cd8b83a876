internal import Primitives

/// What the control groups of this process grant: its own, such as that of a systemd unit, and those
/// around it, of which the least holds.
///
/// Of either version of the kernel's interface: the first has a tree of groups for each controller, the
/// second one for all of them.
struct ControlGroups {
  /// What `/proc/self/cgroup` says, a line a tree: number, controllers, and path of the group.
  private let groups: String
  /// Where the trees are.
  private let root: String

  init(
    _ groups: String? = SmallFile.text(at: "/proc/self/cgroup"), root: String = "/sys/fs/cgroup"
  ) {
    self.groups = groups ?? "1:memory:/\n2:cpu:/\n0::/"
    self.root = root
  }

  /// In bytes; `nil` where no limit is set.
  var memory: Int64? {
    folders("memory").flatMap { folder in
      ["memory.max", "memory.limit_in_bytes"].compactMap { text(folder, $0).flatMap(Self.bytes) }
    }.min()
  }

  /// Rounded up; `nil` where no limit is set.
  var cores: Int? {
    folders("cpu").flatMap { folder in
      let quota = text(folder, "cpu.cfs_quota_us") ?? ""
      let period = text(folder, "cpu.cfs_period_us") ?? ""
      return [text(folder, "cpu.max") ?? "", "\(quota) \(period)"].compactMap(Self.cores)
    }.min()
  }

  private func text(_ folder: String, _ name: String) -> String? {
    SmallFile.text(at: "\(folder)/\(name)")
  }

  /// The folders of the groups that a controller looks at; in a container some are not there.
  private func folders(_ controller: String) -> [String] {
    groups.split(separator: "\n").flatMap { line -> [String] in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        .map(String.init)
      guard fields.count == 3 else { return [] }
      let isOfAll = fields[1].isEmpty
      let controllers = fields[1].split(separator: ",").map(String.init)
      guard isOfAll || controllers.contains(controller) else { return [] }
      let tree = isOfAll ? root : "\(root)/\(controller)"
      // What lies outside of the container's view begins with two dots.
      let path = fields[2].split(separator: "/").map(String.init).filter { $0 != ".." }
      return (0...path.count).map { ([tree] + path.prefix($0)).joined(separator: "/") }
    }
  }

  /// The bytes in a file on memory; `nil` where no limit is set.
  static func bytes(_ text: String) -> Int64? {
    let number = text.split(whereSeparator: \.isWhitespace).first.flatMap { Int64($0) }
    return number.flatMap { $0 > 0 ? $0 : nil }
  }

  /// The cores in `quota period`, rounded up; `nil` where no quota is set.
  static func cores(_ text: String) -> Int? {
    let parts = text.split(whereSeparator: \.isWhitespace).map { Int($0) }
    guard parts.count == 2, let quota = parts[0], let period = parts[1], quota > 0, period > 0
    else { return nil }
    return (quota - 1) / period + 1
  }
}
