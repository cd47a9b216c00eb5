import EDIFACT

/// Tags of PAXLST (UN/EDIFACT D.02B to D.24A), packed once.
extension Tag {
    static var bgm: Tag { Tag("B", "G", "M") }
    static var rff: Tag { Tag("R", "F", "F") }
    static var dtm: Tag { Tag("D", "T", "M") }
    static var loc: Tag { Tag("L", "O", "C") }
    static var nad: Tag { Tag("N", "A", "D") }
    static var cta: Tag { Tag("C", "T", "A") }
    static var com: Tag { Tag("C", "O", "M") }
    static var tdt: Tag { Tag("T", "D", "T") }
    static var att: Tag { Tag("A", "T", "T") }
    static var mea: Tag { Tag("M", "E", "A") }
    static var gei: Tag { Tag("G", "E", "I") }
    static var ftx: Tag { Tag("F", "T", "X") }
    static var emp: Tag { Tag("E", "M", "P") }
    static var nat: Tag { Tag("N", "A", "T") }
    static var doc: Tag { Tag("D", "O", "C") }
    static var cpi: Tag { Tag("C", "P", "I") }
    static var qty: Tag { Tag("Q", "T", "Y") }
    static var gid: Tag { Tag("G", "I", "D") }
    static var cnt: Tag { Tag("C", "N", "T") }
    static var aut: Tag { Tag("A", "U", "T") }
}
