import EDIFACT
import TravelMessages

/// How fast the readers are, on one core.
enum ReadersBenchmark {
    static func run(seed: UInt64, rounds: Int = 9) {
        var samples = SampleMessages(seed: seed)
        let list = samples.passengerList(travellers: 180)
        let one = samples.bookings(1)
        let many = samples.bookings(400)
        print("readers: \(rounds) rounds of about 0.1 s of processor time each, one thread")
        var table = TextTable(["what", "bytes", "MB/s best", "MB/s median", "µs per", "best", "median"])
        row(&table, "lexer, PAXLST of 180 travellers", list, rounds, (180, "traveller")) { _ = SegmentList($0).count }
        row(&table, "lexer, PNRGOV of 400 bookings", many, rounds, (400, "booking")) { _ = SegmentList($0).count }
        row(&table, "PAXLST of 180 travellers", list, rounds, (180, "traveller")) { _ = readTransmission($0).messages.count }
        row(&table, "PNRGOV of 1 booking", one, rounds, (1, "booking")) { _ = readTransmission($0).messages.count }
        row(&table, "PNRGOV of 400 bookings", many, rounds, (400, "booking")) { _ = readTransmission($0).messages.count }
        table.print()
    }

    private static func row(
        _ table: inout TextTable, _ name: String, _ bytes: [UInt8], _ rounds: Int, _ unit: (count: Int, name: String),
        _ work: ([UInt8]) -> Void
    ) {
        let taken = Measurement(rounds: rounds) { work(bytes) }
        let megabytes = Double(bytes.count) / 1e6
        table.add([
            name, String(bytes.count), TextTable.number(megabytes / taken.best), TextTable.number(megabytes / taken.median), unit.name,
            TextTable.number(taken.best * 1e6 / Double(unit.count)), TextTable.number(taken.median * 1e6 / Double(unit.count)),
        ])
    }
}
