// swift-tools-version: 6.3
import PackageDescription

// Which branches the compiler lays out first, and what it inlines: by `Sources/waybill.profdata`,
// counts of what waybill did when `Tests/Benchmarks/train` was last run. It takes 6 % off the main
// job. A function that has changed since is compiled as if there were no counts, and so is everything
// by `swift build --disable-default-traits`, and by compilers that might not know the file's format.
#if compiler(<7)
let profile: Set<String> = ["Profiled"]
#else
let profile: Set<String> = []
#endif

/// The settings of every Swift target, tests included.
///
/// Warnings are errors in CI and not here: a newer compiler must not break a user's build.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(
    ["-Xfrontend", "-ir-profile-use=\(Context.packageDirectory)/Sources/waybill.profdata"],
    .when(configuration: .release, traits: ["Profiled"])),
]

/// Declares one layer; `below` lists the only layers it may import.
func layer(_ name: String, below: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: below, swiftSettings: house)
}

/// The settings of tests, which compile in a third of the time when they are not optimised, beside
/// layers that are.
let testing = house + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// Declares the tests of one layer; `data` are folders that the tests find by themselves.
func tests(
  of subject: Target.Dependency..., named name: String, data: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: subject + ["TestSupport"], exclude: data, swiftSettings: testing)
}

let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "waybill",
  products: [.executable(name: "waybill", targets: ["waybill"])],
  traits: [
    .trait(name: "Profiled", description: "Optimizes by the counts in Sources/waybill.profdata."),
    .default(enabledTraits: profile),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
  ],
  targets: [
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["libz-dev"])]),
    .systemLibrary(name: "CIntrinsics"),
    layer("Primitives", below: ["CIntrinsics", "CZlib", systemPackage]),
    layer("Runs", below: ["Primitives", "CZlib", systemPackage]),
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
    layer("Generator", below: ["Primitives", "CZlib", systemPackage]),
    .executableTarget(
      name: "waybill",
      dependencies: [
        "Primitives", "Runs", "Archives", "Callbacks", "Lifecycles", "Reports", "Pipeline",
        "Generator", systemPackage,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),
    .target(
      name: "TestSupport",
      dependencies: ["Primitives", "Archives", "CZlib", "Reports", "Runs", systemPackage],
      path: "Tests/TestSupport", swiftSettings: house),
    .target(
      name: "Oracle", dependencies: ["Primitives"], path: "Tests/Oracle", swiftSettings: house),
    tests(of: "Primitives", systemPackage, named: "PrimitivesTests"),
    tests(of: "Runs", "Primitives", systemPackage, named: "RunsTests"),
    tests(of: "Archives", "Primitives", systemPackage, named: "ArchivesTests"),
    tests(of: "Callbacks", "Primitives", named: "CallbacksTests"),
    tests(of: "Lifecycles", "Callbacks", "Primitives", named: "LifecyclesTests"),
    tests(
      of: "Pipeline", "Archives", "Callbacks", "Generator", "Lifecycles", "Reports", "Primitives",
      "Runs", systemPackage, named: "PipelineTests"),
    tests(of: "Reports", "Primitives", named: "TidyTests"),
    tests(of: "Generator", "Primitives", "CZlib", systemPackage, named: "GeneratorTests"),
    tests(of: "Oracle", named: "OracleTests"),
    tests(
      of: "Oracle", "Pipeline", "Archives", "Callbacks", "Generator", "Lifecycles", "Reports",
      "Primitives", "Runs", named: "AgreementTests"),
    tests(
      of: "Archives", "Callbacks", "Generator", "Lifecycles", "Pipeline", "Primitives", "Reports",
      named: "SampleLogsTests"),
    tests(
      of: "Reports", "Archives", "Callbacks", "Lifecycles", "Primitives", "Runs", systemPackage,
      named: "ReportsTests"),
    tests(of: "waybill", "Primitives", named: "CommandTests", data: ["Fixtures", "Golden"]),
  ]
)
