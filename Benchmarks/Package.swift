// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that neither the demo nor the tests build it.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "plimsoll", path: "..")],
    targets: [
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                .product(name: "EDIFACT", package: "plimsoll"),
                .product(name: "Travel", package: "plimsoll"),
                .product(name: "TravelMessages", package: "plimsoll"),
                .product(name: "TransparencyLog", package: "plimsoll"),
                .product(name: "Service", package: "plimsoll"),
                .product(name: "Simulator", package: "plimsoll"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .treatAllWarnings(as: .error),
            ])
    ]
)
