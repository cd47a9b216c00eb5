import HTTPTypes

/// What a route answers.
struct WebAnswer: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: [UInt8]
    /// The rest of the request is not read: the connection ends soon after the answer.
    var endsConnection = false

    init(_ status: HTTPResponse.Status, _ headers: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    static func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> WebAnswer {
        var answer = WebAnswer(status, body: html.utf8)
        for (name, value) in PageHeaders.all { answer.headers.set(name, value) }
        return answer
    }

    /// After a form: the browser asks anew, so that reloading repeats nothing.
    static func seeOther(_ address: Address) -> WebAnswer {
        var answer = WebAnswer(.seeOther, plainHeaders)
        answer.headers[.location] = address.text
        return answer
    }

    static func text(_ text: String, status: HTTPResponse.Status = .ok, type: String = "text/plain; charset=utf-8") -> WebAnswer {
        var answer = WebAnswer(status, plainHeaders, body: Array(text.utf8))
        answer.headers[.contentType] = type
        return answer
    }

    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> WebAnswer {
        var answer = WebAnswer(status, plainHeaders, body: bytes)
        answer.headers[.contentType] = "application/json"
        return answer
    }

    /// RFC 9457. The texts are ours alone: never anything of the request.
    static func problem(_ status: HTTPResponse.Status, _ code: StaticString, _ detail: String) -> WebAnswer {
        let members: [(String, String)] = [
            ("detail", detail), ("status", ""), ("title", status.reasonPhrase), ("type", "tag:plimsoll.example,2026:problem:\(code)"),
        ]
        let text = members.map { name, value in
            name == "status" ? "\"status\":\(status.code)" : "\(JSONText.quoted(name)):\(JSONText.quoted(value))"
        }
        var answer = WebAnswer(status, plainHeaders, body: Array("{\(text.joined(separator: ","))}".utf8))
        answer.headers[.contentType] = "application/problem+json"
        return answer
    }

    /// Headers of answers that are no page: nothing is kept, guessed at or run.
    static var plainHeaders: HTTPFields {
        var headers = HTTPFields()
        for (name, value) in PageHeaders.all where name != "Content-Type" && name != "Content-Security-Policy" { headers.set(name, value) }
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        return headers
    }
}

extension HTTPFields {
    mutating func set(_ name: String, _ value: String) {
        if let name = HTTPField.Name(name) { self[name] = value }
    }

    func value(_ name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }
}

enum JSONText {
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            default: if scalar.value >= 0x20 { out.unicodeScalars.append(scalar) } else { out += "\u{FFFD}" }
            }
        }
        return out + "\""
    }
}
