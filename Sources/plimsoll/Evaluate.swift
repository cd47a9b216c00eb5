import ArgumentParser
import Foundation
import Service
import Simulator

/// Compares what a unit raised with what was planted.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare a unit's alerts with the known truth of a simulated world.",
        discussion: """
            The truth is known only because it was planted; the figures say nothing about the world outside.

            EXAMPLE
              plimsoll evaluate --folder unit --as analyst --truth world/truth.json
            """)

    @OptionGroup var options: UnitOptions
    @Option(help: "truth.json of the world.", completion: .file())
    var truth: String

    func run() async throws {
        guard let data = Files.read(truth) else { throw ServiceError.fileUnreadable(path: truth, reason: "missing or unreadable") }
        let planted = try JSONDecoder().decode([PlantedCase].self, from: data)
        let door = try await UnitDoor.open(folder: options.unitFolder)
        let answer: CommandAnswer
        do {
            answer = try await door.ask(.listAlerts(all: true, purpose: "criteria-review"), as: options.account)
        } catch {
            await door.close()
            throw error
        }
        await door.close()
        if let failure = answer.failure { throw ServiceError.request(failure) }
        let raised = try JSONDecoder().decode(Raised.self, from: Data(answer.json.utf8)).alerts.map {
            RaisedAlert(
                family: $0.family, given: $0.given, carrier: $0.carrier, number: $0.number, date: $0.date)
        }
        let evaluation = Evaluation(alerts: raised, truth: planted)
        if options.json {
            let lines = evaluation.lines.map {
                [
                    "pattern": $0.pattern.rawValue, "planted": $0.planted, "found": $0.found, "lawful": $0.lawful,
                    "disturbed": $0.disturbed,
                ] as [String: Any]
            }
            let object: [String: Any] = ["lines": lines, "alerts": evaluation.alerts, "elsewhere": evaluation.elsewhere]
            let encoded = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
            print(String(decoding: encoded, as: UTF8.self))
        } else {
            for line in evaluation.table { print(line) }
        }
    }

    /// What `alerts list --json` says, as far as it is compared.
    struct Raised: Decodable {
        struct Alert: Decodable {
            var family: String
            var given: String
            var carrier: String
            var number: String
            var date: String
        }
        var alerts: [Alert]
    }
}
