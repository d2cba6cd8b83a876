/// What web servers, collectors of logs and loggers put around a body.
extension CorpusWrappers {
  func webServer(_ cargo: CorpusCargo) -> Draft {
    object(
      rfc3339("time_iso8601", cargo.time)
        + stamp("msec", .text(times.seconds(cargo.time)), cargo.time)
        + [
          ("remote_addr", .text("52.72.24.132")), ("request_method", .text("POST")),
          ("request_uri", .text("/callbacks")), ("status", .text("200")),
          ("request_body", cargo.text),
        ])
  }

  /// Vector, Fluent Bit, Logstash: members beside those of the event, or a text.
  func collector(_ cargo: CorpusCargo) -> Draft {
    let own: Members =
      switch dice.roll(3) {
      case 0:
        rfc3339("timestamp", cargo.time)
          + [("source_type", .text("http_server")), ("path", .text("/callbacks"))]
      case 1: stamp("date", .verbatim(times.seconds(cargo.time) + "456"), cargo.time)
      default:
        rfc3339("@timestamp", cargo.time)
          + [("@version", .text("1")), ("host", .object([("ip", .text("10.0.0.7"))]))]
      }
    if case .object(let members) = cargo.value, dice.hits(oneIn: 2) {
      return .object(members + own)
    }
    let text = cargo.text
    // Logstash keeps what it has parsed.
    let original: Members =
      dice.hits(oneIn: 6) ? [("event", .object([("original", text)]))] : []
    return object(own + [("message", dice.hits(oneIn: 5) ? cargo.value : text)] + original)
  }

  /// Docker's json-file.
  func containerEngine(_ cargo: CorpusCargo) -> Draft {
    .object(
      [
        ("log", .text(texts.text(of: cargo.value, at: cargo.time) + Array("\n".utf8))),
        ("stream", .text(dice.pick(["stdout", "stderr"]))),
      ] + rfc3339("time", cargo.time))
  }

  /// An application's own logger, with the body under one of the usual names.
  func logger(_ cargo: CorpusCargo) -> Draft {
    let body: Members =
      switch dice.roll(10) {
      case 0: [("req", .object([("method", .text("POST")), ("body", cargo.any)]))]
      case 1: [("request", .object([("url", .text("/callbacks")), ("body", cargo.any)]))]
      default:
        [
          (
            dice.pick(["body", "payload", "data", "event", "webhook", "params", "raw", "req.body"]),
            cargo.any
          )
        ]
      }
    let head: Members =
      switch dice.roll(5) {
      case 0:
        stamp("time", .number(cargo.time), cargo.time)
          + [("level", .number(30)), ("pid", .number(7)), ("msg", .text("callback"))]
      case 1:
        rfc3339("timestamp", cargo.time)
          + [("level", .text("info")), ("message", .text("webhook received"))]
      case 2:
        stamp("ts", .verbatim(times.seconds(cargo.time)), cargo.time)
          + [("level", .text("info")), ("caller", .text("main.go:42")), ("msg", .text("got it"))]
      case 3:
        rfc3339(dice.pick(["receivedAt", "ingested_at", "created_at", "time"]), cargo.time)
      default: []
      }
    return object(head + body)
  }

  /// Datadog's archives.
  func logArchive(_ cargo: CorpusCargo) -> Draft {
    let isText = dice.hits(oneIn: 2)
    let content: Members =
      isText
      ? [("message", cargo.text), ("attributes", .object([("level", .text("info"))]))]
      : [("message", .text("callback")), ("attributes", .object([("body", cargo.any)]))]
    return object(
      rfc3339("date", cargo.time) + content
        + [
          ("_id", .text("AQAAAYxIcQvV5wAAAABBWXhJY1F2VjV3QUFB")), ("service", .text("callbacks")),
          ("host", .text("i-0123")), ("status", .text("info")),
          ("tags", .array([.text("env:prod"), .text("source:nodejs")])),
        ])
  }
}
