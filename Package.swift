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
        // For Benchmarks/, a package of its own so that tests never build it.
        .library(name: "Service", targets: ["Casework", "Storage", "Collection", "Oversight", "Service"]),
        .library(name: "Simulator", targets: ["Simulator"]),
        .executable(name: "plimsoll", targets: ["plimsoll"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
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
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: house),

        // Floor 4: rooms that never call each other.
        .target(name: "Collection", dependencies: ["TravelMessages", "Travel", "Casework", "Storage"], swiftSettings: house),
        .target(name: "Analysis", dependencies: ["Travel", "Casework", "Storage", "NameScreening"], swiftSettings: house),
        .target(name: "Response", dependencies: ["Travel", "Casework", "Storage"], swiftSettings: house),

        // Floors 5 and 6
        .target(
            name: "Oversight", dependencies: ["Travel", "Casework", "Storage", "TransparencyLog"], swiftSettings: house),
        .target(
            name: "Service",
            dependencies: [
                "EDIFACT", "Travel", "NameScreening", "TransparencyLog", "TravelMessages", "Casework", "Storage", "Collection", "Analysis",
                "Response", "Oversight",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: house),

        // Floor 7
        .target(
            name: "Web",
            dependencies: [
                "EDIFACT", "Travel", "NameScreening", "TransparencyLog", "TravelMessages", "Casework", "Storage", "Collection", "Analysis",
                "Response", "Oversight", "Service",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house),
        .target(name: "Simulator", dependencies: ["Travel", "TravelMessages"], swiftSettings: house),

        .testTarget(name: "ArchitectureTests", swiftSettings: house),
        .testTarget(name: "TravelTests", dependencies: ["Travel"], swiftSettings: house),
        .testTarget(name: "EDIFACTTests", dependencies: ["EDIFACT"], swiftSettings: house),
        .testTarget(name: "TravelMessagesTests", dependencies: ["TravelMessages", "EDIFACT", "Travel"], swiftSettings: house),
        .testTarget(name: "NameScreeningTests", dependencies: ["NameScreening"], swiftSettings: house),
        .testTarget(name: "TransparencyLogTests", dependencies: ["TransparencyLog", crypto], swiftSettings: house),
        .testTarget(
            name: "StorageTests",
            dependencies: ["Storage", "Casework", "Travel", "TransparencyLog", .product(name: "GRDB", package: "GRDB.swift")],
            exclude: ["Schemas"],
            swiftSettings: house),
        .testTarget(
            name: "CollectionTests", dependencies: ["Collection", "TravelMessages", "Travel", "Casework", "Storage"],
            swiftSettings: house),
        .testTarget(
            name: "AnalysisTests", dependencies: ["Analysis", "Travel", "Casework", "Storage", "NameScreening"], swiftSettings: house),
        .testTarget(name: "ResponseTests", dependencies: ["Response", "Travel", "Casework", "Storage"], swiftSettings: house),

        .testTarget(name: "SimulatorTests", dependencies: ["Simulator", "TravelMessages", "Travel"], swiftSettings: house),
        .testTarget(
            name: "OversightTests", dependencies: ["Oversight", "Storage", "Casework", "Travel", "TransparencyLog"], swiftSettings: house),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "Service", "Storage", "Casework", "Travel", "TravelMessages", "Oversight", "TransparencyLog",
                .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: house),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Service", "Storage", "Collection", "Analysis", "Response", "Oversight", "Casework", "Travel", "TravelMessages",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: house),
        .testTarget(
            name: "FuzzTests",
            dependencies: [
                "EDIFACT", "Travel", "TravelMessages", "TransparencyLog", "Casework", "Storage", "Analysis", "Service", "Web", "Simulator",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Found"],
            swiftSettings: house),

        // Floor 8
        .executableTarget(
            name: "plimsoll",
            dependencies: [
                "Travel", "TravelMessages", "Casework", "Storage", "Simulator", "Oversight", "Service", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house),
    ]
)
