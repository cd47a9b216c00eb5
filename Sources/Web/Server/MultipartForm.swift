import Foundation

/// A form with a file in it (`multipart/form-data`, RFC 7578): its fields as text, and the one file as bytes.
struct MultipartForm: Sendable {
    var fields = FormFields()
    var file: [UInt8]?

    /// What separates the parts, from the header field `Content-Type`; nil for another kind of body.
    static func boundary(of contentType: String) -> String? {
        let parts = contentType.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
        for part in parts.dropFirst() where part.lowercased().hasPrefix("boundary=") {
            let value = part.dropFirst(9).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            // RFC 2046 section 5.1.1.
            return (1...70).contains(value.utf8.count) ? value : nil
        }
        return nil
    }

    /// Nil for what is cut off, or has more parts than any form of ours.
    init?(_ bytes: [UInt8], boundary: String) {
        let data = Data(bytes)
        let delimiter = Data("\r\n--\(boundary)".utf8)
        let first = Data("--\(boundary)".utf8)
        guard data.starts(with: first) else { return nil }
        var position = first.count
        var texts: [String: String] = [:]
        while true {
            // Behind the delimiter: "--" after the last part, else the end of the line.
            guard position + 2 <= data.count else { return nil }
            if data[position] == 0x2D, data[position + 1] == 0x2D { break }
            guard let head = data.range(of: Data("\r\n\r\n".utf8), in: position..<data.count), head.lowerBound - position <= 4_096,
                let end = data.range(of: delimiter, in: head.upperBound..<data.count), texts.count < FormFields.most
            else { return nil }
            let lines = String(decoding: data[position..<head.lowerBound], as: UTF8.self)
            let content = data[head.upperBound..<end.lowerBound]
            guard let name = Self.parameter("name", lines) else { return nil }
            if Self.parameter("filename", lines) != nil {
                if file == nil { file = Array(content) }
            } else {
                guard content.count <= 65_536, let text = String(validating: content, as: UTF8.self) else { return nil }
                if texts[name] == nil { texts[name] = text }
            }
            position = end.upperBound
        }
        fields = FormFields(texts)
    }

    /// A parameter of `Content-Disposition`, as browsers write it.
    private static func parameter(_ name: String, _ lines: String) -> String? {
        for line in lines.components(separatedBy: "\r\n") where line.lowercased().hasPrefix("content-disposition:") {
            guard let start = line.range(of: "; \(name)=\"") else { continue }
            return String(line[start.upperBound...].prefix { $0 != "\"" })
        }
        return nil
    }
}
