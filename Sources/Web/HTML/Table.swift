/// A table that turns into cards on a narrow screen without losing its labels or its roles.
struct Table: Sendable {
    struct Column: Sendable {
        var heading: HTML
        /// The heading as text: label of the cell on a card.
        var label: String
        var style: StaticString

        init(_ key: String, _ words: Catalogue, style: StaticString = "") {
            heading = words(key)
            label = words.plain(key)
            self.style = style
        }
    }
    struct Row: Sendable {
        var attributes: HTML
        var cells: [HTML]

        init(_ attributes: HTML = .empty, _ cells: [HTML]) {
            self.attributes = attributes
            self.cells = cells
        }
    }

    var caption: HTML
    var columns: [Column]
    var rows: [Row]
    var style: StaticString = "cards"
    var foot: HTML = .empty

    // Roles are said outright: a table whose rows are displayed as blocks loses them in some browsers.
    var html: HTML {
        let heads = columns.map {
            "<th scope=\"col\" role=\"columnheader\" class=\"\(HTML(stringLiteral: $0.style))\">\($0.heading)</th>" as HTML
        }
        let body = rows.map { row -> HTML in
            let cells = zip(columns, row.cells).map { column, cell -> HTML in
                """
                <td role="cell" class="\(HTML(stringLiteral: column.style))"\(HTML.attribute("data-label", column.label))>\
                <div>\(cell)</div></td>
                """
            }
            return "<tr role=\"row\"\(row.attributes)>\(cells)</tr>"
        }
        let foot: HTML = self.foot.isEmpty ? .empty : "<tfoot role=\"rowgroup\">\(self.foot)</tfoot>"
        return """
            <div class="scroll"><table role="table" class="\(HTML(stringLiteral: style))"><caption>\(caption)</caption>\
            <thead role="rowgroup"><tr role="row">\(heads)</tr></thead><tbody role="rowgroup">\(body)</tbody>\(foot)</table></div>
            """
    }
}
