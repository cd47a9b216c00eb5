public import Travel

/// The normal form of each value that becomes a token, so that two spellings of one value have one token.
///
/// All are pure functions over bytes, and all give nil for what identifies nobody: too short, a row of one digit, a mask.
public enum TokenValue {
    /// A document number: upper case, A–Z and 0–9 only. The issuer is left out, since senders write it in three ways.
    public static func document(_ number: String) -> [UInt8]? {
        let value = alphanumeric(number)
        return value.count >= 4 && value.count <= 40 && !isRow(value) ? value : nil
    }

    /// The name of a booking: upper case, A–Z and 0–9 only. The system is left out: API seldom names it.
    public static func locator(_ locator: RecordLocator) -> [UInt8]? {
        let value = alphanumeric(locator.value)
        return value.count >= 3 && value.count <= 35 ? value : nil
    }

    /// A telephone number: digits with the country's code, without `+`, `00`, `011` or a trunk zero in brackets (ITU-T E.164:
    /// at most 15). What follows a number behind a letter or a slash (an extension, a second number) is left out.
    public static func telephone(_ text: String) -> [UInt8]? {
        var digits: [UInt8] = []
        var hasPlus = false
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isDigit(byte) {
                digits.append(byte)
            } else if byte == 0x2B {
                if digits.count >= leastTelephone { break }
                digits = []
                hasPlus = true
            } else if byte == 0x28, index + 2 < bytes.count, bytes[index + 1] == 0x30, bytes[index + 2] == 0x29 {
                index += 2
            } else if digits.count >= leastTelephone, byte == 0x2F || byte == 0x3B || byte == 0x2C || upper(byte) >= 0x41 {
                break
            }
            index += 1
        }
        if !hasPlus {
            if digits.starts(with: [0x30, 0x31, 0x31]) {
                digits.removeFirst(3)
            } else if digits.starts(with: [0x30, 0x30]) {
                digits.removeFirst(2)
            }
        }
        guard digits.count >= leastTelephone, digits.count <= 15, !isRow(digits), !isLadder(digits) else { return nil }
        return digits
    }
    private static let leastTelephone = 7

    /// An e-mail address in lower case, or nil without one `@` between two parts.
    public static func email(_ text: String) -> [UInt8]? {
        let value = text.utf8.filter { $0 > 0x20 }.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
        let parts = value.split(separator: 0x40, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].count >= 3, parts[1].contains(0x2E), value.count <= 254 else { return nil }
        return value
    }

    /// The number of a payment card: 12 to 19 digits. A number that was masked already names no card.
    public static func card(_ account: String) -> [UInt8]? {
        var digits: [UInt8] = []
        for byte in account.utf8 {
            if isDigit(byte) { digits.append(byte) } else if byte != 0x20 && byte != 0x2D { return nil }
        }
        return digits.count >= 12 && digits.count <= 19 && !isRow(digits) ? digits : nil
    }

    /// A postal address: street, city and postcode, folded. Nil without a street and one of the others.
    public static func address(street: String, city: String?, postcode: String?) -> [UInt8]? {
        let street = NameFold.parts(street).joined()
        let city = NameFold.parts(city ?? "").joined()
        let postcode = alphanumeric(postcode ?? "")
        guard street.count >= 3, !city.isEmpty || !postcode.isEmpty else { return nil }
        return Array(street) + [0x1F] + Array(city) + [0x1F] + postcode
    }

    /// A name with the day of birth: folded parts in order of the alphabet, whatever was called a surname.
    public static func nameAndBirthDate(_ name: PersonName, _ birth: PartialDate) -> [UInt8]? {
        guard birth.date != nil, let name = wholeName(name) else { return nil }
        return name + [0x1F] + Array(birth.description.utf8)
    }

    /// A locator with a name, folded as above.
    public static func locatorAndName(_ locator: RecordLocator, _ name: PersonName) -> [UInt8]? {
        guard let locator = self.locator(locator), let name = wholeName(name) else { return nil }
        return locator + [0x1F] + name
    }

    /// A locator with the surname and the first given name alone: bookings often leave out the others.
    public static func locatorAndShortName(_ locator: RecordLocator, _ name: PersonName) -> [UInt8]? {
        let family = NameFold.parts(name.family)
        guard let locator = self.locator(locator), !family.isEmpty, let first = NameFold.parts(name.given).first else { return nil }
        return locator + [0x1E] + joined(family.sorted(by: precedes)) + [0x1F] + first
    }

    /// A folded surname, for the question whether two people share one. Nil where there is none.
    public static func surname(_ name: PersonName) -> [UInt8]? {
        let parts = NameFold.parts(name.family)
        return parts.isEmpty ? nil : joined(parts)
    }

    /// All parts of the name, folded, sorted, separated by 0x20. Nil for a name without letters.
    public static func wholeName(_ name: PersonName) -> [UInt8]? {
        let parts = (NameFold.parts(name.family) + NameFold.parts(name.given)).sorted(by: precedes)
        return parts.isEmpty ? nil : joined(parts)
    }

    private static func precedes(_ a: [UInt8], _ b: [UInt8]) -> Bool { a.lexicographicallyPrecedes(b) }
    private static func joined(_ parts: [[UInt8]]) -> [UInt8] { Array(parts.joined(separator: [0x20])) }

    private static func alphanumeric(_ text: String) -> [UInt8] {
        text.utf8.compactMap { byte in
            let byte = upper(byte)
            return isDigit(byte) || (byte >= 0x41 && byte <= 0x5A) ? byte : nil
        }
    }
    private static func upper(_ byte: UInt8) -> UInt8 { byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private static func isRow(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { $0 == bytes[0] } }
    /// 1234567 and 0123456789: what is typed where a number must stand.
    private static func isLadder(_ digits: [UInt8]) -> Bool {
        zip(digits, digits.dropFirst()).allSatisfy { $1 == $0 + 1 || ($0 == 0x39 && $1 == 0x30) }
    }
}
