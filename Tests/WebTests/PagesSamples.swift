import Travel

@testable import Web

/// Invented pages with everything that strains them: long names, three scripts, nothing at all, fifty rows, hostile text.
enum PagesSamples {
    static let now = Instant(rfc3339: "2026-11-25T08:00:00Z") ?? Instant(seconds: 0)
    static let token = CSRFToken("t0ken-of-this-session")
    static let hostile = "\"\u{0301}><script>alert(1)</script><b onmouseover='x'>`&amp;\u{0}"

    static func shell(
        _ here: Address = .alerts, signedIn: Bool = true, theme: Shell.Theme = .auto, density: Shell.Density = .compact,
        notice: String? = nil
    ) -> Shell {
        Shell(
            words: .english, theme: theme, density: density, token: token,
            account: signedIn ? Shell.Account(name: "Marit Østensjø", role: "analyst", mayOpen: [.alerts, .flights, .log]) : nil,
            here: here,
            now: now,
            unit: "Passenger Information Unit of Examplia", isDemonstration: true, notice: notice)
    }

    static func local(_ text: String) -> LocalDateTime? { LocalDateTime(iso8601: text) }

    static let people: [PersonLine] = [
        PersonLine(name: PersonName(family: "VANTERPOOL", given: "ILSE MARGUERITE"), age: 34),
        PersonLine(
            name: PersonName(family: "الحسيني", given: "نورة بنت سلطان"), latin: "NOURA BINT SULTAN ALHUSAINI", age: 16, isMinor: true),
        PersonLine(name: PersonName(family: "司徒", given: "美玲"), latin: "SITU MEILING", age: 22),
        PersonLine(name: PersonName(family: "", given: "")),
        PersonLine(
            name: PersonName(
                family: "WICKRAMASINGHE-VAN-DER-BROUCKE DE ALBUQUERQUE E CASTRO", given: "MARIA DO CARMO IMMACULATA APOLLONIA"), age: 61),
        PersonLine(name: PersonName(family: hostile, given: hostile), latin: hostile, age: 0, isMinor: true),
    ]

    static func row(_ index: Int, status: StatusMark = .open) -> AlertsPage.Row {
        let minutes = Int64(index * 37 - (status == .expired ? 4_000 : 30))
        let lands = now + minutes * 60
        let severity = SeverityMark(rawValue: index % 4 + 1) ?? .p4
        let modes: [TransportMode] = [.air, .air, .air, .sea]
        return AlertsPage.Row(
            id: "a\(index)", number: String(1_040 + index), severity: severity, event: TimeLeft(index % 5 == 3 ? .departs : .lands, lands),
            moment: Moment(lands, local: lands.utc.adding(seconds: 3_600), place: "OSL", isEstimate: index % 6 == 2),
            usefulUntil: lands - 1_800, who: people[index % people.count],
            voyage: VoyageLine(mode: modes[index % 4], designator: "XY \(100 + index)", from: "AMS", to: "OSL"),
            supporting: index % 3 == 0
                ? [CodedText("watchlist-name", ["Missing persons", "87"]), CodedText("late-purchase", ["31"])]
                : index % 3 == 1
                    ? [CodedText("card-unrelated", ["4"])]
                    : [CodedText("telephone-unrelated", ["3"]), CodedText("code-of-next-year", ["x"])],
            opposing: index % 2 == 0 ? [CodedText("return-booked"), CodedText("birth-date-differs", ["1990-01-02", "1991"])] : [],
            status: status)
    }

    static let queue = AlertsPage(
        open: (0..<6).map { row($0) }, expired: (6..<9).map { row($0, status: .expired) }, openCount: 6, watched: 3_412, fresh: 3,
        seenUpTo: "918273")
    static let longQueue = AlertsPage(
        open: (0..<50).map { row($0) }, openCount: 12_480, watched: 90_112, next: "cursor/with?odd&signs", isFirstPage: false,
        seenUpTo: "918273")
    static let emptyQueue = AlertsPage(open: [], openCount: 0, watched: 1, seenUpTo: "0")

