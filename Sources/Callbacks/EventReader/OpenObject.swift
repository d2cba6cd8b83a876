internal import Primitives

/// An object that is being read.
struct OpenObject {
  let place: EventReader.Place
  /// How many findings were before it.
  let findingsBefore: Int
  var fields: ObjectFields
  /// Of the last member `message` that is an object.
  var message: ObjectFields
  /// Whether events, or texts that may hold some, were found inside.
  var hasFindings = false
  /// Whether the innermost of ``EventReader/memberFindings`` is that of this object.
  var isHolder = false
  /// How many findings were before the member that is being read.
  var findingsBeforeMember: Int
  /// Which finding is the last member `body`, if that is noted.
  var bodyFinding: Int?

  @inline(__always)
  init(_ place: EventReader.Place, _ findings: Int) {
    self.place = place
    findingsBefore = findings
    findingsBeforeMember = findings
    fields = ObjectFields(depth: place.depth, isMessage: place.isMessage)
    message = ObjectFields(depth: place.depth + 1, isMessage: true)
  }

  /// Whether its end may bring about anything.
  @inline(__always)
  var mayMatter: Bool { hasFindings || fields.members.contains(.message) }
}
