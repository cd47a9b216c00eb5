import Foundation

/// As much of JSON Schema (2020-12) as docs/openapi.yaml uses; a keyword that it does not know is a fault, so that none is
/// passed over in silence.
struct JSONSchema {
    let components: [String: Any]

    /// What in a value is not as its schema says.
    func faults(_ value: Any, _ schema: [String: Any], at path: String = "$") -> [String] {
        var faults: [String] = []
        for (keyword, rule) in schema {
            switch keyword {
            case "$ref":
                guard let name = (rule as? String)?.split(separator: "/").last, let found = components[String(name)] as? [String: Any]
                else {
                    faults.append("\(path): \(rule) leads nowhere")
                    continue
                }
                faults += self.faults(value, found, at: path)
            case "allOf":
                for part in rule as? [[String: Any]] ?? [] { faults += self.faults(value, part, at: path) }
            case "oneOf":
                let fitting = (rule as? [[String: Any]] ?? []).filter { self.faults(value, $0, at: path).isEmpty }
                if fitting.count != 1 { faults.append("\(path): fits \(fitting.count) of the alternatives") }
            case "type": if !Self.isType(value, "\(rule)") { faults.append("\(path): is no \(rule)") }
            case "const": if "\(value)" != "\(rule)" { faults.append("\(path): is not \(rule)") }
            case "enum":
                let allowed = (rule as? [Any] ?? []).map { "\($0)" }
                if !allowed.contains("\(value)") { faults.append("\(path): \(value) is none of \(allowed)") }
            case "pattern":
                if let text = value as? String, text.range(of: "\(rule)", options: .regularExpression) == nil {
                    faults.append("\(path): \(text) does not fit \(rule)")
                }
            case "required":
                for name in rule as? [String] ?? [] where (value as? [String: Any])?[name] == nil {
                    faults.append("\(path).\(name): missing")
                }
            case "properties":
                for (name, part) in rule as? [String: Any] ?? [:] {
                    guard let part = part as? [String: Any], let member = (value as? [String: Any])?[name] else { continue }
                    faults += self.faults(member, part, at: "\(path).\(name)")
                }
            case "additionalProperties":
                let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
                for (name, member) in value as? [String: Any] ?? [:] where !known.contains(name) {
                    if let part = rule as? [String: Any] {
                        faults += self.faults(member, part, at: "\(path).\(name)")
                    } else {
                        faults.append("\(path).\(name): is not described")
                    }
                }
            case "items":
                for (index, item) in (value as? [Any] ?? []).enumerated() {
                    faults += self.faults(item, rule as? [String: Any] ?? [:], at: "\(path)[\(index)]")
                }
            case "format": if !Self.isFormat(value, "\(rule)") { faults.append("\(path): \(value) is no \(rule)") }
            case "description", "minLength", "maxLength", "contentEncoding", "default", "minimum", "maximum": break
            default: faults.append("\(path): unknown keyword \(keyword)")
            }
        }
        return faults
    }

    private static func isType(_ value: Any, _ type: String) -> Bool {
        let isFlag = (value as? NSNumber).map { $0 === NSNumber(value: true) || $0 === NSNumber(value: false) } ?? false
        return switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": isFlag || value is Bool && !(value is Int)
        case "integer": value is Int && !isFlag
        default: false
        }
    }

    private static func isFormat(_ value: Any, _ format: String) -> Bool {
        guard let text = value as? String else { return true }
        let pattern =
            switch format {
            case "date": #"^\d{4}-\d{2}-\d{2}$"#
            case "date-time": #"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$"#
            default: ""
            }
        return text.range(of: pattern, options: .regularExpression) != nil
    }
}
