// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: explicit existentials, imports that say whom they serve, and no warning left standing.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// Settings of targets that read bytes from outside: every unsafe use has to be marked.
let parser: [SwiftSetting] = house + [.strictMemorySafety()]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "plimsoll",
    products: [
        .library(name: "EDIFACT", targets: ["EDIFACT"]),
        .library(name: "Travel", targets: ["Travel"]),
        .library(name: "TravelMessages", targets: ["TravelMessages"]),
        .library(name: "NameScreening", targets: ["NameScreening"]),
        .library(name: "TransparencyLog", targets: ["TransparencyLog"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        // Floor 1: libraries that stand alone.
        .target(name: "EDIFACT", swiftSettings: parser),
        .target(name: "Travel", swiftSettings: house),
        .target(name: "NameScreening", swiftSettings: parser),
        .target(name: "TransparencyLog", dependencies: [crypto], swiftSettings: house),

        // Floor 2: the nouns of messages and of judgement.
        .target(name: "TravelMessages", dependencies: ["EDIFACT", "Travel"], swiftSettings: parser),
        .target(name: "Casework", dependencies: ["Travel"], swiftSettings: house),

        // Floor 3
        .target(
            name: "Storage",
            dependencies: [
                "Travel", "Casework", "TransparencyLog", crypto,
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: house),

        // Floor 4: rooms that never call each other.
        .target(name: "Collection", dependencies: ["TravelMessages", "Travel", "Casework", "Storage"], swiftSettings: house),
        .target(name: "Analysis", dependencies: ["Travel", "Casework", "Storage", "NameScreening"], swiftSettings: house),
        .target(name: "Response", dependencies: ["Travel", "Casework", "Storage"], swiftSettings: house),

        // Floors 5 and 6
        .target(
            name: "Oversight", dependencies: ["Travel", "Casework", "Storage", "TransparencyLog"], swiftSettings: house),
        .target(name: "Simulator", dependencies: ["Travel", "TravelMessages"], swiftSettings: house),
        .testTarget(name: "TravelTests", dependencies: ["Travel"], swiftSettings: house),
        .testTarget(name: "EDIFACTTests", dependencies: ["EDIFACT"], swiftSettings: house),
        .testTarget(name: "TravelMessagesTests", dependencies: ["TravelMessages", "EDIFACT", "Travel"], swiftSettings: house),
        .testTarget(name: "NameScreeningTests", dependencies: ["NameScreening"], swiftSettings: house),
        .testTarget(name: "TransparencyLogTests", dependencies: ["TransparencyLog", crypto], swiftSettings: house),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "Casework", "Travel", "TransparencyLog"], swiftSettings: house),
        .testTarget(
            name: "CollectionTests", dependencies: ["Collection", "TravelMessages", "Travel", "Casework", "Storage"],
            swiftSettings: house),
        .testTarget(
            name: "AnalysisTests", dependencies: ["Analysis", "Travel", "Casework", "Storage", "NameScreening"], swiftSettings: house),
        .testTarget(name: "ResponseTests", dependencies: ["Response", "Travel", "Casework", "Storage"], swiftSettings: house),

        .testTarget(name: "SimulatorTests", dependencies: ["Simulator", "TravelMessages", "Travel"], swiftSettings: house),
        .testTarget(
            name: "OversightTests", dependencies: ["Oversight", "Storage", "Casework", "Travel", "TransparencyLog"], swiftSettings: house),
    ]
)
