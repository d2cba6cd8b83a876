// swift-tools-version: 6.3
import PackageDescription

/// As in the package itself; with `@testable` allowed.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-enable-testing"]),
]

/// Whether many inputs count for more than what each of them shows, see `run`.
let isFast = Context.environment["FUZZING_FAST"] != nil

/// In place of the coverage that `-sanitize=fuzzer` asks for, which follows comparisons too.
let branchesAlone = "-sanitize-coverage=edge,inline-8bit-counters,pc-table"

/// What libFuzzer and AddressSanitizer need in the modules of the product.
///
/// Their branches are to guide the fuzzer; the oracle and the targets run faster without.
let fuzzed =
  house + [.unsafeFlags(["-sanitize=fuzzer,address"] + (isFast ? [branchesAlone] : []))]

let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

/// A layer of the product: `Product` is a link to its `Sources`, for a package offers others only
/// what is in its products.
func layer(_ name: String, below: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: below, path: "Product/\(name)", swiftSettings: fuzzed)
}

let package = Package(
  name: "fuzzing",
  dependencies: [.package(url: "https://github.com/apple/swift-system", from: "1.8.0")],
  targets: [
    .systemLibrary(name: "CZlib", path: "Product/CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CIntrinsics", path: "Product/CIntrinsics"),
    .systemLibrary(name: "CFuzzer"),
    layer("Primitives", below: ["CIntrinsics", "CZlib", systemPackage]),
    layer("Runs", below: ["Primitives", systemPackage]),
    layer("Archives", below: ["Primitives", "CZlib", systemPackage]),
    layer("Callbacks", below: ["Primitives", "Archives", "CIntrinsics"]),
    layer("Lifecycles", below: ["Primitives", "Callbacks"]),
    layer(
      "Reports",
      below: ["Primitives", "Runs", "Archives", "Callbacks", "Lifecycles", systemPackage]),
    layer(
      "Pipeline",
      below: [
        "Primitives", "Runs", "Archives", "Callbacks", "Lifecycles", "Reports", systemPackage,
      ]),
    .target(
      name: "Oracle", dependencies: ["Primitives"], path: "Support/Oracle", swiftSettings: house),
    .target(
      name: "TestSupport", dependencies: ["CZlib"], path: "Support/TestSupport",
      sources: ["GzipFixture.swift", "JSONQuoting.swift", "TZifFixture.swift"],
      swiftSettings: house),
    .executableTarget(
      name: "Fuzzing",
      dependencies: [
        "CFuzzer", "CZlib", "Primitives", "Runs", "Archives", "Callbacks", "Lifecycles", "Reports",
        "Pipeline", "Oracle", "TestSupport", systemPackage,
      ],
      swiftSettings: house, linkerSettings: [.unsafeFlags(["-sanitize=address"])]),
  ]
)
