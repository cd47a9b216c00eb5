import Foundation
import Testing

/// What `make install` puts down: a unit of systemd that keeps the program in its folder, and the papers.
@Suite("Packaging")
struct PackagingTests {
    private func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.currentDirectoryURL = Repository.root
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    private func lines() throws -> [String] {
        try Repository.text("packaging/plimsoll.service").split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }

    @Test("the unit may write in its folder alone, gains no rights, and leaves no core")
    func hardening() throws {
        let lines = try lines()
        for line in [
            "User=plimsoll", "UMask=0077", "StateDirectory=plimsoll", "StateDirectoryMode=0700", "ProtectSystem=strict", "ProtectHome=yes",
            "PrivateTmp=yes", "PrivateDevices=yes", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "RestrictSUIDSGID=yes",
            "ProtectKernelTunables=yes", "ProtectKernelModules=yes", "ProtectKernelLogs=yes", "ProtectControlGroups=yes",
            "ProtectClock=yes",
            "RestrictNamespaces=yes", "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6", "MemoryDenyWriteExecute=yes",
            "SystemCallArchitectures=native", "SystemCallFilter=@system-service", "IPAddressDeny=any", "IPAddressAllow=localhost",
            "LimitCORE=0",
        ] {
            #expect(lines.contains(line), "\(line) is missing")
        }
        // Inside a user namespace SO_PEERCRED would call everybody who asks on the socket nobody.
        #expect(!lines.contains { $0.hasPrefix("PrivateUsers") })
    }

    @Test("systemd's own judgement, where it is installed: exposure of 1.5 at the most")
    func exposure() throws {
        let judged = try run("systemd-analyze", ["security", "--offline=true", "--threshold=15", "packaging/plimsoll.service"])
        guard judged.status != 127 else { return }
        #expect(judged.status == 0, "\(judged.text.suffix(400))")
    }

    @Test("make install puts the unit with its prefix, the papers, the profile and the indicators")
    func installation() throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent(
            "plimsoll-packaging-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: place) }
        let made = try run("make", ["-s", "install-files", "DESTDIR=\(place.path)", "PREFIX=/opt/plimsoll"])
        #expect(made.status == 0, "\(made.text)")
        let unit = try String(contentsOf: place.appendingPathComponent("opt/plimsoll/lib/systemd/system/plimsoll.service"), encoding: .utf8)
        #expect(unit.contains("ExecStart=/opt/plimsoll/bin/plimsoll serve\n") && !unit.contains("/usr/local"))
        for file in ["share/plimsoll/indicators/late-purchase-by-third-party.yaml", "share/doc/plimsoll/operate.md"] {
            #expect(FileManager.default.fileExists(atPath: place.appendingPathComponent("opt/plimsoll/" + file).path), "\(file)")
        }
    }
}
