import EDIFACT

/// Segments of PNRGOV (guide, segment directory).
extension Tag {
    static var abi: Tag { Tag("A", "B", "I") }
    static var add: Tag { Tag("A", "D", "D") }
    static var apd: Tag { Tag("A", "P", "D") }
    static var dat: Tag { Tag("D", "A", "T") }
    static var ebd: Tag { Tag("E", "B", "D") }
    static var eqn: Tag { Tag("E", "Q", "N") }
    static var far: Tag { Tag("F", "A", "R") }
    static var fop: Tag { Tag("F", "O", "P") }
    static var fti: Tag { Tag("F", "T", "I") }
    static var ift: Tag { Tag("I", "F", "T") }
    static var lts: Tag { Tag("L", "T", "S") }
    static var mon: Tag { Tag("M", "O", "N") }
    static var msg: Tag { Tag("M", "S", "G") }
    static var org: Tag { Tag("O", "R", "G") }
    static var ptk: Tag { Tag("P", "T", "K") }
    static var rci: Tag { Tag("R", "C", "I") }
    static var ref: Tag { Tag("R", "E", "F") }
    static var rpi: Tag { Tag("R", "P", "I") }
    static var sac: Tag { Tag("S", "A", "C") }
    static var src: Tag { Tag("S", "R", "C") }
    static var ssd: Tag { Tag("S", "S", "D") }
    static var ssr: Tag { Tag("S", "S", "R") }
    static var tbd: Tag { Tag("T", "B", "D") }
    static var tif: Tag { Tag("T", "I", "F") }
    static var tkt: Tag { Tag("T", "K", "T") }
    static var tra: Tag { Tag("T", "R", "A") }
    static var tri: Tag { Tag("T", "R", "I") }
    static var tvl: Tag { Tag("T", "V", "L") }
    static var txd: Tag { Tag("T", "X", "D") }
}
