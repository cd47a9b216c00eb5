import GRDB

/// How the present state follows from committed rows: statements that run, with the row's columns as named arguments, right
/// after the row has been added. `verify` runs the same statements over all committed rows again, into an empty database,
/// and compares: so a derived table that somebody edited by hand is found.
enum Projection {
    /// A statement, and which of the row's columns its arguments are, in the order in which the engine numbers them.
    struct Step: Sendable {
        var sql: String
        var columns: [Int]

        /// - Throws: ``StorageError`` for a name that is no column of the table.
        init(_ sql: String, of table: Table) throws {
            self.sql = sql
            columns = []
            var seen: Set<String> = []
            for piece in sql.split(separator: ":", omittingEmptySubsequences: false).dropFirst() {
                let name = String(piece.prefix { $0 == "_" || $0.isLetter })
                guard seen.insert(name).inserted else { continue }
                guard let column = table.columns.firstIndex(where: { $0.name == name }) else {
                    throw StorageError.refused("a projection asks \(table.name) for \(name)")
                }
                columns.append(column)
            }
        }
    }

    /// Worked out once, since a dictionary of arguments for each row cost more than the statements.
    private static let steps = Result {
        try statements.reduce(into: [String: [Step]]()) { steps, entry in
            guard let table = Schema.byName[entry.key] else { throw StorageError.refused("a projection of \(entry.key)") }
            steps[entry.key] = try entry.value.map { try Step($0, of: table) }
        }
    }

    static func steps(of table: Table) throws -> [Step] { try steps.get()[table.name] ?? [] }

    /// What follows from a row that has just been added.
    static func run(_ row: StoredRow, _ db: Database) throws {
        for step in try steps(of: row.table) { try db.statement(step.sql).run(row.values, at: step.columns) }
    }

    /// The tokens that versions have packed, one a row: `subject`, `source`, `token`. Each row asks for the next one only, so that
    /// there are as many rows as tokens; joined with a series of numbers there were 255 for each version.
    private static func pieces(
        _ subject: String, _ source: String, _ tokens: String, from versions: String, where condition: String
    ) -> String {
        """
        WITH RECURSIVE packed(subject, source, tokens, i) AS (
          SELECT \(subject), \(source), \(tokens), 0 FROM \(versions) WHERE \(condition) AND length(\(tokens)) >= 17
          UNION ALL SELECT subject, source, tokens, i + 1 FROM packed WHERE (i + 2) * 17 <= length(tokens)),
        piece(subject, source, token) AS (SELECT subject, source, substr(tokens, i * 17 + 2, 16) FROM packed)
        """
    }
    /// Versions of the message's own.
    private static func ofMessage(_ version: String) -> String {
        "\(version).month = :voyage_month AND \(version).voyage = :voyage AND \(version).message = :id"
    }
    /// Whether what the message says is newer than what the passage has of that kind; other senders do not order each other.
    private static func newer(_ prefix: String, _ table: String) -> String {
        "(\(table).\(prefix)ordered IS NULL OR :ordered >= \(table).\(prefix)ordered OR :sender <> \(table).\(prefix)sender)"
    }

    /// Number of the next change among the hits of a passage.
    private static let nextChange = """
        (SELECT 1 + coalesce(max(max(came, coalesce(went, 0))), 0) FROM hit_state
          WHERE month = :month AND voyage = :voyage AND passage = :passage)
        """

