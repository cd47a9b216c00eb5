/// JSON as a value, written with its keys in the order given: RFC 8259, indented by two blanks.
indirect enum InspectionJSON {
    case null
    case bool(Bool)
    case number(Int)
    case text(String)
    case list([InspectionJSON])
    case object([(String, InspectionJSON)])

    static func of(_ text: String?) -> InspectionJSON { text.map { .text($0) } ?? .null }
    static func of(_ number: Int?) -> InspectionJSON { number.map { .number($0) } ?? .null }

    var written: String {
        var text = ""
        write(into: &text, indent: 0)
        return text
    }

    private func write(into text: inout String, indent: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let value): text += String(value)
        case .text(let value): Self.quote(value, into: &text)
        case .list(let values):
            guard !values.isEmpty else {
                text += "[]"
                return
            }
            text += "["
            for (index, value) in values.enumerated() {
                Self.line(into: &text, indent: indent + 1, isFirst: index == 0)
                value.write(into: &text, indent: indent + 1)
            }
            Self.line(into: &text, indent: indent, isFirst: true)
            text += "]"
        case .object(let members):
            guard !members.isEmpty else {
                text += "{}"
                return
            }
            text += "{"
            for (index, member) in members.enumerated() {
                Self.line(into: &text, indent: indent + 1, isFirst: index == 0)
                Self.quote(member.0, into: &text)
                text += ": "
                member.1.write(into: &text, indent: indent + 1)
            }
            Self.line(into: &text, indent: indent, isFirst: true)
            text += "}"
        }
    }

    private static func line(into text: inout String, indent: Int, isFirst: Bool) {
        if !isFirst { text += "," }
        text += "\n"
        for _ in 0..<indent { text += "  " }
    }

    private static func quote(_ value: String, into text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
                let hexadecimal = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
