internal import ArgumentParser
internal import Pipeline
internal import Primitives
internal import Reports
internal import SystemPackage

// What no option of the command names, and a slip must not replace: it is known by the files in it.

extension OutputPlaces {
  /// Makes sure that no output is a ledger, or lies in one.
  ///
  /// - Throws: A `ValidationError` that names the option.
  func requireOutsideOfUnnamedLedgers() throws {
    for (option, path) in outputs {
      for place in [path, path.folder] where LedgerFolder(place.string).isThere {
        throw ValidationError(
          """
          \(option) lies in a ledger, "\(escapedForTerminal(place.string))"; name a place outside of it
          """)
      }
    }
  }

  /// Makes sure that no output takes the place of what nights have written.
  ///
  /// - Parameter makesDays: Whether the folder is that of a night itself.
  /// - Throws: A `ValidationError` that names the option.
  func requireOutsideOfUnnamedNights(makingDays makesDays: Bool) throws {
    var taken = outputs.first { $0.path.isOfNights }
    if taken == nil, !makesDays, let folder, NightlyPass.hasOutput(in: folder.string) {
      taken = ("--output", folder)
    }
    if let option = taken?.option {
      throw ValidationError(
        "\(option) lies among the reports of nights; name a place outside of them")
    }
  }
}

extension FilePath {
  /// Whether this is a file or a folder that nights write, or lies in the folder of a day.
  fileprivate var isOfNights: Bool {
    let (name, holder) = (lastComponent?.string ?? "", folder)
    if NightlyPass.outputNames.contains(name) || ReportDay(name) != nil {
      return NightlyPass.hasOutput(in: holder.string)
    }
    return ReportDay(holder.lastComponent?.string ?? "") != nil
      && NightlyPass.hasOutput(in: holder.folder.string)
  }
}
