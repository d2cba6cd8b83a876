/// Rows of tables, and the types that tables write around values.
extension CorpusWrappers {
  /// An export of a table that has a column with the body.
  func tableExport(_ cargo: CorpusCargo) -> Draft {
    let stamps =
      dice.hits(oneIn: 2)
      ? rfc3339(dice.pick(["created_at", "ingested_at", "receivedAt", "ts"]), cargo.time)
      : [("received_at", .text("2026-07-06 00:00:00+00"))]
    return object(
      stamps + [
        ("id", dice.pick([.number(17), .text("17")])), ("payload", cargo.any),
        ("processed", .verbatim("true")), ("error", .null),
      ])
  }

  /// A document of mongoexport, an item or an image of DynamoDB, whole values of which are typed.
  func typedTable(_ cargo: CorpusCargo) -> Draft {
    let typed = CorpusTypedDrafts(dice: dice)
    if dice.hits(oneIn: 2) {
      return object(
        [("_id", .object([("$oid", .text("64a5f3c2e1b2a40012345678"))]))]
          + stamp(
            dice.pick(["receivedAt", "created_at", "ts"]),
            .object([
              ("$date", .text(times.rfc3339(cargo.time)))
            ]), cargo.time)
          + [("payload", dice.hits(oneIn: 2) ? typed.mongo(cargo.value) : cargo.text)])
    }
    let row: Members = [
      ("pk", .object([("S", .text("callback#17"))])),
      ("receivedAt", .object([("N", .text("\(cargo.time)"))])),
      (
        "payload",
        dice.hits(oneIn: 2) ? typed.dynamo(cargo.value) : .object([("S", cargo.text)])
      ),
    ]
    if dice.hits(oneIn: 2) { return object([("Item", .object(row))]) }
    let change = Draft.object([
      ("ApproximateCreationDateTime", .number(cargo.time / second)),
      ("Keys", .object([("pk", .object([("S", .text("callback#17"))]))])),
      ("NewImage", .object(row)), ("StreamViewType", .text("NEW_IMAGE")),
    ])
    return .object([
      (
        "Records",
        .array([
          object([
            ("eventID", .text("c4ca4238")), ("eventName", .text("INSERT")), ("dynamodb", change),
          ])
        ])
      )
    ])
  }

  /// An event that is a row or a document itself.
  func row(of event: Draft) -> Draft {
    let typed = CorpusTypedDrafts(dice: dice)
    switch dice.roll(3) {
    case 0: return typed.mongo(event)
    case 1: return typed.warehouse(event)
    default:
      // The item itself has no type, only its attributes.
      guard case .object(let attributes) = event else { return event }
      return .object(attributes.map { ($0.key, typed.dynamo($0.value)) })
    }
  }
}
