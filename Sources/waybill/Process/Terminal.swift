internal import Glibc
internal import Reports

/// What is known of the terminal that a standard stream is connected to.
enum Terminal {
  /// How a table looks on standard output, which is a terminal.
  static var tableStyle: TableStyle {
    TableStyle(width: width(of: 1), hasColors: hasColors, characters: characters)
  }

  /// Columns of the terminal: what it says itself, else `COLUMNS`, else 80.
  static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    // SAFETY: the call writes to `size`, which outlives it.
    if unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    let named = Int(variable("COLUMNS")) ?? 0
    return (1...10_000).contains(named) ? named : 80
  }

  /// Whether the terminal knows more than to write one character after the other.
  static var hasControls: Bool { !["", "dumb"].contains(variable("TERM")) }

  /// - SeeAlso: <https://no-color.org>
  private static var hasColors: Bool { hasControls && variable("NO_COLOR").isEmpty }

  /// What the locale says that the terminal can show.
  static var characters: TableStyle.Characters {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.map(variable).first { !$0.isEmpty } ?? ""
    let encoding = locale.lowercased()
    return encoding.hasSuffix("utf-8") || encoding.hasSuffix("utf8") ? .unicode : .ascii
  }

  /// Whether a descriptor takes bytes now, as a terminal that was told to stop does not.
  static func isWritable(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    // SAFETY: the call reads and writes the one `request`, which outlives it.
    return unsafe poll(&request, 1, 0) == 1 && request.revents == Int16(POLLOUT)
  }

  /// A variable of the environment; empty where it is not set.
  private static func variable(_ name: String) -> String {
    // SAFETY: nothing in the program changes the environment, and the text is copied at once.
    unsafe getenv(name).map { unsafe String(cString: $0) } ?? ""
  }
}
