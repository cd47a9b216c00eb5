/// What each byte means under one set of service characters.
struct CharacterClasses {
    static let other: UInt8 = 0
    static let component: UInt8 = 1
    static let element: UInt8 = 2
    static let terminator: UInt8 = 3
    static let release: UInt8 = 4
    static let lineBreak: UInt8 = 5
    static let control: UInt8 = 6
    static let beyondASCII: UInt8 = 7

    /// 256 entries. An array and not an inline one: that would be copied whole, per segment.
    let table: [UInt8]
    /// 0 for none
    let release: UInt8

    init(_ characters: ServiceCharacters) {
        var table = [UInt8](repeating: Self.other, count: 256)
        for index in 0..<0x20 { table[index] = Self.control }
        table[0x7F] = Self.control
        for index in 0x80..<0x100 { table[index] = Self.beyondASCII }
        table[0x0A] = Self.lineBreak
        table[0x0D] = Self.lineBreak
        if let release = characters.release { table[Int(release)] = Self.release }
        table[Int(characters.component)] = Self.component
        table[Int(characters.element)] = Self.element
        table[Int(characters.terminator)] = Self.terminator
        self.table = table
        release = characters.release ?? 0
    }
}
