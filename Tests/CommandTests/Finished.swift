import Foundation

/// What a run of a program left behind.
struct Finished: Equatable {
  /// As a shell tells it: 128 and the number of the signal after one.
  var status: Int32
  var output: String
  var error: String

  /// Done, and nothing said.
  static let silently = Finished(status: 0, output: "", error: "")
}

/// Where the program under test lies: beside the tests.
let products = Bundle.main.bundleURL.path
