/// What the pages of flights and travellers add.
extension Stylesheet {
    static let flights: StaticString = """
        .filters{display:flex;flex-wrap:wrap;align-items:end;gap:var(--s3) var(--s4);background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:var(--s3) var(--s4);margin-block-end:var(--s4)}
        .filters .field input{min-block-size:36px;padding-block:var(--s1)}
        .filters .code-field input{inline-size:5.5rem;text-transform:uppercase}
        .filters .field label{color:var(--text-2);font-size:var(--fs-0);font-weight:400}
        .filters .check{display:inline-flex;align-items:center;gap:var(--s2);min-block-size:36px;font-weight:400}
        .filters .check input,.check input[type=checkbox]{inline-size:20px;block-size:20px;min-block-size:0;margin:0;padding:0;accent-color:var(--accent)}
        .filters .buttons{align-items:center}
        .edge.calm td:first-child{border-inline-start-color:var(--line)}
        .board .c-time{inline-size:24%}
        .board .c-flight{inline-size:15%}
        .board .c-alerts{inline-size:15%}
        .board .c-travellers{inline-size:25%}
        .board .voyage{font-size:var(--fs-2);font-weight:650}
        .board .past td{background:var(--bg)}
        .times{display:block;font-size:var(--fs-0);color:var(--text-2);margin-block-start:2px}
        .times b{font-weight:600}
        .times .end{display:inline-block;min-inline-size:2.2em}
        .marks{display:flex;flex-wrap:wrap;gap:var(--s1);align-items:center}
        .marks+.marks,.second+.marks,.bars+.marks{margin-block-start:var(--s1)}
        .badge.gap{background:var(--surface);color:var(--text);border:1px dashed var(--control);white-space:normal;font-weight:650}
        .badge .times-count{font-weight:650}
        .bars{display:block;inline-size:100%;max-inline-size:12rem;block-size:14px;margin-block-start:4px}
        .bars .ground{fill:var(--line)}
        .bars .fill{fill:var(--accent)}
        .kinds{display:grid;grid-template-columns:auto minmax(0,1fr);gap:2px var(--s2);font-size:var(--fs-1)}
        .kinds dt{color:var(--text-2);font-family:var(--mono);font-size:var(--fs-0);padding-block-start:1px}
        .kinds .missing{font-style:normal;font-weight:650;color:var(--text)}
        .halves.even{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
        .states{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:var(--s3) var(--s5);font-size:var(--fs-1)}
        .states h3{margin-block-start:0}
        .alert-list{grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:var(--s2) var(--s4)}
        .alert-title.calm{border-inline-start-color:var(--line)}
        .alert-title h1 .code{font-family:inherit;font-size:1em}
        .when .times{font-size:var(--fs-1)}
        .jumps{display:flex;flex-wrap:wrap;gap:var(--s2) var(--s4);font-size:var(--fs-1);margin-block-start:var(--s2)}
        .jumps a{display:inline-block;min-block-size:24px;line-height:24px}
        .diff del,.diff ins{text-decoration:none}
        .diff del{color:var(--text-2)}
        .diff ins{font-weight:650}
        #sign .form+.form,#switch .form+.form{margin-block-start:var(--s4)}
        #sign>p,#switch>p{margin-block-end:var(--s3)}
        .warning{border:2px solid var(--line);border-inline-start:6px solid var(--accent);border-radius:6px;background:var(--surface);padding:var(--s3) var(--s4);margin-block-end:var(--s4)}
        .warning p{margin:0;font-weight:650}
        .warning p+p{margin-block-start:var(--s2)}
        pre.source{margin:0;overflow-x:auto;font-family:var(--mono);font-size:var(--fs-1);white-space:pre-wrap;overflow-wrap:anywhere}
        .daily{display:grid;grid-template-columns:3.5em minmax(0,1fr);gap:var(--s2);align-items:center}
        .daily .bars{margin:0}
        input[type=file]{max-inline-size:100%}
        .plain-list+.hint,.appearance+.hint,.scroll+.hint,.scroll+.form{margin-block-start:var(--s3)}
        .form.inline{display:inline-block}
        p.check{display:flex;gap:var(--s2);align-items:center;min-block-size:36px}
        .below-head{margin-block-end:var(--s4)}
        .below-head>.panel-head{margin-block-end:var(--s2)}
        .orders{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s2);margin-block-end:var(--s3);font-size:var(--fs-1)}
        .orders .muted{margin-inline-start:auto}
        .orders a[aria-current]{background:var(--accent-bg);color:var(--accent);border-color:var(--accent);font-weight:650}
        .people td{padding-block:6px}
        .people .letter{font-size:var(--fs-2)}
        .c-party{inline-size:7.5rem}
        .people .c-party{padding-inline-start:18px}
        .people td.c-party{position:relative}
        .people .together td.c-party::after{content:"";position:absolute;inset-inline-start:5px;inset-block:-1px;inline-size:3px;background:var(--accent)}
        .people .together.first td.c-party::after{inset-block-start:10px;border-start-start-radius:3px}
        .people .together.last td.c-party::after{inset-block-end:10px;border-end-start-radius:3px}
        .people .together:not(.last) td{border-block-end-style:dotted}
        .people .gone .name{text-decoration:line-through}
        .c-seat{inline-size:4rem}
        .c-known{inline-size:8.5rem}
        .c-alert{inline-size:9rem}
        .blocks{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 var(--s4);align-items:start}
        .blocks>section{grid-column:1/-1}
        .blocks>#journey,.blocks>#companions{grid-column:auto}
        .alert-title h1 a{color:inherit;text-decoration-color:var(--control)}
        .filters select{min-block-size:36px;padding-block:var(--s1)}
        .filters .choice-field select{inline-size:9.5rem}
        .filters .moment-field input{inline-size:12.5rem}
        .filters .sender-field input{inline-size:9rem}
        .messages .c-received{inline-size:13%}
        .messages .c-message{inline-size:25%}
        .messages .c-sender{inline-size:18%}
        .messages .c-flight{inline-size:16%}
        .messages td a:not(.row-link){display:inline-block;min-block-size:24px;line-height:24px}
        .codes{list-style:none;padding:0;margin-block-start:var(--s1);font-size:var(--fs-0);color:var(--text-2);overflow-wrap:anywhere}
        .codes b{font-weight:600}
        .form.panel fieldset{display:grid;gap:var(--s3)}
        .form.panel .choices{gap:var(--s1)}
        .pair{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:var(--s3) var(--s4);align-items:end}
        .found .c-score{inline-size:4.5rem}
        .found td a:not(.row-link){display:inline-block;min-block-size:24px;line-height:24px}
        .searched{margin-block-start:var(--s3);font-size:var(--fs-1);color:var(--text-2)}
        .tag.late{border-color:currentColor;white-space:normal}

        """

