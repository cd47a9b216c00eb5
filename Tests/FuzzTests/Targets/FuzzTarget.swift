/// Everything that takes bytes from outside. Each target is given any bytes, and answers which of its promises they broke.
enum FuzzTarget: String, CaseIterable, Sendable {
    /// The syntax: `EDIFACT.SegmentList`.
    case edifact
    /// Readers, from passenger lists and from pushes of bookings.
    case paxlst, pnrgov
    /// The message door over HTTP, with what the unit makes of the body: evidence, facts, screening.
    case door
    /// Bodies that browsers send: forms, and forms with a file.
    case form
    /// Lists as comma-separated values.
    case watchlist
    /// The folder's files in YAML.
    case profile, indicator, configuration
    /// A signed checkpoint, as `plimsoll verify --against` takes it from anybody.
    case checkpoint

    /// Which promises these bytes break; none, for whatever they are.
    func broken(by bytes: [UInt8]) async throws -> [String] {
        switch self {
        case .edifact: SyntaxPromises.broken(by: bytes)
        case .paxlst, .pnrgov: ReaderPromises.broken(by: bytes)
        case .door: try await MessageDoor.shared.value.broken(by: bytes)
        case .form: FormPromises.broken(by: bytes)
        case .watchlist: WatchlistPromises.broken(by: bytes)
        case .profile: SettingsPromises.brokenProfile(by: bytes)
        case .indicator: SettingsPromises.brokenIndicator(by: bytes)
        case .configuration: SettingsPromises.brokenConfiguration(by: bytes)
        case .checkpoint: CheckpointPromises.broken(by: bytes)
        }
    }

    /// Words of the format, which mutations put in, so that they come further than the first line.
    var words: [String] {
        switch self {
        case .edifact, .paxlst, .pnrgov, .door:
            [
                "UNA:+.? '", "UNB+UNOA:4+", "UNH+1+PAXLST:D:05B:UN:IATA'", "UNT+1+1'", "UNZ+1+1'", "NAD+FL+++", "TDT+20+", "LOC+125+",
                "DTM+189:2611261200:201'", "DOC+P:110:111+", "SRC'", "TVL+", "SSR+DOCS:HK:1::::", "FOP+CC::1:VI:4929123456781234:1229'",
                "CNT+42:999999999999999999999'", "?", "?'", "''", "\r\n", "\u{2019}", "GR6+", "TIF+", "RCI+", "UNE+", "UNG+",
            ]
        case .form:
            [
                "--edge", "--edge--", "\r\n", "\r\n\r\n", "Content-Disposition: form-data; name=\"csrf\"", "; filename=\"a.csv\"", "&", "=",
                "%", "%00", "+",
            ]
        case .watchlist: [",", "\"", "\"\"", "\r\n", "list,last_name\n", "dob", "1985-07-12", "31.02.1990", "valid_to", "\u{FEFF}"]
        case .profile, .indicator, .configuration:
            [
                "\n", ": ", "- ", "[", "]", "{", "}", "&a ", "*a", "!!binary ", "|\n", "? ", "<<: ", "\t", "9223372036854775808", "-1",
                "1e308", ".nan", "~", "'", "\"", "---\n", "%YAML 1.2\n",
            ]
        case .checkpoint: ["\n", "\n\n", "\u{2014} ", "+", "=", "9223372036854775808", "18446744073709551616", "0", "AAAA"]
        }
    }
}
