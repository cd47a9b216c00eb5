import ArgumentParser
import Casework
import Foundation
import Service

extension Alerts {
    /// Every alert, and what weighs less, for other programs.
    struct Export: AsyncParsableCommand {
        enum Format: String, ExpressibleByArgument, CaseIterable {
            case csv
            case jsonLines = "json-lines"
        }
        static let configuration = CommandConfiguration(
            abstract: "Write every alert, and all that stayed below the threshold.",
            discussion: """
                One line each time that the score of a passage rises: raised_at, score (thousandths), locator, document_number,
                family, given, birth_date, flight. Passage by passage; sort by the first column for the order of time. Reading it is
                an entry of the log for each five hundred people.

                EXAMPLE
                  plimsoll alerts export --folder unit --as vella --format csv > alerts.csv
                """)
        @OptionGroup var options: UnitOptions
        @Option(help: "csv or json-lines.")
        var format = Format.csv
        @Option(help: "Purpose of reading, one of the state profile's.")
        var purpose = "assessment"

        func run() async throws {
            let door = try await UnitDoor.open(folder: options.unitFolder)
            do {
                try await write(door)
            } catch {
                await door.close()
                throw error
            }
            await door.close()
        }

        private func write(_ door: UnitDoor) async throws {
            let columns = ["raised_at", "score", "locator", "document_number", "family", "given", "birth_date", "flight"]
            if format == .csv { print(columns.joined(separator: ",")) }
            var after: PassageKey?
            repeat {
                let answer = try await door.ask(.exportAlerts(after: after, purpose: purpose), as: options.account)
                if let failure = answer.failure { throw ServiceError.request(failure) }
                let page = try JSONDecoder().decode(Page.self, from: Data(answer.json.utf8))
                for line in page.lines { print(text(line, columns)) }
                after = page.next
            } while after != nil
        }

        private func text(_ line: [String: Field], _ columns: [String]) -> String {
            if format == .csv { return columns.map { Self.quoted(line[$0]?.text ?? "") }.joined(separator: ",") }
            let fields = columns.map { "\"\($0)\":\(line[$0]?.json ?? "null")" }
            return "{" + fields.joined(separator: ",") + "}"
        }

        /// RFC 4180 section 2: a field with a comma, a quote or a line break stands in quotes.
        private static func quoted(_ field: String) -> String {
            guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return field }
            return "\"" + field.replacing("\"", with: "\"\"") + "\""
        }

        struct Page: Decodable {
            var lines: [[String: Field]]
            var next: PassageKey?
        }
        enum Field: Decodable {
            case number(Int)
            case word(String)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let number = try? container.decode(Int.self) {
                    self = .number(number)
                } else {
                    self = .word(try container.decode(String.self))
                }
            }
            var text: String {
                switch self {
                case .number(let number): "\(number)"
                case .word(let word): word
                }
            }
            var json: String {
                switch self {
                case .number(let number): "\(number)"
                case .word(let word): (try? JSONEncoder().encode(word)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
                }
            }
        }
    }
}
