import Travel

/// How the unit stands: doors, what waits, the log, versions, and what went wrong of late. It shows no person.
struct StatusPage: Sendable {
    struct Door: Hashable, Sendable {
        /// As in `message.door.DOOR`.
        var door: String
        var isOpen: Bool
        /// When the last transmission came through it; nil before the first.
        var newest: Instant?
    }
    struct Queue: Hashable, Sendable {
        /// As in `status.work.KIND`.
        var kind: String
        var waiting: Int
        var due: Int
        /// When the first was or will be due.
        var first: Instant?
    }
    struct Version: Hashable, Sendable {
        var name: String
        var version: String
    }
    struct Failure: Hashable, Sendable {
        var at: Instant
        var status: Int
        var code: String
        /// Method and path with its parameters by name: `GET /alerts/{alert}`.
        var route: String
        /// What finds the event in the server's own log.
        var reference: String?
    }

    var doors: [Door]
    var queues: [Queue]
    /// How far anything was counted.
    var most: Int
    var journal: Int
    var journalSince: Instant?
    var logSize: Int64
    var checkpointSize: Int64?
    var checkpointAt: Instant?
    var uncoveredSince: Instant?
    var isFull = false
    var failedWrites = 0
    var failedSteps = 0
    var fault: String?
    /// Of program, reader, engine.
    var program: [(key: String, value: String)]
    var profile: String
    /// SHA-256 of the profile's file, lower-case hexadecimal.
    var profileDigest: String
    var lists: [Version]
    var indicators: [Version]
    /// Newest first.
    var failures: [Failure]

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        return shell.document(
            title: words.plain("status.title"), destination: .status, class: "page wide",
            """
            <div class="title"><div><h1>\(words("status.title"))</h1><p class="lead">\(words("status.lead"))</p></div></div>\
            \(trouble(words))<div class="halves even"><div>\(doorTable(shell))\(queueTable(shell))\(failureTable(words))</div>\
            <div>\(log(shell))\(versions(words))</div></div>
            """)
    }

    /// What somebody should do something about now, above all else.
    private func trouble(_ words: Catalogue) -> HTML {
        var lines: [HTML] = []
        if isFull { lines.append(words("status.full")) }
        if let fault { lines.append(words("status.fault", ["fault": .code(fault)])) }
        return "\(lines.map { "<p class=\"warn\">\($0)</p>" as HTML })"
    }

    private func age(_ instant: Instant?, _ shell: Shell, none: String) -> HTML {
        guard let instant else { return "<span class=\"muted\">\(shell.words(none))</span>" }
        // What was made while the page was is not ahead of it.
        let since = abs(instant - shell.now) < 60 ? min(instant, shell.now - 1) : instant
        return
            "\(TimeLeft(.came, since).html(shell.words, now: shell.now))<span class=\"second\">\(Moment(instant).html(shell.words))</span>"
    }

    private func count(_ number: Int, _ words: Catalogue) -> HTML {
        number >= most ? words("status.at-least", ["count": .number(most)]) : "\(number)"
    }

    private func doorTable(_ shell: Shell) -> HTML {
        let words = shell.words
        let columns: [Table.Column] = [
            .init("status.door", words), .init("status.door.state", words), .init("status.door.newest", words),
        ]
        let rows = doors.map { door in
            let state: HTML =
                door.isOpen
                ? "<span class=\"badge ok\">\(Shape.check) <span>\(words("status.door.open"))</span></span>"
                : "<span class=\"badge off\">\(Shape.cross) <span>\(words("status.door.closed"))</span></span>"
            return Table.Row(
                .empty,
                [words.first("message.door.\(door.door)", else: door.door), state, age(door.newest, shell, none: "status.door.none")])
        }
        return .section("doors", words("status.doors"), Table(caption: words("status.doors.caption"), columns: columns, rows: rows).html)
    }

    private func queueTable(_ shell: Shell) -> HTML {
        let words = shell.words
        let columns: [Table.Column] = [
            .init("status.work.kind", words), .init("status.work.waiting", words, style: "number"),
            .init("status.work.due", words, style: "number"), .init("status.work.first", words),
        ]
        let rows = queues.map { queue -> Table.Row in
            let first: HTML =
                queue.first.map { TimeLeft(.due, $0).html(words, now: shell.now) }
                ?? "<span class=\"muted\">\(words("status.work.none"))</span>"
            return Table.Row(
                .empty,
                [words.first("status.work.\(queue.kind)", else: queue.kind), count(queue.waiting, words), count(queue.due, words), first])
        }
        return .section(
            "work", words("status.work"),
            """
            \(Table(caption: words("status.work.caption"), columns: columns, rows: rows).html)\
            \(HTML.facts([(words("status.journal"), count(journal, words)), (words("status.journal.since"), journalSince.map { age($0, shell, none: "") } ?? .empty), (words("status.failed-steps"), "\(failedSteps)")]))
            """)
    }

    private func log(_ shell: Shell) -> HTML {
        let words = shell.words
        let behind = logSize - (checkpointSize ?? 0)
        return .section(
            "log", words("status.log"),
            HTML.facts([
                (words("status.log.size"), words("log.size", ["count": .number(Int(clamping: logSize))])),
                (
                    words("status.checkpoint"),
                    checkpointSize.map { words("log.size", ["count": .number(Int(clamping: $0))]) }
                        ?? "<span class=\"missing\">\(words("status.checkpoint.none"))</span>"
                ),
                (words("status.checkpoint.newest"), checkpointAt.map { age($0, shell, none: "") } ?? .empty),
                (words("status.uncovered"), behind > 0 ? "\(behind)" : words("status.uncovered.none")),
                (words("status.uncovered.since"), behind > 0 ? uncoveredSince.map { age($0, shell, none: "") } ?? .empty : .empty),
                (words("status.failed-writes"), "\(failedWrites)"),
            ]))
    }

    private func versions(_ words: Catalogue) -> HTML {
        func list(_ versions: [Version]) -> HTML {
            versions.isEmpty
                ? words("status.versions.none")
                : "<ul class=\"plain-list\">\(versions.map { "<li>\(HTML.value($0.name)) \(words("status.version", ["version": .code($0.version)]))</li>" as HTML })</ul>"
        }
        var facts: [(HTML, HTML)] = program.map { (words("status.version.\($0.key)"), HTML.code($0.value)) }
        facts += [
            (words("status.version.profile"), HTML.value(profile)),
            (words("status.version.profile-digest"), "<span class=\"wrap\">\(HTML.code(profileDigest))</span>"),
            (words("status.version.lists"), list(lists)), (words("status.version.indicators"), list(indicators)),
        ]
        return .section("versions", words("status.versions"), HTML.facts(facts))
    }

    private func failureTable(_ words: Catalogue) -> HTML {
        guard !failures.isEmpty else { return .section("failures", words("status.failures"), .nothing(words("status.failures.none"))) }
        let columns: [Table.Column] = [
            .init("status.failures.at", words), .init("status.failures.what", words), .init("status.failures.route", words),
            .init("status.failures.reference", words),
        ]
        let rows = failures.map { failure in
            Table.Row(
                .empty,
                [
                    Moment(failure.at).html(words), "\(HTML.code(String(failure.status))) \(HTML.code(failure.code))",
                    HTML.code(failure.route), failure.reference.map(HTML.code) ?? "–",
                ])
        }
        return .section(
            "failures", words("status.failures"), Table(caption: words("status.failures.caption"), columns: columns, rows: rows).html)
    }
}
