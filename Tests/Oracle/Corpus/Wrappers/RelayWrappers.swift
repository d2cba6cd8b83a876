/// What frameworks and relays of webhooks put around a body.
extension CorpusWrappers {
  /// Parameters of Rails, which repeats them under the name of the controller.
  func relayedByRails(_ cargo: CorpusCargo) -> Draft {
    let list: Draft =
      if case .array = cargo.value { cargo.value } else { .array([cargo.value]) }
    let own: Members = [("controller", .text("callbacks")), ("action", .text("create"))]
    let again: Members =
      dice.hits(oneIn: 5) ? [("callback", .object([("_json", list)]))] : []
    return .object([("_json", list)] + own + again)
  }

  /// Hookdeck, Svix, Convoy.
  func relay(_ cargo: CorpusCargo) -> Draft {
    switch dice.roll(3) {
    case 0:
      return object(
        [
          ("id", .text("evt_oUQEDAyIGq2LzNDcL")), ("source_id", .text("src_1")),
          ("webhook_id", .text("web_1")),
          (
            "data",
            .object([
              ("headers", .object([("content-type", .text("application/json"))])),
              ("path", .text("/callbacks")), ("query", .text("")), ("body", cargo.any),
            ])
          ),
        ] + rfc3339("created_at", cargo.time))
    case 1:
      return object(
        [
          ("id", .text("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W")), ("eventType", .text("sms.callback")),
          ("eventId", .null), ("channels", .null), ("payload", cargo.value),
        ] + rfc3339("timestamp", cargo.time))
    default:
      return object(
        [
          ("uid", .text("01HCB7WXJ0")), ("event_type", .text("callback")),
          (dice.pick(["payload", "data"]), cargo.any), ("raw", .text("")),
        ] + rfc3339("created_at", cargo.time))
    }
  }
}
