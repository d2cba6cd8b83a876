/// What the services of a cloud put around a body.
extension CorpusWrappers {
  /// API Gateway in both versions, a function's own address, a load balancer.
  func gateway(_ cargo: CorpusCargo) -> Draft {
    let isEncoded = dice.hits(oneIn: 3)
    let body = isEncoded ? cargo.base64 : cargo.text
    let flag: Draft = dice.hits(oneIn: 15) ? .text("true") : .verbatim("\(isEncoded)")
    let head =
      switch dice.roll(4) {
      case 0: firstGateway(cargo.time)
      case 1: balancer
      // Some keep no more than the time.
      case 2: stamp("requestTimeEpoch", .number(cargo.time), cargo.time)
      default: secondGateway(cargo.time)
      }
    return object(
      head + [
        ("headers", .object([("content-type", .text("application/json"))])),
        ("body", dice.hits(oneIn: 15) ? cargo.value : body), ("isBase64Encoded", flag),
      ])
  }

  private func firstGateway(_ time: Int64) -> Members {
    let context: Members = [
      ("requestTime", .text("06/Jul/2026:00:00:00 +0000")), ("stage", .text("prod")),
      ("identity", .object([("sourceIp", .text("52.72.24.132"))])),
    ]
    return [
      ("resource", .text("/callbacks")), ("path", .text("/callbacks")),
      ("httpMethod", .text("POST")), ("queryStringParameters", .null),
      ("requestContext", .object(stamp("requestTimeEpoch", .number(time), time) + context)),
    ]
  }

  private func secondGateway(_ time: Int64) -> Members {
    let context: Members = [
      ("time", .text("06/Jul/2026:00:00:00 +0000")), ("requestId", .text("JKJaXmPLvHcESHA=")),
      ("http", .object([("method", .text("POST")), ("path", .text("/callbacks"))])),
    ]
    return [
      ("version", .text("2.0")), ("routeKey", .text("$default")), ("rawPath", .text("/callbacks")),
      ("rawQueryString", .text("")),
      ("requestContext", .object(stamp("timeEpoch", .number(time), time) + context)),
    ]
  }

  private var balancer: Members {
    [
      ("requestContext", .object([("elb", .object([("targetGroupArn", .text("arn:aws:x"))]))])),
      ("httpMethod", .text("POST")), ("path", .text("/callbacks")),
      ("multiValueHeaders", .object([("host", .array([.text("example.com")]))])),
    ]
  }

  /// Messages of SQS as a function receives them.
  func queue(_ cargo: CorpusCargo) -> Draft {
    let records = cargo.parts.map { part in
      let attributes =
        stamp("SentTimestamp", .text("\(part.time)"), part.time)
        + [("ApproximateReceiveCount", .text("1")), ("SenderId", .text("AROA:x"))]
      return object([
        ("messageId", .text("059f36b4-87a3-44ab-83d2-661975830a7d")),
        ("receiptHandle", .text("AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a")), ("body", part.text),
        ("attributes", .object(attributes)), ("messageAttributes", .object([])),
        ("eventSource", .text("aws:sqs")), ("awsRegion", .text("us-east-1")),
      ])
    }
    return .object([("Records", .array(records))])
  }

  /// Messages of SNS as a function receives them, or as SNS posts one.
  func topic(_ cargo: CorpusCargo) -> Draft {
    func notification(_ part: CorpusCargo) -> Draft {
      object(
        [
          ("Type", .text("Notification")), ("MessageId", .text("95df01b4-ee98-5cb9-9903-4c221d41")),
          ("TopicArn", .text("arn:aws:sns:us-east-1:123456789012:callbacks")), ("Subject", .null),
          ("Message", part.text),
        ] + rfc3339("Timestamp", part.time))
    }
    if dice.hits(oneIn: 2) { return notification(cargo) }
    let records = cargo.parts.map { part in
      object([
        ("EventSource", .text("aws:sns")), ("EventVersion", .text("1.0")),
        ("Sns", notification(part)),
      ])
    }
    return .object([("Records", .array(records))])
  }

  func eventBus(_ cargo: CorpusCargo) -> Draft {
    object(
      [
        ("version", .text("0")), ("id", .text("6a7e8feb-b491-4cf7-a9f1-bf3703467718")),
        ("detail-type", .text("bandwidth.callback")), ("source", .text("webhooks")),
        ("account", .text("123456789012")), ("region", .text("us-east-1")),
        ("resources", .array([])),
        ("detail", dice.hits(oneIn: 4) ? .object([("body", cargo.any)]) : cargo.value),
      ] + rfc3339("time", cargo.time))
  }

  /// CloudWatch Logs, as a subscription delivers it.
  func logGroup(_ cargo: CorpusCargo) -> Draft {
    var lines = cargo.parts.map { part in
      Draft.object(
        [("id", .text("3623")), ("message", part.text)]
          + stamp("timestamp", .number(part.time), part.time))
    }
    if dice.hits(oneIn: 2) {
      lines.append(
        .object([
          ("id", .text("3624")), ("timestamp", .number(cargo.time)), ("message", lookalikes.text()),
        ]))
    }
    let data = object([
      ("messageType", .text("DATA_MESSAGE")), ("owner", .text("123456789012")),
      ("logGroup", .text("/aws/lambda/callbacks")), ("logStream", .text("2026/07/06/[$LATEST]a")),
      ("subscriptionFilters", .array([.text("all")])), ("logEvents", .array(dice.shuffled(lines))),
    ])
    guard dice.hits(oneIn: 3) else { return data }
    let outer = self.cargo(data, cargo.time)
    return .object([("awslogs", .object([("data", outer.compressed)]))])
  }

  func stream(_ cargo: CorpusCargo) -> Draft {
    let records = cargo.parts.map { part in
      let seconds = Draft.verbatim(times.seconds(part.time))
      return object([
        (
          "kinesis",
          .object(
            [
              ("kinesisSchemaVersion", .text("1.0")), ("partitionKey", .text("1")),
              ("sequenceNumber", .text("49590338271490256608559692538361571095921575989136588898")),
              ("data", part.base64),
            ] + stamp("approximateArrivalTimestamp", seconds, part.time))
        ), ("eventSource", .text("aws:kinesis")),
      ])
    }
    return .object([("Records", .array(records))])
  }

  /// Firehose, as it hands records to a function.
  func delivery(_ cargo: CorpusCargo) -> Draft {
    let records = cargo.parts.map { part in
      Draft.object(
        [("recordId", .text("49546986683135544286507457936321625675700192471156785154"))]
          + stamp("approximateArrivalTimestamp", .number(part.time), part.time)
          + [("data", part.base64)])
    }
    return object([
      ("invocationId", .text("invocationIdExample")), ("region", .text("us-east-1")),
      ("deliveryStreamArn", .text("arn:aws:firehose:us-east-1:123456789012:x")),
      ("records", .array(records)),
    ])
  }
}