    static let flightMedia: StaticString = """
        @media screen and (max-width:860px){.halves.even,.blocks{grid-template-columns:minmax(0,1fr)}.blocks>#journey,.blocks>#companions{grid-column:1/-1}}
        @media screen and (max-width:720px){
        .filters .field{flex:1 1 8rem}
        .filters .code-field input{inline-size:100%}
        .cards.queue tr.calm{border-inline-start-color:var(--line)}
        .cards.board tr.past td{background:none}
        .cards.board tr.past{background:var(--bg)}
        .people td.c-party{padding-inline-start:var(--s1)}
        .people .together td.c-party::after{content:none}
        .cards.people tr.together:not(.last){margin-block-end:0;border-end-start-radius:0;border-end-end-radius:0}
        .cards.people tr.together:not(.first){border-block-start:0;border-start-start-radius:0;border-start-end-radius:0}
        .c-party,.c-seat,.c-known,.c-alert,.c-document{inline-size:auto}
        .orders .muted{margin-inline-start:0;flex-basis:100%}
        .filters .choice-field select,.filters .moment-field input,.filters .sender-field input{inline-size:100%}
        .filters .moment-field{flex-basis:12rem}
        .pair{grid-template-columns:minmax(0,1fr)}
        .found .c-score{inline-size:auto}
        .messages .c-received,.messages .c-message,.messages .c-sender,.messages .c-flight{inline-size:auto}
        .board .c-time,.board .c-flight,.board .c-alerts,.board .c-travellers{inline-size:auto}
        }
        @page{size:A4;margin:10mm}
        @media print{
        .halves.even,.blocks{display:grid}
        .people td,.board td{padding-block:2pt;block-size:auto}
        .people .row-link,.board .row-link{min-block-size:0}
        .filters,.orders,.jumps{display:none!important}
        .dossier{font-size:8.5pt;line-height:1.25}
        .dossier h1{font-size:14pt}
        .dossier h2{font-size:10pt}
        .dossier h3{font-size:8.5pt;margin-block:4pt 1pt}
        .dossier table,.dossier .facts,.dossier .hint,.dossier .nothing,.dossier .when,.dossier .sum,.dossier .plain-list{font-size:8.5pt}
        .dossier th,.dossier td{padding:1pt 4pt;block-size:auto}
        .dossier .panel,.dossier .alert-title{padding:5pt 8pt;margin-block-end:5pt}
        .dossier .panel-head{margin-block-end:2pt}
        .dossier .second,.dossier .badge,.dossier .tag,.dossier .times{font-size:7.5pt}
        .dossier .badge,.dossier .tag{padding:0 3pt}
        .dossier .hit{padding-block:2pt}
        .dossier .facts{gap:0 12pt}
        .dossier .facts div{padding-block:0}
        .dossier .plain-list{gap:2pt}
        .dossier .row-link,.dossier .evidence a{min-block-size:0}
        .dossier .panel{break-inside:auto}
        .dossier tr,.dossier .hit,.dossier li{break-inside:avoid}
        }

        """
}