    private static let statements: [String: [String]] = [
        "message": message,
        "voyage_version": [
            """
            INSERT INTO voyage (month, voyage, version, facts, mode, carrier, number, origin, date, legs, status, departure, arrival,
              moment, moment_place, ordered, placed)
            VALUES (:month, :voyage, 1, :version, :mode, :carrier, :number, :origin, :date, :legs, :status, :departure, :arrival,
              :moment, :moment_place, :ordered, :placed)
            ON CONFLICT (month, voyage) DO UPDATE SET version = version + 1, facts = :version, mode = :mode, carrier = :carrier,
              number = :number, origin = :origin, date = :date, legs = :legs, status = :status, departure = :departure,
              arrival = :arrival, moment = :moment, moment_place = :moment_place, ordered = :ordered, placed = :placed
            """,
            """
            INSERT OR IGNORE INTO voyage_call (carrier, number, origin, date, month, voyage)
            SELECT :carrier, :number, json_extract(value, '$.from'), substr(json_extract(value, '$.departure'), 1, 10), :month, :voyage
            FROM json_each(:legs)
            WHERE :placed = 1 AND json_extract(value, '$.from') IS NOT NULL AND json_extract(value, '$.departure') IS NOT NULL
            """,
        ],
        "passage_change": [
            """
            UPDATE passage SET version = version + 1,
              status = CASE :effect WHEN 'off' THEN 'off' WHEN 'on' THEN 'expected' WHEN 'retired' THEN 'retired' ELSE status END,
              listed = CASE :effect WHEN 'not-listed' THEN 0 WHEN 'listed' THEN 1 ELSE listed END,
              into_passage = coalesce(:into_passage, into_passage)
            WHERE month = :month AND voyage = :voyage AND passage = :passage AND :effect <> 'joined'
            """
        ],
        "assessment": [
            "UPDATE passage SET assessed = :passage_version WHERE month = :month AND voyage = :voyage AND passage = :passage"
        ],
        "hit": [
            """
            INSERT INTO hit_state (month, voyage, passage, hit, source, subject, subject_version, cause, weight, opened, digest, came)
            VALUES (:month, :voyage, :passage, :hit, :source, :subject, :subject_version, :cause, :weight, :at, :digest, \(nextChange))
            """
        ],
        "hit_end": [
            """
            UPDATE hit_state SET ended = :at, ended_reason = :reason, went = \(nextChange)
            WHERE month = :month AND voyage = :voyage AND passage = :passage AND hit = :hit
            """
        ],
        "alert": [
            """
            INSERT INTO alert_state (alert, version, status, deadline, severity, score, raised, month, voyage, passage, linked, changed,
              weighed, ending)
            VALUES (:alert, 1, :status, :deadline, :severity, :score, :raised, :month, :voyage, :passage, :linked, :raised,
              :weighed, lower(hex(substr(:alert, 13))))
            """
        ],
        "alert_step": [
            """
            UPDATE alert_state SET version = :version, status = :status, deadline = :deadline, severity = :severity, score = :score,
              changed = :at, weighed = coalesce(:weighed, weighed) WHERE alert = :alert
            """
        ],
        "watchlist_version": [
            """
            INSERT INTO watchlist (list, version, name, owner, legal_basis, entries)
            VALUES (:list, :version, :name, :owner, :legal_basis, 0)
            ON CONFLICT (list) DO UPDATE SET version = :version, name = :name, owner = :owner, legal_basis = :legal_basis
            """
        ],
        "list_entry_version": [
            // Before the entry's new state takes the place of the one that was counted.
            """
            UPDATE watchlist SET entries = entries + 1 - :withdrawn
              - coalesce((SELECT 1 - withdrawn FROM list_entry WHERE list = :list AND entry = :entry), 0) WHERE list = :list
            """,
            """
            INSERT INTO list_entry (list, entry, version, reference, withdrawn, valid_from, valid_to, digest)
            VALUES (:list, :entry, :version, :reference, :withdrawn, :valid_from, :valid_to, :digest)
            ON CONFLICT (list, entry) DO UPDATE SET version = :version, reference = :reference, withdrawn = :withdrawn,
              valid_from = :valid_from, valid_to = :valid_to, digest = :digest
            """,
        ],
        "indicator_version": [
            """
            INSERT INTO indicator (name, version, active) VALUES (:name, :version, :active)
            ON CONFLICT (name) DO UPDATE SET version = :version, active = :active
            """
        ],
        "proposal": [
            """
            INSERT INTO proposal_state (proposal, version, status, kind, subject, base, author, made, expires)
            VALUES (:proposal, 1, 'waiting', :kind, :subject, :base, :author, :at, :expires)
            """
        ],
        "proposal_step": [
            """
            UPDATE proposal_state SET version = :version, status = :step, decided = :at, decider = :account WHERE proposal = :proposal
            """
        ],
        "account_version": [
            """
            INSERT INTO account (account, version, name, role, status, os_user) VALUES (:account, :version, :name, :role, :status, :os_user)
            ON CONFLICT (account) DO UPDATE SET version = :version, name = :name, role = :role, status = :status, os_user = :os_user
            """
        ],
        "carrier_version": [
            """
            INSERT INTO carrier (carrier, version, code, name, status) VALUES (:carrier, :version, :code, :name, :status)
            ON CONFLICT (carrier) DO UPDATE SET version = :version, code = :code, name = :name, status = :status
            """
        ],
        "api_key_version": [
            """
            INSERT INTO api_key (hash, carrier, status) VALUES (:hash, :carrier, :status)
            ON CONFLICT (hash) DO UPDATE SET carrier = :carrier, status = :status
            """
        ],
    ]

