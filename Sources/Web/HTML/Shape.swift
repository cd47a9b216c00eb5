/// Small pictures that carry meaning beside their words. Drawn, not typed: a font may lack a triangle.
enum Shape {
    /// The load line that the project is named after: a circle cut by a line.
    static let mark: HTML = """
        <svg class="mark" viewBox="0 0 32 24" width="32" height="24" aria-hidden="true" focusable="false">\
        <circle cx="16" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="2.5"/>\
        <path d="M2 12h28" stroke="currentColor" stroke-width="2.5"/></svg>
        """
    static let chevron: HTML =
        "<svg class=\"chevron\" viewBox=\"0 0 12 12\" width=\"12\" height=\"12\" aria-hidden=\"true\" focusable=\"false\"><path d=\"M2 4l4 4 4-4\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/></svg>"
    static let triangle = icon("<path d=\"M6 1l5.5 10h-11z\"/>")
    static let diamond = icon("<path d=\"M6 .5L11.5 6 6 11.5.5 6z\"/>")
    static let square = icon("<path d=\"M1.5 1.5h9v9h-9z\"/>")
    static let circle = icon("<circle cx=\"6\" cy=\"6\" r=\"5\"/>")
    static let check = icon("<path d=\"M1.5 6.5l3 3 6-7\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/>")
    static let hourglass = icon("<path d=\"M2 .5h8v1.2L6.9 6 10 10.3v1.2H2v-1.2L5.100 6 2 1.700z\"/>")
    static let ring = icon("<circle cx=\"6\" cy=\"6\" r=\"4.5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/>")
    static let forward = icon(
        "<path d=\"M1 6h9M6.500 2.500L10 6 6.500 9.500\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.800\"/>")
    static let cross = icon("<path d=\"M2 2l8 8M10 2l-8 8\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/>")

    private static func icon(_ drawing: HTML) -> HTML {
        "<svg class=\"icon\" viewBox=\"0 0 12 12\" width=\"12\" height=\"12\" aria-hidden=\"true\" focusable=\"false\" fill=\"currentColor\">\(drawing)</svg>"
    }
}
