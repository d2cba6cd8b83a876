import Testing

@Suite(.timeLimit(.minutes(30))) struct TranscriptTests {
  @Test(
    arguments: try Transcript.all.filter { !Sanitizer.isThread || $0.testDescription != "streams" })
  func `commands say what they said before`(transcript: Transcript) throws {
    let sandbox = try Sandbox()
    var entries = try transcript.entries()
    for index in entries.indices {
      let finished = try sandbox.shell(entries[index].command)
      if Transcript.isRecording {
        entries[index].answer = finished.answer
      } else {
        #expect(finished.answer == entries[index].answer, "$ \(entries[index].command)")
      }
    }
    guard Transcript.isRecording else { return }
    try transcript.write(entries)
    Issue.record("recorded; look at the difference, then run again without RECORD")
  }
}
