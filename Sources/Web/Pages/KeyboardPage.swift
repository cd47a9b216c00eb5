/// Every key and what it does. The script knows the same ones; a test compares them.
struct KeyboardPage: Sendable {
    struct Key: Sendable {
        var keys: [String]
        var does: String
        var place: String
    }

    static let keys = [
        Key(keys: ["j"], does: "next", place: "lists"),
        Key(keys: ["k"], does: "previous", place: "lists"),
        Key(keys: ["Enter"], does: "open", place: "on-lists"),
        Key(keys: ["/"], does: "search", place: "everywhere"),
        Key(keys: ["n"], does: "number", place: "on-alerts"),
        Key(keys: ["1", "9"], does: "choose", place: "on-alert"),
        Key(keys: ["g", "q"], does: "queue", place: "everywhere"),
        Key(keys: ["g", "f"], does: "flights", place: "everywhere"),
        Key(keys: ["g", "l"], does: "watchlists", place: "everywhere"),
        Key(keys: ["g", "i"], does: "indicators", place: "everywhere"),
        Key(keys: ["g", "a"], does: "accounts", place: "everywhere"),
        Key(keys: ["g", "c"], does: "carriers", place: "everywhere"),
        Key(keys: ["g", "o"], does: "log", place: "everywhere"),
        Key(keys: ["g", "m"], does: "messages", place: "everywhere"),
        Key(keys: ["g", "s"], does: "status", place: "everywhere"),
        Key(keys: ["?"], does: "help", place: "everywhere"),
    ]

    func html(in shell: Shell) -> HTML {
        let words = shell.words
        let columns: [Table.Column] = [
            .init("keyboard.key", words), .init("keyboard.does", words), .init("keyboard.where", words),
        ]
        let rows = Self.keys.map { key in
            // A range of digits is the only pair that is not pressed one after the other.
            let between: HTML = key.does == "choose" ? " – " : " "
            return Table.Row(
                .empty,
                [
                    key.keys.map { "<kbd>\($0)</kbd>" as HTML }.joined(between), words("keyboard.\(key.does)"),
                    words("keyboard.\(key.place)"),
                ])
        }
        return shell.document(
            title: words.plain("keyboard.title"), class: "page text",
            """
            <h1>\(words("keyboard.title"))</h1><p class="lead">\(words("keyboard.intro"))</p>\
            <p><b>\(words(shell.singleKeys ? "keyboard.state.on" : "keyboard.state.off"))</b></p>\
            \(Table(caption: words("keyboard.table"), columns: columns, rows: rows).html)\
            <p>\(words("keyboard.without"))</p><h2>\(words("help.title"))</h2><p>\(words("help.text"))</p>
            """)
    }
}