    /// The message row comes last of all that it brings, and makes it the present state in one step.
    private static let message: [String] = [
        // Tokens of versions that the message replaces leave the shared index.
        """
        \(pieces("old.booking", "'booking'", "old.shared_tokens", from: """
          booking_version new
          JOIN booking now ON now.month = new.month AND now.voyage = new.voyage AND now.booking = new.booking AND \(newer("", "now"))
          JOIN booking_version old ON old.month = now.month AND old.voyage = now.voyage AND old.booking = now.booking
            AND old.version = now.version
          """, where: ofMessage("new")))
        DELETE FROM shared_token WHERE (token, month, voyage, subject, source) IN (
          SELECT token, :voyage_month, :voyage, subject, source FROM piece)
        """,
        """
        \(pieces("old.passage", ":kind", "old.shared_tokens", from: """
          traveller_version new
          JOIN passage now ON now.month = new.month AND now.voyage = new.voyage AND now.passage = new.passage
            AND CASE :kind WHEN 'PAXLST' THEN \(newer("api_", "now")) ELSE \(newer("pnr_", "now")) END
          JOIN traveller_version old ON old.month = now.month AND old.voyage = now.voyage AND old.passage = now.passage
            AND old.version = CASE :kind WHEN 'PAXLST' THEN now.api_version ELSE now.pnr_version END
          """, where: ofMessage("new")))
        DELETE FROM shared_token WHERE (token, month, voyage, subject, source) IN (
          SELECT token, :voyage_month, :voyage, subject, source FROM piece)
        """,
        // The present version of each booking and passage.
        """
        INSERT INTO booking (month, voyage, booking, version, message, ordered, sender, cancelled, size, created)
        SELECT month, voyage, booking, version, :id, :ordered, :sender, cancelled, size, created
        FROM booking_version WHERE month = :voyage_month AND voyage = :voyage AND message = :id
        ON CONFLICT (month, voyage, booking) DO UPDATE SET version = excluded.version, message = excluded.message,
          ordered = excluded.ordered, sender = excluded.sender, cancelled = excluded.cancelled, size = excluded.size,
          created = excluded.created
        WHERE \(newer("", "booking"))
        """,
        """
        INSERT INTO passage (month, voyage, passage, version, role, booking, status, listed, received, api_version, api_message,
          api_ordered, api_sender)
        SELECT month, voyage, passage, 1, role, booking, 'expected', 1, :received, version, :id, :ordered, :sender
        FROM traveller_version WHERE month = :voyage_month AND voyage = :voyage AND message = :id AND kind = 'PAXLST'
        ON CONFLICT (month, voyage, passage) DO UPDATE SET version = passage.version + 1, role = excluded.role,
          booking = coalesce(passage.booking, excluded.booking), api_version = excluded.api_version,
          api_message = :id, api_ordered = :ordered, api_sender = :sender
        WHERE \(newer("api_", "passage"))
        """,
        """
        INSERT INTO passage (month, voyage, passage, version, role, booking, status, listed, received, pnr_version, pnr_message,
          pnr_ordered, pnr_sender)
        SELECT month, voyage, passage, 1, role, booking, 'expected', 1, :received, version, :id, :ordered, :sender
        FROM traveller_version WHERE month = :voyage_month AND voyage = :voyage AND message = :id AND kind = 'PNRGOV'
        ON CONFLICT (month, voyage, passage) DO UPDATE SET version = passage.version + 1,
          booking = coalesce(excluded.booking, passage.booking), pnr_version = excluded.pnr_version,
          pnr_message = :id, pnr_ordered = :ordered, pnr_sender = :sender
        WHERE \(newer("pnr_", "passage"))
        """,
        // What is repeated unchanged counts as said again at this time.
        """
        WITH RECURSIVE repeated(i) AS (SELECT 0 WHERE length(:repeats) > 0
          UNION ALL SELECT i + 1 FROM repeated WHERE (i + 2) * 16 <= length(:repeats))
        UPDATE passage SET
          api_ordered = CASE WHEN :kind = 'PAXLST' AND api_ordered IS NOT NULL AND api_sender = :sender THEN max(api_ordered, :ordered)
            ELSE api_ordered END,
          pnr_ordered = CASE WHEN :kind = 'PNRGOV' AND pnr_ordered IS NOT NULL AND pnr_sender = :sender THEN max(pnr_ordered, :ordered)
            ELSE pnr_ordered END
        WHERE month = :voyage_month AND voyage = :voyage AND passage IN (SELECT substr(:repeats, i * 16 + 1, 16) FROM repeated)
        """,
        """
        WITH RECURSIVE repeated(i) AS (SELECT 0 WHERE length(:repeats) > 0
          UNION ALL SELECT i + 1 FROM repeated WHERE (i + 2) * 16 <= length(:repeats))
        UPDATE booking SET ordered = max(ordered, :ordered)
        WHERE month = :voyage_month AND voyage = :voyage AND sender = :sender
          AND booking IN (SELECT substr(:repeats, i * 16 + 1, 16) FROM repeated)
        """,
        // Tokens of what is now the present version.
        """
        \(pieces("v.booking", "'booking'", "v.shared_tokens", from: """
          booking_version v
          JOIN booking b ON b.month = v.month AND b.voyage = v.voyage AND b.booking = v.booking AND b.version = v.version
          """, where: ofMessage("v") + " AND v.cancelled = 0"))
        INSERT OR IGNORE INTO shared_token (token, month, voyage, subject, source)
        SELECT token, :voyage_month, :voyage, subject, source FROM piece
        """,
        """
        \(pieces("v.passage", "v.kind", "v.shared_tokens", from: """
          traveller_version v
          JOIN passage p ON p.month = v.month AND p.voyage = v.voyage AND p.passage = v.passage
            AND v.version = CASE v.kind WHEN 'PAXLST' THEN p.api_version ELSE p.pnr_version END
          """, where: ofMessage("v")))
        INSERT OR IGNORE INTO shared_token (token, month, voyage, subject, source)
        SELECT token, :voyage_month, :voyage, subject, source FROM piece
        """,
        """
        \(pieces("v.passage", "v.kind", "v.voyage_tokens", from: "traveller_version v", where: ofMessage("v")))
        INSERT OR IGNORE INTO voyage_token (month, voyage, token, subject, of)
        SELECT :voyage_month, :voyage, token, subject, 'passage' FROM piece
        """,
        """
        \(pieces("v.booking", "'booking'", "v.voyage_tokens", from: "booking_version v", where: ofMessage("v")))
        INSERT OR IGNORE INTO voyage_token (month, voyage, token, subject, of)
        SELECT :voyage_month, :voyage, token, subject, 'booking' FROM piece
        """,
        "UPDATE voyage SET version = version + 1 WHERE month = :voyage_month AND voyage = :voyage",
    ]
}
