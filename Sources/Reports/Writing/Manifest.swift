internal import Archives
internal import Primitives

extension ReportSet {
  static let manifestSchema = "waybill/manifest/1"

  /// Writes what a folder of reports was made from, for whoever finds it.
  ///
  /// Inputs with size and checksum, parameters, coverage and totals. An error of writing stays in
  /// the sink.
  public func writeManifest(version: String, files: [String], to sink: OutputSink) {
    var writer = JSONWriter()
    writer.object { document in
      appendHead(to: &document, schema: Self.manifestSchema, accounting: accounting.members)
      document.member("version", version)
      document.member("inputs") { member in
        member.array { array in
          for archive in archives {
            array.element { element in element.row { archive.write(to: &$0) } }
          }
        }
      }
      document.member("files") { $0.texts(files) }
    }
    writer.endDocument()
    _ = writer.drain(to: sink, isLast: true)
  }
}

extension ArchiveAccount {
  fileprivate func write(to object: inout JSONWriter) {
    object.member("archive", .text(source.name))
    object.member("status", summary.status.rawValue)
    object.member("compressed_bytes", .integer(summary.compressedBytes))
    object.member("crc32", String(paddedHex: summary.checksum))
  }
}

extension String {
  /// Eight hexadecimal digits.
  fileprivate init(paddedHex number: UInt32) {
    let digits = String(number, radix: 16)
    self = String(repeating: "0", count: 8 - digits.count) + digits
  }
}