    static let passport: TravelDocument = {
        var document = TravelDocument(type: "P", number: "N0048213X", issuer: "XYZ")
        document.expiry = LocalDate(year: 2031, month: 4, day: 9)
        return document
    }()

    static let match = MatchPart(
        list: "Missing persons", entry: "MP-2026-0117", version: 3, owner: "National police of Examplia",
        legalBasis: "Missing Persons Act, s. 4",
        validFrom: LocalDate(year: 2026, month: 2, day: 1), validTo: LocalDate(year: 2027, month: 2, day: 1),
        names: [PersonName(family: "ALHUSSAINI", given: "NURA SULTAN"), PersonName(family: "الحسيني", given: "نورة")],
        lines: [
            .init(part: "family", query: "ALHUSAINI", entry: "ALHUSSAINI", rule: "edit", weight: 312),
            .init(part: "given", query: "NOURA", entry: "NURA", rule: "romanisation", weight: 205),
            .init(part: "given", query: "BINT", entry: "", rule: "missing-in-entry", weight: 0),
            .init(part: "given", query: "SULTAN", entry: "SULTAN", rule: "exact", weight: 250),
            .init(part: "birth-date", query: "2010-03-04", entry: "2010-04-03", rule: "birth-date-day-month-swapped", weight: 85),
            .init(part: "sex", query: "F", entry: "F", rule: "sex-equal", weight: 38),
            .init(part: "nationality", query: "XYZ", entry: "QQQ", rule: "nationality-contradiction", weight: -20),
            .init(part: hostile, query: hostile, entry: hostile, rule: hostile, weight: 0),
        ], listWeight: 900, alertWeight: 783)

