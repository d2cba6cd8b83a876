import Foundation
import TestSupport

extension OddArchives {
  /// A line for each way in which receivers archive a callback, two events a second apart in each.
  static var wrapped: [UInt8] {
    let lines = wrappers.enumerated().map { index, wrapper in
      let events = [0, 1].map {
        SampleMessage("wrap\(letter(index))", at: time(index, $0)).delivered()
      }
      return wrapper(.array(events)) + [0x0A]
    }
    return Array(lines.joined())
  }

  private static func time(_ index: Int, _ second: Int) -> String {
    "19T12:\(10 + index):0\(second)"
  }

  private static func text(_ value: JSON) -> JSON {
    .text(String(decoding: value.bytes, as: UTF8.self))
  }

  private static func encoded(_ bytes: [UInt8]) -> JSON { .text(Data(bytes).base64EncodedString()) }

  /// 2026-11-19T12:30:00Z, when all of them arrived.
  private static let arrival = "2026-11-19T12:30:00"
  private static let epoch: Int64 = 1_795_091_400

  private static var wrappers: [(JSON) -> [UInt8]] { services + loggers + tables }

  private static var services: [(JSON) -> [UInt8]] {
    [
      { body in
        (["requestContext": ["timeEpoch": .raw("\(epoch)000")], "body": text(body)] as JSON).bytes
      },
      { body in
        ([
          "requestContext": ["requestTimeEpoch": .raw("\(epoch)000")], "body": encoded(body.bytes),
          "isBase64Encoded": true,
        ] as JSON).bytes
      },
      { body in
        (["Records": [["attributes": ["SentTimestamp": .text("\(epoch)000")], "body": text(body)]]]
          as JSON).bytes
      },
      { body in
        let notification: JSON = ["Timestamp": .text(arrival + "Z"), "Message": text(body)]
        return (["Records": [["body": text(notification)]]] as JSON).bytes
      },
      { body in
        (["logEvents": [["timestamp": .raw("\(epoch)000"), "message": text(body)]]] as JSON).bytes
      },
      { body in
        ([
          "kinesis": [
            "data": encoded(StoredGzip.member(body.bytes)),
            "approximateArrivalTimestamp": .raw("\(epoch).25"),
          ]
        ] as JSON).bytes
      },
    ]
  }

  private static var loggers: [(JSON) -> [UInt8]] {
    [
      { body in
        (["time_iso8601": .text(arrival + "+00:00"), "request_body": text(body)] as JSON).bytes
      },
      { body in (["log": text(body), "time": .text(arrival + ".5Z")] as JSON).bytes },
      { body in Array("\(arrival).000000001Z stdout F ".utf8) + body.bytes },
      { body in Array("2026-11-19 12:30:00,250 INFO [http-1] webhook: ".utf8) + body.bytes },
      { body in Array("<134>Nov 19 12:30:00 host receiver[7]: ".utf8) + body.bytes },
      { body in (["ts": .raw("\(epoch)"), "req": ["body": body]] as JSON).bytes },
      { body in
        let half = body.bytes.count / 2
        let (first, rest) = (body.bytes[..<half], body.bytes[half...])
        return Array("\(arrival)Z stderr P ".utf8) + first + Array("\n\(arrival)Z stderr F ".utf8)
          + rest
      },
    ]
  }

  private static var tables: [(JSON) -> [UInt8]] {
    [
      { body in (["id": 7, "payload": text(body)] as JSON).bytes },
      { body in
        (["created_at": .text(arrival + "Z"), "data": ["body": body]] as JSON).bytes
      },
      { body in
        guard case .array(let events) = body else { return [] }
        return (["Items": .array(events.map(typed))] as JSON).bytes
      },
    ]
  }

  /// A value as an export of DynamoDB writes it.
  private static func typed(_ event: JSON) -> JSON {
    guard case .object(let members) = event else { return typedValue(event) }
    return .object(members.map { ($0.name, typedValue($0.value)) })
  }

  private static func typedValue(_ value: JSON) -> JSON {
    switch value {
    case .text: ["S": value]
    case .raw(let bytes): ["N": .text(String(decoding: bytes, as: UTF8.self))]
    case .array(let elements): ["L": .array(elements.map(typedValue))]
    case .object: ["M": typed(value)]
    }
  }

  /// Two layers of gzip, as a copy by hand leaves them.
  static var gzipInGzip: [UInt8] {
    let event = SampleMessage("twicezipped", at: "19T12:05:00").delivered()
    return StoredGzip.member(StoredGzip.member(bodies([event])))
  }
}
