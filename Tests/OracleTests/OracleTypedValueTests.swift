import Oracle
import Testing

/// Values with the types that DynamoDB and mongoexport write around them.
struct OracleTypedValueTests {
  @Test(
    arguments: [
      (#"{"type":{"S":"x"},"message":{"M":{"id":{"S":"1"}}}}"#, 1),
      (#"{"Item":{"a":{"L":[{"M":{"type":{"S":"x"},"message":{"M":{"id":{"S":"1"}}}}}]}}}"#, 1),
      (#"{"type":{"S":"x"},"message":{"M":{"id":{"S":""}}}}"#, 0),
      (#"{"type":{"S":7},"message":{"M":{"id":{"S":"1"}}}}"#, 0),
      (#"{"type":{"S":"x","N":"1"},"message":{"M":{"id":{"S":"1"}}}}"#, 0),
      (#"{"type":"x","message":{"M":{"id":{"S":"1"}}}}"#, 0),
      (#"{"type":{"S":"x"},"message":{"id":{"S":"1"}}}"#, 0),
      (#"{"type":{"S":"x"},"message":{"M":{"id":"1"}}}"#, 0),
      (#"{"type":{"S":"x"},"message":{"M":{"id":{"N":"1"}}}}"#, 0),
      (#"{"type":7,"type":{"S":"x"},"message":7,"message":{"M":{"id":{"S":"1"}}}}"#, 1),
      (#"{"type":{"S":"x"},"type":7,"message":{"M":{"id":{"S":"1"}}}}"#, 0),
      (#"{"type":{"S":1,"S":"x"},"message":{"M":{"id":{"S":"1"}}}}"#, 1),
      // Two-factor codes are no events in types either.
      (#"{"type":{"S":"x"},"message":{"M":{"id":{"S":"1"}}},"platform":{"S":"y"}}"#, 0),
      (
        #"{"type":{"S":"x"},"message":{"M":{"id":{"S":"1"},"tag":{"S":"y"}}},"platform":{"S":"y"}}"#,
        1
      ),
      // The inside is not searched.
      (
        #"{"type":{"S":"x"},"message":{"M":{"id":{"S":"1"}}},"a":{"type":"x","message":{"id":"2"}}}"#,
        1
      ),
      (#"{"payload":{"S":"{\"type\":\"x\",\"message\":{\"id\":\"1\"}}"}}"#, 1),
    ] as [(String, Int64)])
  func `knows an event of DynamoDB`(text: String, events: Int64) {
    #expect(OracleExample(text).counts("events", "malformed") == [events, 0])
  }

  @Test func `takes the types off`() {
    let at = #""time":{"S":"2026-07-01T00:00:00Z"},"to":{"L":[{"S":"19195550001"}]}"#
    let example = OracleExample(
      #"{"type":{"S":"message-failed"},\#(at),"errorCode":{"N":"4770"},"message":{"M":"#
        + #"{"id":{"S":"a"},"to":{"SS":["+19195550001","+19195550002"]},"segmentCount":{"N":"3"},"#
        + #""media":{"NULL":true},"applicationId":{"B":"app"},"time":{"M":{"$date":{"N":"0"}}}}}}"#)
    #expect(
      example.rows("delivery") == [
        "1970-01-01T00:00:00Z app 1 1 0 0 1 0 0 0 0/1 0/1 0 3 - - - - - false"
      ])
    #expect(example.column("error_code", of: "failures") == ["4770"])
    #expect(example.column("group_size", of: "mms-group") == ["2"])
  }

  @Test(
    arguments: [
      (#"{"N":"4770"}"#, "4770"), (#"{"N":"04770"}"#, "4770"), (#"{"N":"4.77e3"}"#, "4770"),
      (#"{"N":"x"}"#, "-"), (#"{"N":4770}"#, "-"), (#"{"S":"4770"}"#, "4770"), ("4770", "4770"),
      (#"{"N":"4770","S":"x"}"#, "-"), (#"{"M":{"$numberInt":{"S":"4770"}}}"#, "4770"),
      (#"{"M":{"$numberInt":"4770"}}"#, "4770"), (#"{"$numberInt":"4770"}"#, "4770"),
      (#"{"$numberInt":{"S":"4770"}}"#, "-"), (#"{"BOOL":"4770"}"#, "-"), (#"{"NULL":4770}"#, "-"),
    ])
  func `takes off what is a type and nothing else`(written: String, shown: String) {
    let example = OracleExample(
      #"{"type":{"S":"message-failed"},"message":{"M":{"id":{"S":"a"}}},"errorCode":\#(written)}"#)
    #expect(example.column("error_code", of: "failures") == [shown])
  }

  @Test(
    arguments: [
      (#"{"L":[{"S":"a.jpg"},"b.jpg",{"NULL":true},{"S":""}]}"#, 2),
      (#"{"SS":["a.jpg","b.smil"]}"#, 1), (#"{"NS":["1","2",3]}"#, 3), (#"{"BS":["x","y"]}"#, 1),
      (#"{"M":{}}"#, 1), (#"{"L":[]}"#, 0), (#"{"S":"a.smil"}"#, 0),
    ])
  func `takes off the types of lists`(written: String, count: Int) {
    func inbound(_ id: String, _ media: String) -> String {
      #"{"type":{"S":"message-received"},"time":{"S":"2026-07-01T00:00:00Z"},"message":"#
        + #"{"M":{"id":{"S":"\#(id)"},"media":\#(media)}}}"#
    }
    // Copies with equal numbers of media are one message; without media there is no MMS.
    let known = #"{"L":[\#((0..<count).map { _ in "7" }.joined(separator: ","))]}"#
    let example = OracleExample(inbound("a", known) + inbound("b", written))
    #expect(example.column("messages", of: "mms-group") == (count == 0 ? [] : ["2"]))
    #expect(example.column("logical_messages", of: "mms-group") == (count == 0 ? [] : ["1"]))
  }
}