    static func alert(
        status: StatusMark = .open, form: DecisionForm? = DecisionForm(version: 7, facts: ["return-booked", "family", "state-specific"]),
        decisions: [DecisionRecord] = [], late: Bool = false
    ) -> AlertPage {
        let lands = late ? now - 1_200 : now + 4_320
        let evidence = ReasonLine.Evidence(message: "m7", byte: 412, field: "payment", kind: "PNRGOV")
        return AlertPage(
            id: "a7", number: "1047", severity: .p1, status: status, who: people[1],
            voyage: VoyageLine(designator: "XY 123", from: "DXB", to: "OSL"), event: TimeLeft(.lands, lands),
            moment: Moment(lands, local: lands.utc.adding(seconds: 3_600), place: "OSL"), usefulUntil: Moment(lands - 1_800),
            ourDelay: late ? 900 : nil,
            hits: [
                HitPart(
                    source: .list(name: "Missing persons", version: 12),
                    headline: .coded(CodedText("watchlist-name", ["Missing persons", "87"])),
                    weight: 783,
                    supporting: [
                        ReasonLine(
                            .coded(CodedText("is-minor")), evidence: [.init(message: "m8", byte: 96, field: "birthDate", kind: "PAXLST")])
                    ],
                    opposing: [ReasonLine(.coded(CodedText("nationality-contradiction", ["ZZA", "ZZB"])))], match: match),
                HitPart(
                    source: .indicator(name: "late-purchase-by-third-party", version: 2),
                    headline: .coded(CodedText("late-purchase", ["31"])),
                    weight: 350,
                    supporting: [
                        ReasonLine(.coded(CodedText("payer-does-not-travel", ["1"])), evidence: [evidence]),
                        ReasonLine(.coded(CodedText("card-also-paid-for-strangers", ["1"])), evidence: [evidence]),
                        ReasonLine(.authored("The author's own words: \(hostile)")),
                    ], opposing: [ReasonLine(.coded(CodedText("return-booked")), evidence: [evidence])]),
                HitPart(
                    source: .indicator(name: "one-telephone", version: 1), headline: .coded(CodedText("telephone-unrelated", ["3"])),
                    weight: 300, ended: CodedText("group-changed")),
            ], threshold: 700,
            identity: IdentityPart(
                names: [
                    .init(name: people[1].name, latin: people[1].latin), .init(name: PersonName(family: "ALHUSAINI", given: "NOURAMISS")),
                    .init(name: PersonName(family: "ALHUSAINI", given: "NOURA", reading: .titleCut)),
                    .init(name: PersonName(family: "ALHUSAINI", given: "NOURA BINT SULTAN", reading: .document)),
                ], birthDate: PartialDate(year: 2010, month: 3, day: 4), sex: .female,
                nationalities: [.init(code: "XYZ", name: "Examplia"), .init(code: "QQQ")], residence: .init(code: "XYZ", name: "Examplia"),
                seat: "31K", bags: 0, locators: ["Q7ZX2A", "PLM4TT"], documents: [passport, TravelDocument(type: "V"), TravelDocument()],
                conflicts: [.birthDate, .nationality, .document]),
            journey: [
                JourneyLeg(
                    leg: Leg(
                        carrier: "QX", number: "9", from: "KTM", to: "DXB", departure: local("2026-11-24T21:30"),
                        arrival: local("2026-11-25T00:40"))),
                JourneyLeg(
                    leg: Leg(
                        carrier: "XY", number: "123", from: "DXB", to: "OSL", departure: local("2026-11-25T03:05"),
                        arrival: local("2026-11-25T10:12")),
                    isOurs: true),
                JourneyLeg(kind: .surface, leg: Leg(from: "OSL", to: "TRF")), JourneyLeg(kind: .open, leg: Leg()),
            ],
            companions: [
                Companion(who: people[4], seat: "31J", alert: (id: "a8", number: "1048")), Companion(who: people[5]),
                Companion(who: people[2], seat: "14A"),
            ],
            messages: [
                MessageLine(
                    id: "m8", received: Moment(now - 3_600), kind: "PAXLST", action: "manifest", sender: "XYAIR",
                    changed: ["document", "seat"]),
                MessageLine(id: "m9", received: Moment(now - 7_200), kind: "PAXLST", action: "manifest", sender: "XYAIR", isAbsence: true),
                MessageLine(id: "m7", received: Moment(now - 90_000), kind: "PNRGOV", action: "update"),
            ],
            linked: [
                LinkedAlert(id: "a3", number: "1021", relation: .earlier, status: .dismissed),
                LinkedAlert(id: "a8", number: "1048", relation: .group, status: .open),
            ],
            seen: [Sighting(account: "Marit Østensjø", role: "analyst", at: now - 600, purpose: "handling", entry: 48_211)],
            decisions: decisions,
            form: form, deciders: ["analyst", "duty-officer"])
    }

    static let decided = DecisionRecord(
        outcome: "explained", account: "Jon Eide", role: "analyst", at: now - 60, fact: "return-booked",
        text: "Aunt pays each year, see the booking of 2025.\nReturn on 6 December.\n\(hostile)", entry: 48_300, isLate: true)
    static let badForm = DecisionForm(
        version: 7, facts: ["return-booked", "family"], chosen: .explained, text: "\nbecause \(hostile)",
        errors: [FieldError("fact", "fact-missing"), FieldError("text", "text-missing"), FieldError("decision", "decision-missing")])

    static let bytes = Array(
        """
        UNA:+.? 'UNB+UNOA:4+XYAIR+EXAMPLIA+261125:0700+0001'UNH+1+PNRGOV:11:1:IA'MSG+:22'ORG+XY:OSL+99999999:OSL3'\
        TVL+251126:0305:251126:1012+DXB+OSL+XY+123'EQN+1'SRC'RCI+XY:Q7ZX2A::231126:0215'\
        SSR+DOCS:HK:1:XY:::::/P/XYZ/N0048213X/XYZ/04MAR10/F/09APR31/ALHUSAINI/NOURA BINT SULTAN'\
        TIF+ALHUSAINI+NOURAMISS:A:1'FOP+CC::1240:VI:XXXXXXXXXXXX0042:1228'IFT+4:28+QUOTE ?'AND? PLUS ?+ \u{202E}RIGHT\u{7}'\
        UNT+11+1'UNZ+1+0001'
        """.utf8)

