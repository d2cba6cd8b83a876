internal import SystemPackage

/// The folder of compiled time zones.
struct ZoneFolder {
  /// In bytes; the largest zone has less than 4,000, and `tzdata.zi` 110,000.
  private static let sizeLimit = 1 << 20

  let path: String

  func table(named name: String) throws(ZoneError) -> OffsetTable {
    let bytes: [UInt8]
    do throws(Errno) {
      guard Self.isName(name) else { throw .noSuchFileOrDirectory }
      bytes = try SmallFile.bytes(at: "\(path)/\(name)", limit: Self.sizeLimit)
    } catch .noSuchFileOrDirectory, .notDirectory, .isDirectory, .fileNameTooLong {
      guard SmallFile.exists(path) else {
        let advice = "install Debian's package tzdata, or write an offset such as +02:00"
        throw .unreadable(name: name, reason: "there is no \(path); \(advice)")
      }
      throw .unknown(name: name, nearest: nearestNames(to: name))
    } catch {
      throw .unreadable(name: name, reason: "\(path)/\(name): \(error)")
    }
    do throws(TZifFile.Fault) {
      return try TZifFile(bytes).table()
    } catch {
      throw .unreadable(name: name, reason: "\(path)/\(name): \(error)")
    }
  }

  /// Whether `text` is made of what names of zones are made of, so that it leads nowhere else.
  private static func isName(_ text: String) -> Bool {
    text.utf8.count <= 255
      && text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .allSatisfy { part in
          !part.isEmpty
            && part.allSatisfy { byte in
              byte.isASCIILetter || byte.isASCIIDigit || "_+-".utf8.contains(byte)
            }
        }
  }

  /// Up to three names of zones in this folder that are spelt much like `name`, the nearest first; only
  /// those that differ in case, or lack the region, if there are any.
  private func nearestNames(to name: String) -> [String] {
    let wanted = Array(name.lowercased().utf8.prefix(64))
    let candidates = listedNames().compactMap { candidate -> (distance: Int, name: String)? in
      let spelt = candidate.lowercased().utf8
      // `berlin` is near to `Europe/Berlin` as well.
      let place = spelt[(spelt.lastIndex(of: UInt8(ascii: "/")) ?? spelt.startIndex)...].drop {
        $0 == UInt8(ascii: "/")
      }
      let distance = min(Spelling.distance(spelt, wanted), Spelling.distance(place, wanted))
      return distance <= max(1, wanted.count / 3) ? (distance, candidate) : nil
    }
    // Older names lie in a package of their own.
    let existing = candidates.sorted(by: <).lazy.filter { SmallFile.exists("\(path)/\($0.name)") }
    let nearest = Array(existing.prefix(3))
    let exact = nearest.filter { $0.distance == 0 }
    return (exact.isEmpty ? nearest : exact).map(\.name)
  }

  /// The names in `tzdata.zi`, the source text that lies beside the zones.
  func listedNames() -> [String] {
    guard let text = try? SmallFile.bytes(at: "\(path)/tzdata.zi", limit: Self.sizeLimit) else {
      return []
    }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
      // `Z Europe/Berlin 0:53:28 - …` is a zone, `L Europe/Berlin Arctic/Longyearbyen` a link.
      let words = line.split(separator: " ", maxSplits: 3)
      switch words.first {
      case "Z" where words.count > 1: return String(words[1])
      case "L" where words.count > 2: return String(words[2])
      default: return nil
      }
    }
  }
}
