/// Refer or dismiss: `POST /alerts/ID/decide` with `version`, `decision`, `fact`, `duplicate-of`, `text` and the token.
struct DecisionForm: Sendable {
    /// What can be chosen. The raw value is what the form sends.
    enum Choice: String, Sendable, CaseIterable {
        case refer
        case identityMismatch = "identity-mismatch"
        case explained
        case insufficient
        case duplicate
    }
    /// Row version of the alert as this page shows it: the first decision with the right one counts.
    var version: Int64
    /// In the order of the profile; their places are the keys 1–9.
    var choices: [Choice]
    /// Facts that can explain a finding, as in `fact.FACT`.
    var facts: [String]
    /// What was entered before.
    var chosen: Choice?
    var fact: String
    var duplicateOf: String
    var text: String
    var errors: [FieldError]

    init(
        version: Int64, choices: [Choice] = Choice.allCases, facts: [String], chosen: Choice? = nil, fact: String = "",
        duplicateOf: String = "", text: String = "", errors: [FieldError] = []
    ) {
        self.version = version
        self.choices = choices
        self.facts = facts
        self.chosen = chosen
        self.fact = fact
        self.duplicateOf = duplicateOf
        self.text = text
        self.errors = errors
    }

    func html(in shell: Shell, alert id: String) -> HTML {
        let words = shell.words
        let options = choices.enumerated().map { index, choice in option(choice, number: index + 1, shell) }
        let form = HTML.form(
            .decide(id), token: shell.token,
            """
            \(HTML.hidden("version", String(version)))\
            <fieldset class="choices" id="decision"\(errors.attributes("decision"))><legend>\(words("decide.choose"))</legend>\
            \(errors.note("decision", words))\(options)</fieldset>\
            <div class="field"><label for="text">\(words("decide.text"))</label>\
            <p class="hint" id="text-hint">\(words("decide.text.hint"))</p>\
            <textarea id="text" name="text" rows="3" maxlength="4000" required dir="auto"\(described("text", hint: "text-hint"))>\(leading(text))</textarea>\
            \(errors.note("text", words))</div>\
            <button class="main">\(words("decide.submit"))</button><p class="hint">\(words("decide.note"))</p>
            """)
        return .section("decide", words("decide.title"), "\(errors.summary(words))\(form)")
    }

    // A browser drops one line break right after <textarea>.
    private func leading(_ text: String) -> HTML { text.utf8.first == 0x0A || text.utf8.first == 0x0D ? "\n\(text)" : "\(text)" }

    private func described(_ field: String, hint: String) -> HTML {
        guard errors.contains(where: { $0.field == field }) else { return HTML.attribute("aria-describedby", hint) }
        return " aria-invalid=\"true\"\(HTML.attribute("aria-describedby", hint + " " + field + "-error"))"
    }

    private func option(_ choice: Choice, number: Int, _ shell: Shell) -> HTML {
        let words = shell.words
        let id = "decision-\(choice.rawValue)"
        let more: HTML =
            switch choice {
            case .explained: explanation(words)
            case .duplicate: other(words)
            case .refer, .identityMismatch, .insufficient: .empty
            }
        return """
            <div class="choice"><input type="radio" name="decision" required\(HTML.attribute("id", id))\(HTML.attribute("value", choice.rawValue))\
            \(HTML.attribute("data-choice", String(number)))\(HTML.attribute("aria-describedby", id + "-hint"))\(HTML.attribute("checked", when: choice == chosen))>\
            <label\(HTML.attribute("for", id))>\(words("decide.\(choice.rawValue)"))<kbd aria-hidden="true">\(number)</kbd></label>\
            <p class="hint"\(HTML.attribute("id", id + "-hint"))>\(words("decide.\(choice.rawValue).hint"))</p>\(more)</div>
            """
    }

    private func explanation(_ words: Catalogue) -> HTML {
        let options = facts.map { fact -> HTML in
            """
            <option\(HTML.attribute("value", fact))\(HTML.attribute("selected", when: fact == self.fact))>\
            \(words.has("fact.\(fact)") ? words.plain("fact.\(fact)") : fact)</option>
            """
        }
        return """
            <div class="field more"><label for="fact">\(words("decide.fact"))</label>\
            <select id="fact" name="fact"\(errors.attributes("fact"))><option value="">\(words("decide.fact.choose"))</option>\(options)</select>\
            \(errors.note("fact", words))</div>
            """
    }

    private func other(_ words: Catalogue) -> HTML {
        """
        <div class="field more"><label for="duplicate-of">\(words("decide.duplicate-of"))</label>\
        <input id="duplicate-of" name="duplicate-of" type="text" autocapitalize="none" spellcheck="false" autocomplete="off" dir="ltr"\
        \(HTML.attribute("value", duplicateOf))\(errors.attributes("duplicate-of"))>\(errors.note("duplicate-of", words))</div>
        """
    }
}
