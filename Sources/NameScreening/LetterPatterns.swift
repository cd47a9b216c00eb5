/// Fingerprints of a folded part: a hash, the set of its letters, and its consonants.
enum LetterPatterns {
    /// Hash of the letters in `range`, leaving out the one at `skipped`. FNV-1a with a final mix, so that equal bytes agree on any machine.
    static func hash(_ bytes: [UInt8], _ range: Range<Int>, skipping skipped: Int = -1) -> UInt32 {
        var state = start
        for index in range where index != skipped { state = step(state, bytes[index]) }
        return finish(state)
    }

    static let start: UInt64 = 0xCBF2_9CE4_8422_2325
    static func step(_ state: UInt64, _ byte: UInt8) -> UInt64 { (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    static func finish(_ state: UInt64) -> UInt32 {
        let mixed = (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
        return UInt32(truncatingIfNeeded: mixed >> 32)
    }

    /// One bit a letter: parts within n edits differ in at most 2n bits.
    static func mask(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
        var mask: UInt32 = 0
        for index in range { mask |= 1 << UInt32(bytes[index] & 31) }
        return mask
    }

    /// Hash of the consonants as romanisations share them; zero where fewer than two are left, which says too little.
    static func skeleton(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
        var state = start
        var count = 0
        var lastCode: UInt8 = 0
        var lastIndex = -2
        for index in range {
            var letter = bytes[index]
            let next = index + 1 < range.upperBound ? bytes[index + 1] : 0
            switch letter {
            case 0x41, 0x45, 0x49, 0x4F, 0x55:  // A E I O U
                if index != range.lowerBound { continue }
                letter = 0x41
            case 0x48, 0x59: if index != range.lowerBound { continue }  // H Y
            case 0x57, 0x46: letter = 0x56  // W F as V
            case 0x50: if next == 0x48 { letter = 0x56 }  // PH as F
            case 0x43:  // CH as SH, SCH as S, other C as K
                if next == 0x48 {
                    if index > range.lowerBound, bytes[index - 1] == 0x53 { continue }
                    letter = 0x53
                } else {
                    letter = 0x4B
                }
            case 0x51: letter = 0x4B  // Q as K
            case 0x58, 0x5A: letter = 0x53  // X Z as S
            case 0x4B: if next == 0x53 { continue }  // KS as X
            case 0x44: if next == 0x4A || next == 0x5A { continue }  // DJ DZ as J Z
            case 0x54: if next == 0x53 || next == 0x43 || next == 0x5A { continue }  // TS TC TZ as S C Z
            default: break
            }
            // Only letters that stand together are one doubled letter: MHMD keeps both.
            let isDoubled = letter == lastCode && index == lastIndex + 1
            lastCode = letter
            lastIndex = index
            if isDoubled { continue }
            state = step(state, letter)
            count += 1
        }
        return count < 2 ? 0 : max(1, finish(state))
    }
}