    static func offset(of text: String) -> Int {
        let needle = Array(text.utf8)
        return bytes.indices.first { bytes[$0...].starts(with: needle) } ?? 0
    }

    static let message: MessagePage = {
        func extent(_ text: String) -> Extent { Extent(offset: offset(of: text), length: text.utf8.count) }
        var traveller = Traveller(names: [
            PersonName(family: "ALHUSAINI", given: "NOURAMISS"), PersonName(family: "ALHUSAINI", given: "NOURA", reading: .titleCut),
        ])
        traveller.sex = .female
        traveller.birthDate = PartialDate(year: 2010, month: 3, day: 4)
        traveller.documents = [passport]
        traveller.nationalities = ["XYZ"]
        traveller.contacts = [Contact(kind: .telephone, value: "+99 5550 1234")]
        traveller.remainder = [Remainder(segment: "PTK", text: "PTK+\(hostile)")]
        var booking = Booking(locators: [RecordLocator(system: "XY", value: "Q7ZX2A")])
        booking.created = local("2026-11-23T02:15")
        booking.travellers = [0]
        booking.itinerary = [
            ItinerarySegment(kind: .flight, leg: Leg(carrier: "XY", number: "123", from: "DXB", to: "OSL")),
            ItinerarySegment(kind: .surface, leg: Leg(from: "OSL")),
        ]
        booking.payments = [Payment(form: "CC", amount: "1240", vendor: "VI", account: "************0042")]
        booking.remarks = [Remark(kind: .otherService, text: hostile)]
        let person = Evidenced(
            traveller, extent: extent("TIF+"),
            places: [
                Place(field: .name, extent: extent("ALHUSAINI+NOURAMISS")), Place(field: .birthDate, extent: extent("04MAR10")),
                Place(field: .document, extent: extent("SSR+DOCS")),
            ])
        let record = Evidenced(
            booking, extent: extent("RCI+"),
            places: [Place(field: .payment, extent: extent("FOP+CC")), Place(field: .locator, extent: extent("RCI+"))])
        return MessagePage(
            id: "m7", kind: "PNRGOV", release: "11:1", action: "manifest",
            receipt: .init(
                received: Moment(now - 90_000), sender: "XYAIR", door: "api", size: 1_234_567, digest: String(repeating: "9f3a", count: 16),
                readerVersion: 1, part: 2, isFinalPart: true),
            facts: [
                FactNode.leg(Leg(carrier: "XY", number: "123", from: "DXB", to: "OSL")), .traveller(person, number: 1),
                .booking(record, number: 1),
            ],
            findings: [
                .init(code: "title-glued", severity: "note", offset: offset(of: "TIF+"), segment: "TIF"),
                .init(
                    code: "segment-count-wrong", severity: "repaired", offset: offset(of: "UNT+"), segment: "UNT", arguments: ["11", "10"]),
                .init(code: "code-of-next-year", severity: "lost", offset: 9_999_999, segment: nil, arguments: [hostile]),
            ], bytes: bytes, masked: [Extent(offset: offset(of: "XXXXXXXXXXXX0042"), length: 12)], later: 65_536)
    }()
    static let emptyMessage = MessagePage(
        id: "m0", kind: "PAXLST", release: "D:05B", action: "unknown",
        receipt: .init(received: Moment(now), door: "inbox", size: 0, digest: "", readerVersion: 1), facts: [], findings: [], bytes: [])

