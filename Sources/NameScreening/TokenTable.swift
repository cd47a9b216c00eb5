/// The distinct folded parts of a list: letters in one run of bytes, found by open addressing.
struct TokenTable: Sendable {
    private(set) var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private var slots: [UInt32] = [UInt32](repeating: 0, count: 64)

    var count: Int { ends.count }

    func range(_ token: Int) -> Range<Int> {
        (token == 0 ? 0 : Int(ends[token - 1]))..<Int(ends[token])
    }

    func find(_ word: [UInt8]) -> Int? {
        var slot = Int(LetterPatterns.hash(word, 0..<word.count)) & (slots.count - 1)
        while slots[slot] != 0 {
            let token = Int(slots[slot]) - 1
            if equals(token, word) { return token }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    mutating func insert(_ word: [UInt8]) -> Int {
        if let token = find(word) { return token }
        if (ends.count + 1) * 2 > slots.count { grow() }
        bytes.append(contentsOf: word)
        ends.append(UInt32(bytes.count))
        place(ends.count - 1)
        return ends.count - 1
    }

    private func equals(_ token: Int, _ word: [UInt8]) -> Bool {
        let range = range(token)
        guard range.count == word.count else { return false }
        for index in 0..<word.count where bytes[range.lowerBound + index] != word[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for token in 0..<ends.count { place(token) }
    }

    private mutating func place(_ token: Int) {
        var slot = Int(LetterPatterns.hash(bytes, range(token))) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = UInt32(token + 1)
    }
}
