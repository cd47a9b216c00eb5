import Casework
import Foundation
import Storage
import Testing
import Travel

@testable import Service

/// One file, the environment over it, the command line over both; and no value that is read and ignored.
@Suite struct ConfigurationTests {
    private func faults(
        file: String? = nil, environment: [String: String] = [:], options: [Setting: String] = [:]
    ) -> [String] {
        do {
            _ = try UnitConfiguration(file: file.map { ("plimsoll.yaml", $0) }, environment: environment, options: options)
            return []
        } catch let error as ConfigurationError {
            return error.faults
        } catch {
            return ["another error: \(error)"]
        }
    }

    @Test func withoutAWordTheStandardHoldsAndIsAllowed() throws {
        let found = try UnitConfiguration()
        for setting in Setting.allCases {
            #expect(found[setting].text == setting.standard && found[setting].source == .standard)
            // What holds by itself can be written down, but for the inbox, which has no standard.
            if setting != .inbox { #expect(faults(options: [setting: setting.standard]).isEmpty, "\(setting)") }
        }
        #expect(found.path(.inbox) == nil && found.number(.port) == 8480 && !found.isTrue(.behindProxy))
    }

    @Test func theCommandLineStandsOverTheEnvironmentAndThatOverTheFile() throws {
        let file = "# mine\nport: 1\nhost: 127.0.0.2\nlogLevel: info\n"
        let found = try UnitConfiguration(
            file: ("plimsoll.yaml", file), environment: ["PLIMSOLL_PORT": "2", "PLIMSOLL_HOST": "127.0.0.3", "PATH": "/bin"],
            options: [.port: "3"])
        #expect(found[.port] == .init(text: "3", source: .option(name: "--port")))
        #expect(found[.host] == .init(text: "127.0.0.3", source: .environment(name: "PLIMSOLL_HOST")))
        #expect(found[.logLevel] == .init(text: "info", source: .file(path: "plimsoll.yaml", line: 4)))
        #expect("\(found[.logLevel].source)" == "plimsoll.yaml:4")
    }

    @Test func anUnknownKeyIsNamedWithFileLineAndWhatThereIs() {
        let found = faults(file: "port: 1\nlistn: 127.0.0.1\n", environment: ["PLIMSOLL_PROT": "1", "PLIMSOLL_FOLDER": "unit"])
        #expect(found.count == 2)
        #expect(found.first?.hasPrefix("plimsoll.yaml:2: listn is not known; there are host, port") == true, "\(found)")
        #expect(found.last?.hasPrefix("environment: PLIMSOLL_PROT is not known") == true, "\(found)")
    }

    @Test(arguments: [
        ("port: 65536", "port is “65536”: expected a whole number from 0 to 65535"), ("port: http", "port is “http”"),
        ("behindProxy: yes", "behindProxy is “yes”: expected true or false"), ("logLevel: loud", "expected one of debug, info"),
        ("host: ''", "host is “”: expected an address"), ("inbox: [a, b]", "inbox has no single value: expected the path of a folder"),
        ("port: {a: 1}", "port has no single value"), ("bodyMebibytes: 65", "from 1 to 64"), ("waitingActs: 1.5", "waitingActs is “1.5”"),
    ])
    func aWrongValueIsNamedWithWhatIsAllowed(_ line: String, _ words: String) {
        let found = faults(file: "# first\n\n" + line + "\n")
        #expect(found.count == 1 && found[0].hasPrefix("plimsoll.yaml:3: ") && found[0].contains(words), "\(found)")
    }

    @Test(arguments: ["- a\n- b\n", "just words\n", "port: [1\n", "port: 1\nport: 2\n", "1: 2\n"])
    func aFileOfAnotherFormIsAFaultAndNoTrap(_ text: String) {
        #expect(faults(file: text).first?.hasPrefix("plimsoll.yaml") == true)
    }

    @Test(arguments: ["", "# nothing\n", "\n\n"])
    func anEmptyFileSetsNothing(_ text: String) throws {
        #expect(try UnitConfiguration(file: ("plimsoll.yaml", text)) == UnitConfiguration())
    }

    @Test func everyFaultIsNamedAndNotTheFirstAlone() {
        #expect(faults(file: "port: x\nlogLevel: y\n", environment: ["PLIMSOLL_HOST": ""], options: [.connections: "0"]).count == 4)
        #expect(faults(options: [.heldMebibytes: "64", .bodyMebibytes: "64"]).isEmpty)
    }

    @Test func theDigestIsOfTheValuesAndNotOfWhereTheyComeFrom() throws {
        let file = try UnitConfiguration(file: ("a.yaml", "port: 9000\n"))
        #expect(file.digest == (try UnitConfiguration(options: [.port: "9000"])).digest)
        #expect(file.digest == (try UnitConfiguration(environment: ["PLIMSOLL_PORT": "09000"])).digest, "one spelling of one number")
        #expect(file.digest != (try UnitConfiguration()).digest)
    }

    @Test func theFolderHasAFileAndAnotherCanBeNamed() async throws {
        let test = try await TestUnit()
        #expect(try UnitConfiguration.read(folder: test.folder, named: nil, environment: [:]) == UnitConfiguration())
        try "port: 4711\n".write(toFile: test.folder.configuration, atomically: true, encoding: .utf8)
        #expect(try UnitConfiguration.read(folder: test.folder, named: nil, environment: [:]).number(.port) == 4_711)
        let other = test.folder.path + "/other.yaml"
        #expect(throws: ServiceError.self) { try UnitConfiguration.read(folder: test.folder, named: other, environment: [:]) }
        try "port: 4712\n".write(toFile: other, atomically: true, encoding: .utf8)
        #expect(
            try UnitConfiguration.read(folder: test.folder, named: nil, environment: ["PLIMSOLL_CONFIGURATION": other]).number(.port)
                == 4_712)
    }

    @Test func whatAUnitIsServedWithIsAnEntryEachTimeThatItDiffers() async throws {
        let test = try await TestUnit()
        let (first, second) = (try UnitConfiguration(), try UnitConfiguration(options: [.port: "9000"]))
        func newest() async throws -> String? { try await test.unit.storage.logPage(before: nil, limit: 1).first?.type }
        #expect(try await test.unit.take(first))
        #expect(try await newest() == "configuration-taken")
        #expect(try await !test.unit.take(first), "the same again is no news")
        #expect(try await test.unit.take(second))
        #expect(try await test.unit.take(first), "back again is")
        let digest = first.digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(try await test.unit.storage.lastConfiguration() == digest)
        #expect(try await test.unit.storage.acts(about: "configuration " + digest).count == 2)
    }

    @Test func anAddressForOthersWithoutAProxyIsExposed() throws {
        #expect(try UnitConfiguration(options: [.host: "0.0.0.0"]).isExposed)
        #expect(try !UnitConfiguration(options: [.host: "0.0.0.0", .behindProxy: "true"]).isExposed)
        #expect(try !UnitConfiguration(options: [.host: "::1"]).isExposed)
    }
}