    static let log = LogPage(
        entries: (0..<25).map { index in
            let types = ["alert-decided", "personal-data-read", "transmission-received", "signed-in", "next-year", "list-imported"]
            return .init(
                number: Int64(48_300 - index), hour: now.hour - Int64(index / 4), type: types[index % 6],
                root: String(repeating: "0c9e71ab", count: 8))
        }, size: 48_301,
        checkpoint:
            "plimsoll.example/log\n48301\nqLl0Zt8r0q8X9dL6o2rj8pQW0pT4bq8k9b2s1c3d4e4=\n\n— plimsoll.example/log AbCdEf0123456789+/AbCdEf0123456789==\n",
        publicKey: "plimsoll.example/log+5a1b2c3d+AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g", older: 48_275, isFirstPage: false)
    static let emptyLog = LogPage(entries: [], size: 0, checkpoint: nil, publicKey: "plimsoll.example/log+5a1b2c3d+AQEC")

    /// Every page in every state that differs.
    static func pages(theme: Shell.Theme = .auto) -> [(name: String, html: HTML)] {
        let shell = shell(theme: theme)
        let door = Self.shell(.signIn, signedIn: false, theme: theme)
        return [
            ("sign-in", SignInPage().html(in: door)),
            (
                "sign-in-wrong",
                SignInPage(account: hostile, returnTo: .alert("a7"), errors: [FieldError("account", "sign-in-failed")]).html(in: door)
            ),
            (
                "set-password",
                SetPasswordPage(link: .valid(token: "one-time", account: "marit", until: now + 86_400, leastLength: 15)).html(in: door)
            ),
            (
                "set-password-wrong",
                SetPasswordPage(
                    link: .valid(token: "one-time", account: hostile, until: now + 86_400, leastLength: 15),
                    errors: [FieldError("password", "password-too-short"), FieldError("again", "password-differs")]
                ).html(in: door)
            ),
            ("set-password-spent", SetPasswordPage(link: .spent).html(in: door)),
            ("alerts", queue.html(in: shell)), ("alerts-50", longQueue.html(in: Self.shell(theme: theme, density: .roomy))),
            ("alerts-empty", emptyQueue.html(in: Self.shell(theme: theme, notice: "dismissed"))),
            ("alert", alert().html(in: shell)),
            ("alert-wrong", alert(form: badForm).html(in: shell)),
            ("alert-decided", alert(status: .dismissed, form: nil, decisions: [decided]).html(in: shell)),
            ("alert-late", alert(status: .expired, late: true).html(in: shell)),
            ("alert-read-only", alert(form: nil).html(in: shell)),
            (
                "alert-bare",
                AlertPage(
                    id: "a0", number: "1", severity: .p4, status: .overtaken, who: people[3], voyage: VoyageLine(designator: ""),
                    event: TimeLeft(.arrives, now - 200_000), moment: Moment(now - 200_000), usefulUntil: Moment(now - 200_000), hits: [],
                    threshold: 700, identity: IdentityPart(names: []), journey: [], form: nil
                ).html(in: shell)
            ),
            (
                "conflict",
                ConflictPage(alert: "a7", number: "1047", first: decided, choice: .refer, text: "mine: \(hostile)").html(in: shell)
            ),
            ("conflict-evidence", ConflictPage(alert: "a7", number: "1047", first: nil, choice: nil, text: "").html(in: shell)),
            ("message", message.html(in: shell)), ("message-empty", emptyMessage.html(in: shell)),
            ("log", log.html(in: shell)), ("log-empty", emptyLog.html(in: shell)),
            ("problem-404", ProblemPage(status: 404).html(in: shell)),
            ("problem-503", ProblemPage(status: 503, code: "log-not-writable", reference: "4f1e22ab", retry: .alerts).html(in: door)),
            ("forbidden", ForbiddenPage(permission: "alerts.read", roles: ["analyst", "supervisor"]).html(in: shell)),
            ("keyboard", KeyboardPage().html(in: shell)),
        ] + flightPages(theme: theme) + messagePages(theme: theme) + statusPages(theme: theme) + searchPages(theme: theme)
            + accountPages(theme: theme) + profilePages(theme: theme)
    }
}
