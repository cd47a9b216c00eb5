/// The look, in parts. Directions are logical only (inline-start, block-end), so that right-to-left needs no second sheet.
enum Stylesheet {
    /// Type, ground, header and footer.
    static let base: StaticString = """
        :root{--fs-0:12px;--fs-1:14px;--fs-2:16px;--fs-3:20px;--fs-4:24px;--lh:1.45;--s1:4px;--s2:8px;--s3:12px;--s4:16px;--s5:24px;--s6:32px;--row:36px;--r:4px;--head:52px;
        --font:system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans Arabic","Noto Sans SC","Noto Sans CJK SC",sans-serif;--mono:ui-monospace,"Cascadia Mono","Noto Sans Mono",monospace}
        :root[data-density=roomy]{--row:44px;--fs-1:16px}
        *,*::before,*::after{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;scroll-padding-block-start:calc(var(--head) + 16px)}
        body{margin:0;background:var(--bg);color:var(--text);font:400 var(--fs-2)/var(--lh) var(--font);font-variant-numeric:tabular-nums;min-block-size:100vh;display:flex;flex-direction:column}
        h1,h2,h3,p,ul,ol,dl,dd,figure{margin:0}
        h1{font-size:var(--fs-4);font-weight:650;line-height:1.25;letter-spacing:-.01em}
        h2{font-size:var(--fs-2);font-weight:650;line-height:1.3}
        h3{font-size:var(--fs-1);font-weight:650;color:var(--text-2);margin-block:var(--s4) var(--s2)}
        b{font-weight:650}
        a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
        a:hover{text-decoration-thickness:2px}
        ul,ol{padding-inline-start:1.25em}
        svg.icon{inline-size:.8em;block-size:.8em;flex:none;vertical-align:-.03em}
        [dir=rtl] .route svg,:dir(rtl)>.route svg{transform:scaleX(-1)}
        bdi:lang(ar),bdi:lang(fa),bdi:lang(ur){line-height:1.6}
        .code,code,kbd,.raw{font-family:var(--mono);font-size:.94em}
        .name{overflow-wrap:anywhere}
        .name b{font-weight:650}
        .muted,.second,.hint,.lead,.over{color:var(--text-2)}
        .second{display:block;font-size:var(--fs-0);margin-block-start:2px}
        .hint{font-size:var(--fs-1)}
        .missing{color:var(--text-2);font-style:italic}
        .wrap,.wrap .code{overflow-wrap:anywhere}
        .prose{white-space:pre-wrap;overflow-wrap:anywhere;display:block}
        .vh:not(:focus):not(:active){position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;border:0;padding:0;margin:-1px}
        :focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:2px}
        main:focus{outline:none}
        .skip{position:absolute;inset-block-start:-100px;inset-inline-start:var(--s4);background:var(--surface);color:var(--accent);padding:var(--s2) var(--s4);z-index:30;border:1px solid var(--control);border-radius:var(--r)}
        .skip:focus{inset-block-start:var(--s2)}
        .head{position:sticky;inset-block-start:0;z-index:20;background:var(--surface);border-block-end:1px solid var(--line)}
        .head-in{max-inline-size:1360px;margin-inline:auto;padding-inline:var(--s5);min-block-size:var(--head);display:flex;align-items:center;gap:var(--s5)}
        .brand{display:inline-flex;align-items:center;gap:var(--s2);font-weight:700;letter-spacing:.01em;color:var(--text);text-decoration:none;min-block-size:32px}
        .brand .mark{color:var(--accent)}
        .head nav ul{display:flex;flex-wrap:wrap;gap:var(--s1);list-style:none;padding:0}
        .head nav a{display:inline-flex;align-items:center;min-block-size:36px;padding-inline:var(--s3);color:var(--text);text-decoration:none;border-radius:var(--r);font-size:var(--fs-1)}
        .head nav a:hover{background:var(--surface-2)}
        .head nav a[aria-current]{background:var(--accent-bg);color:var(--accent);font-weight:650}
        .menu{margin-inline-start:auto;position:relative;min-inline-size:0}
        .menu summary{list-style:none;cursor:pointer;display:inline-flex;align-items:center;gap:var(--s2);min-block-size:36px;padding-inline:var(--s3);border-radius:var(--r);font-size:var(--fs-1);max-inline-size:100%}
        .menu summary::-webkit-details-marker{display:none}
        .menu summary:hover,.menu[open] summary{background:var(--surface-2)}
        .who{display:inline-flex;flex-direction:column;line-height:1.2;text-align:end;min-inline-size:0}
        .who bdi{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;max-inline-size:16rem;font-weight:600}
        .role{font-size:var(--fs-0);color:var(--text-2)}
        .menu-in{position:absolute;inset-inline-end:0;inset-block-start:calc(100% + 6px);inline-size:20rem;max-inline-size:calc(100vw - 24px);background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:var(--s4);box-shadow:0 8px 24px rgb(0 0 0/.16);display:grid;gap:var(--s4)}
        .appearance{display:grid;gap:var(--s3)}
        .leave{border-block-start:1px solid var(--line);padding-block-start:var(--s3)}
        .foot{margin-block-start:auto;padding:var(--s4) var(--s5);border-block-start:1px solid var(--line);color:var(--text-2);font-size:var(--fs-0);display:flex;flex-wrap:wrap;gap:var(--s2) var(--s5);justify-content:space-between}
        .foot a{display:inline-block;min-block-size:24px;line-height:24px}
        main{inline-size:100%;max-inline-size:1360px;margin-inline:auto;padding:var(--s5) var(--s5) var(--s6)}
        main.narrow{max-inline-size:34rem;padding-block-start:7vh}
        main.text{max-inline-size:48rem}
        main.narrow>*+*,main.text>*+*{margin-block-start:var(--s4)}
        .demonstration{font-size:var(--fs-0);color:var(--text-2);border:1px dashed var(--control);border-radius:var(--r);padding:var(--s1) var(--s3);margin-block-end:var(--s4)}
        .notice{background:var(--ok-bg);color:var(--ok);border-inline-start:4px solid var(--ok);padding:var(--s2) var(--s4);border-radius:var(--r);margin-block-end:var(--s4)}
        .warn{background:var(--off-bg);color:var(--text);border-inline-start:4px dashed var(--control);padding:var(--s2) var(--s4);border-radius:var(--r);margin-block-end:var(--s3);font-size:var(--fs-1)}

        """

    /// Forms, buttons, badges.
    static let controls: StaticString = """
        button,a.main,a.plain{font:inherit;font-size:var(--fs-1);min-block-size:36px;padding-inline:var(--s4);border-radius:var(--r);border:1px solid var(--control);background:var(--surface);color:var(--text);cursor:pointer;display:inline-flex;align-items:center;justify-content:center;text-decoration:none}
        button:hover,a.plain:hover{background:var(--surface-2)}
        button.main,a.main{min-block-size:40px;background:var(--accent);border-color:var(--accent);color:var(--on-accent);font-weight:650}
        button.main:hover,a.main:hover{background:var(--accent);filter:brightness(.92)}
        button.quiet{border-color:transparent;background:none;padding-inline:var(--s2);color:var(--accent)}
        .buttons{display:flex;gap:var(--s3);flex-wrap:wrap}
        .form{display:grid;gap:var(--s4)}
        .field{display:grid;gap:var(--s1)}
        label{font-size:var(--fs-1);font-weight:600}
        input:not([type=radio]),select,textarea{font:inherit;color:var(--text);background:var(--surface);border:1px solid var(--control);border-radius:var(--r);padding:var(--s2) var(--s3);min-block-size:40px;inline-size:100%}
        textarea{resize:vertical;line-height:1.4}
        textarea.copy{font-family:var(--mono);font-size:var(--fs-0);background:var(--surface-2);margin-block-start:var(--s2);overflow-wrap:anywhere}
        [aria-invalid=true]:not(fieldset){border:2px solid var(--p1)}
        fieldset{border:0;margin:0;padding:0;min-inline-size:0}
        legend{padding:0;font-size:var(--fs-1);font-weight:600;margin-block-end:var(--s2)}
        .field-error{color:var(--p1);font-size:var(--fs-1);font-weight:600}
        .errors{border:2px solid var(--p1);background:var(--p1-bg);color:var(--p1);border-radius:var(--r);padding:var(--s3) var(--s4);margin-block-end:var(--s4)}
        .errors a{color:inherit}
        .errors ul{margin-block-start:var(--s1)}
        .segments div{display:flex;border:1px solid var(--control);border-radius:var(--r)}
        .seg{flex:1;position:relative;font-weight:400}
        .seg input{position:absolute;inset:0;opacity:0;inline-size:100%;block-size:100%;margin:0;cursor:pointer}
        .seg span{display:flex;align-items:center;justify-content:center;min-block-size:34px;padding-inline:var(--s2);border-radius:3px;text-align:center}
        .seg+.seg{border-inline-start:1px solid var(--line)}
        .seg input:checked+span{background:var(--accent-bg);color:var(--accent);font-weight:650;box-shadow:inset 0 0 0 2px var(--accent)}
        .seg input:focus-visible+span{outline:3px solid var(--focus);outline-offset:2px}
        kbd{display:inline-block;min-inline-size:22px;text-align:center;border:1px solid var(--control);border-block-end-width:2px;border-radius:var(--r);padding:0 var(--s1);font-size:var(--fs-0);color:var(--text-2);background:var(--surface)}
        .badge,.tag{display:inline-flex;align-items:center;gap:5px;font-size:var(--fs-0);line-height:1.3;padding:3px 7px;border-radius:var(--r);white-space:nowrap;border:1px solid transparent}
        .badge{background:var(--off-bg);color:var(--off)}
        .badge.p1{background:var(--p1-bg);color:var(--p1)}
        .badge.p2{background:var(--p2-bg);color:var(--p2)}
        .badge.p3{background:var(--p3-bg);color:var(--p3)}
        .badge.p4{background:var(--p4-bg);color:var(--p4)}
        .badge.ok{background:var(--ok-bg);color:var(--ok)}
        .badge.seal{background:var(--seal-bg);color:var(--seal)}
        .badge.open{background:none;color:var(--text-2);border-color:var(--line)}
        .badge.expired{background:var(--surface);color:var(--text);border:1px dashed var(--control)}
        .tag{padding:1px 6px;background:var(--surface-2);color:var(--text);border-color:var(--line)}
        .tag.minor{background:var(--seal-bg);color:var(--seal);border-color:currentColor;font-weight:650}
        .tag.conflict{background:var(--p3-bg);color:var(--p3);border-color:currentColor}
        .count{font-size:var(--fs-0);background:var(--surface-2);color:var(--text-2);border-radius:10px;padding:1px 8px;font-weight:600}
        .question{display:flex;align-items:center;gap:var(--s2)}
        .question label{font-weight:400;color:var(--text-2);white-space:nowrap}
        .question input{inline-size:7rem;min-block-size:36px;padding-block:var(--s1)}

        """

    /// Tables, and the cards that they become.
    static let tables: StaticString = """
        .scroll{overflow-x:auto}
        table{inline-size:100%;border-collapse:separate;border-spacing:0;font-size:var(--fs-1)}
        caption{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
        th,td{text-align:start;vertical-align:top;padding:var(--s2) var(--s3);border-block-end:1px solid var(--line)}
        td{block-size:var(--row)}
        td bdi:not(.code),td .muted{overflow-wrap:anywhere}
        thead th{font-size:var(--fs-0);font-weight:600;color:var(--text-2);white-space:nowrap;padding-block:var(--s2)}
        tbody tr:last-child td{border-block-end:0}
        .number{text-align:end}
        .panel>.scroll+.facts,.facts+.scroll{margin-block-start:var(--s4)}
        .queue{background:var(--surface);border:1px solid var(--line);border-radius:6px}
        .queue td{padding-block:10px}
        .queue tbody tr:hover td{background:var(--surface-2)}
        .queue tbody tr:focus-within td{background:var(--accent-bg)}
        .edge td:first-child{border-inline-start:6px solid var(--off)}
        .edge.p1 td:first-child{border-inline-start-color:var(--p1)}
        .edge.p2 td:first-child{border-inline-start-color:var(--p2)}
        .edge.p3 td:first-child{border-inline-start-color:var(--p3)}
        .edge.p4 td:first-child{border-inline-start-color:var(--p4)}
        .edge.expired td:first-child{border-inline-start:6px dashed var(--control)}
        .queue thead th:first-child{padding-inline-start:18px}
        .c-severity{inline-size:1%;white-space:nowrap}
        .c-status{inline-size:7.5rem}
        .c-status .badge{white-space:normal}
        .c-time{inline-size:17%;min-inline-size:11rem}
        .c-who{inline-size:23%}
        .c-voyage{inline-size:13%}
        .queue .row-link{display:inline-block;min-block-size:24px}
        .moment span{white-space:nowrap}
        .left{white-space:nowrap}
        .against{color:var(--text-2)}
        .for,.second.against{font-size:var(--fs-1)}
        .match .minus td{color:var(--text-2)}
        tfoot th,tfoot td{border-block-start:1px solid var(--line);border-block-end:0;font-weight:400;block-size:auto;color:var(--text-2)}
        tfoot .grand th,tfoot .grand td{font-weight:650;color:var(--text)}
        tr.ours td{background:var(--accent-bg)}
        tr:target td{background:var(--accent-bg)}

        """

    /// What only one page has.
    static let pages: StaticString = """
        .title{display:flex;flex-wrap:wrap;gap:var(--s3) var(--s5);justify-content:space-between;align-items:end;margin-block-end:var(--s4)}
        .title .lead{margin-block-start:var(--s1);max-inline-size:52rem}
        .tools{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s3) var(--s5);font-size:var(--fs-1)}
        .news{min-inline-size:9rem;min-block-size:36px;display:flex;align-items:center;justify-content:end}
        .news a{background:var(--accent-bg);color:var(--accent);font-weight:650;padding:var(--s1) var(--s3);border-radius:var(--r);text-decoration:none;border:1px solid currentColor}
        .news a[hidden]{display:none}
        .paging{display:flex;gap:var(--s3);justify-content:end;padding-block:var(--s3)}
        .below{margin-block-start:var(--s6)}
        .below .hint{margin-block-end:var(--s3)}
        .empty{background:var(--surface);border:1px solid var(--line);border-radius:6px;text-align:center;padding:var(--s6) var(--s4);color:var(--text-2)}
        .empty .mark{color:var(--control);inline-size:48px;block-size:36px}
        .empty b{color:var(--text)}
        .nothing{color:var(--text-2);font-size:var(--fs-1)}
        .panel{background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:var(--s4) var(--s5) var(--s5);margin-block-end:var(--s4)}
        .panel-head{display:flex;align-items:baseline;gap:var(--s3);margin-block-end:var(--s3)}
        .panel .hint+*{margin-block-start:var(--s2)}
        .panel .scroll{margin-inline:calc(var(--s3)*-1)}
        .beside{display:grid;grid-template-columns:minmax(0,1fr) 22rem;gap:var(--s4);align-items:start}
        .side{position:sticky;inset-block-start:calc(var(--head) + var(--s4));max-block-size:calc(100vh - var(--head) - var(--s5));overflow-y:auto;padding:4px;margin:-4px}
        .alert-title{background:var(--surface);border:1px solid var(--line);border-inline-start:6px solid var(--off);border-radius:6px;padding:var(--s4) var(--s5);align-items:start}
        .alert-title.p1{border-inline-start-color:var(--p1)}
        .alert-title.p2{border-inline-start-color:var(--p2)}
        .alert-title.p3{border-inline-start-color:var(--p3)}
        .alert-title.p4{border-inline-start-color:var(--p4)}
        .alert-title>:first-child{flex:1 1 20rem;min-inline-size:0}
        .alert-title h1 .name{font-weight:400}
        .over{display:flex;flex-wrap:wrap;gap:var(--s2) var(--s3);align-items:center;font-size:var(--fs-1);margin-block-end:var(--s2)}
        .when{font-size:var(--fs-1);text-align:end;display:grid;gap:2px;justify-items:end}
        .when .second{font-size:var(--fs-1);display:inline-block}
        .countdown{font-size:var(--fs-3);font-weight:650;line-height:1.3}
        .act{color:var(--text-2)}
        .jump{display:none}
        .hit{padding-block:var(--s3);border-block-start:1px solid var(--line)}
        h3+.hit{border-block-start:0;padding-block-start:0}
        .hit-head{display:flex;justify-content:space-between;gap:var(--s4);align-items:baseline}
        .points{white-space:nowrap;font-weight:650}
        .hit .second{font-size:var(--fs-1)}
        .reasons{font-size:var(--fs-1);margin-block-start:var(--s2);display:grid;gap:var(--s1);list-style:none;padding:0}
        .reasons li{padding-inline-start:1.4em;position:relative}
        .reasons li::before{position:absolute;inset-inline-start:.2em;content:"+" / "";font-weight:650;color:var(--accent)}
        .reasons.against li::before{content:"−" / "";color:var(--text-2)}
        .reasons.ended li::before{content:"×" / "";color:var(--text-2)}
        .evidence{display:inline;color:var(--text-2);font-size:var(--fs-0);margin-inline-start:var(--s2)}
        .evidence a{display:inline-block;min-block-size:24px;line-height:24px;margin-inline-end:var(--s2)}
        .sum{border-block-start:1px solid var(--line);padding-block-start:var(--s3);font-size:var(--fs-1)}
        .facts{display:grid;gap:var(--s1) var(--s5);grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));font-size:var(--fs-1)}
        .facts div{display:grid;grid-template-columns:7rem minmax(0,1fr);gap:var(--s3);padding-block:3px}
        .facts div:has(.wrap){grid-column:1/-1}
        .facts dt{color:var(--text-2)}
        .facts dd{overflow-wrap:anywhere}
        .side .facts div:has(.wrap){grid-column:auto}
        .side .facts,.narrow .facts{grid-template-columns:minmax(0,1fr)}
        .decided{border-color:var(--control)}
        .decided h2{margin-block-end:var(--s2)}
        .choices{display:grid;gap:var(--s1)}
        .choice{display:grid;grid-template-columns:24px minmax(0,1fr);column-gap:var(--s2);padding:var(--s1) var(--s2);border:1px solid transparent;border-radius:var(--r)}
        .choice:has(input[type=radio]:checked){background:var(--accent-bg);border-color:var(--accent)}
        .choice input[type=radio]{inline-size:20px;block-size:20px;margin:2px;accent-color:var(--accent)}
        .choice>label{display:flex;justify-content:space-between;gap:var(--s2);min-block-size:24px;align-items:center}
        .choice>label kbd{display:none}
        [data-keys=on] .choice>label kbd{display:inline-block}
        .choice>.hint,.choice>.more{grid-column:2;font-size:var(--fs-0)}
        .choice>.more{margin-block-start:var(--s2)}
        @supports selector(:has(*)){.choice:not(:has(input[type=radio]:checked))>.more{display:none}}
        .plain-list{list-style:none;padding:0;display:grid;gap:var(--s2);font-size:var(--fs-1)}
        .rules{font-size:var(--fs-1);background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:var(--s3) var(--s4)}
        .rules h2{font-size:var(--fs-1);margin-block-end:var(--s1)}
        .halves{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.1fr);gap:var(--s4);align-items:start}
        .stay{position:sticky;inset-block-start:calc(var(--head) + var(--s4))}
        .tree,.tree ul{list-style:none;padding:0;font-size:var(--fs-1)}
        .tree ul{padding-inline-start:var(--s4);border-inline-start:1px solid var(--line);margin-inline-start:5px}
        .tree li{position:relative;padding-inline-end:4.5rem;border-radius:var(--r)}
        .tree li li{padding-inline-end:0}
        .tree .fact{padding-block:2px;display:grid;grid-template-columns:7.5rem minmax(0,1fr) auto;gap:var(--s2);align-items:baseline}
        .tree>.fact{padding-inline-end:0}
        .tree .branch{padding-inline-end:0}
        .tree .branch>.to-raw{position:absolute;inset-block-start:4px;inset-inline-end:0}
        .tree summary{cursor:pointer;padding-block:4px;padding-inline-end:4.5rem;min-block-size:32px}
        .tree .label{color:var(--text-2)}
        .tree summary .label{font-weight:650;color:var(--text)}
        .tree .value{overflow-wrap:anywhere}
        .to-raw{font-family:var(--mono);font-size:var(--fs-0);min-inline-size:32px;min-block-size:24px;line-height:24px;text-align:end;display:inline-block}
        .raw{list-style:none;padding:0;margin:0;font-size:13px;line-height:1.5;max-block-size:calc(100vh - 240px);min-block-size:12rem;overflow:auto;border:1px solid var(--line);border-radius:var(--r);background:var(--bg)}
        .raw li{display:grid;grid-template-columns:4.5rem minmax(0,1fr);border-inline-start:4px solid transparent}
        .raw .at{color:var(--text-2);text-align:end;padding-inline-end:var(--s3);font-size:var(--fs-0);line-height:24px;min-block-size:24px}
        .raw .segment{overflow-wrap:anywhere;white-space:pre-wrap;padding-block:2px;padding-inline-end:var(--s3)}
        .raw li:target,.raw li:has(:target){background:var(--accent-bg);border-inline-start-color:var(--accent)}
        .raw :target:not(li){background:var(--accent);color:var(--on-accent);border-radius:2px}
        .masked{background:repeating-linear-gradient(135deg,var(--surface-2) 0 4px,var(--line) 4px 5px);color:var(--text);border:1px dashed var(--control);border-radius:2px;padding-inline:1px}
        .fact:target,.branch:target{background:var(--accent-bg);box-shadow:0 0 0 2px var(--accent)}

        """

    /// Narrow screens, paper, forced colours, less motion.
    static let media: StaticString = """
        @media screen and (max-width:1100px){.beside{grid-template-columns:minmax(0,1fr) 19rem}.panel{padding-inline:var(--s4)}}
        @media screen and (max-width:860px){
        .beside,.halves{grid-template-columns:minmax(0,1fr)}
        .side,.stay{position:static;max-block-size:none;overflow:visible}
        .raw{max-block-size:none}
        .jump{display:inline-flex;align-items:center;min-block-size:40px}
        .when{text-align:start;justify-items:start}
        .evidence{display:block;margin-inline-start:0}
        }
        @media screen and (max-width:720px){
        html{scroll-padding-block-start:16px}
        .head{position:static}
        .head-in{flex-wrap:wrap;gap:var(--s1) var(--s3);padding:var(--s2) var(--s4)}
        .head nav{order:3;flex-basis:100%}
        .head nav a{min-block-size:40px}
        .who bdi{max-inline-size:9rem}
        main{padding:var(--s4)}
        main.narrow{padding-block-start:var(--s5)}
        .foot{padding-inline:var(--s4)}
        .panel{padding:var(--s4)}
        .title{align-items:start}
        .tools{inline-size:100%;justify-content:space-between}
        .news{min-inline-size:0;justify-content:start}
        .question{flex-wrap:wrap}
        .alert-title{padding:var(--s4)}
        .facts div{grid-template-columns:6.5rem minmax(0,1fr)}
        .scroll{overflow:visible}
        .panel .scroll{margin-inline:0}
        table.cards,.cards tbody,.cards tfoot{display:block}
        .cards thead{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
        .cards tr{display:block;padding-block:var(--s2);border-block-end:1px solid var(--line)}
        .cards tbody tr:last-child{border-block-end:0}
        .cards tbody td{display:grid;grid-template-columns:6.5rem minmax(0,1fr);gap:var(--s3);padding:3px var(--s1);border:0;block-size:auto;inline-size:auto;white-space:normal;text-align:start}
        .cards tbody td::before{content:attr(data-label);color:var(--text-2);font-size:var(--fs-0);padding-block-start:2px}
        .cards td.number{text-align:start}
        .cards tfoot tr{display:flex;justify-content:space-between;gap:var(--s4);padding-inline:var(--s1);border:0}
        .cards tfoot th,.cards tfoot td{border:0;padding:2px 0}
        .cards.queue{background:none;border:0}
        .cards.queue tr{background:var(--surface);border:1px solid var(--line);border-inline-start:6px solid var(--off);border-radius:6px;padding:var(--s3);margin-block-end:var(--s3)}
        .cards.queue tr.edge td:first-child{border-inline-start:0}
        .cards.queue tr.p1{border-inline-start-color:var(--p1)}
        .cards.queue tr.p2{border-inline-start-color:var(--p2)}
        .cards.queue tr.p3{border-inline-start-color:var(--p3)}
        .cards.queue tr.p4{border-inline-start-color:var(--p4)}
        .cards.queue tr.expired{border-inline-start:6px dashed var(--control)}
        .cards.queue .row-link{font-size:var(--fs-2)}
        tr.ours{background:var(--accent-bg)}
        tr.ours td{background:none}
        .tree .fact{grid-template-columns:6rem minmax(0,1fr) auto}
        .raw li{grid-template-columns:3.5rem minmax(0,1fr)}
        }
        @media (pointer:coarse){:root{--row:44px}.head nav a,button,.menu summary{min-block-size:44px}}
        @media (forced-colors:active){.badge,.tag,.notice,.warn,.head nav a[aria-current]{border:1px solid}.seg input:checked+span{outline:2px solid Highlight}.raw li:target,.raw li:has(:target),.fact:target,.branch:target{outline:2px solid Highlight}.masked{text-decoration:line-through}}
        @media (prefers-reduced-motion:reduce){*,*::before,*::after{animation:none!important;transition:none!important;scroll-behavior:auto!important}}
        @media print{
        .head nav,.menu,.skip,.tools,.paging,.jump,.foot a,form{display:none!important}
        .head,.side,.stay{position:static;max-block-size:none;overflow:visible}
        body{font-size:11pt}
        main{padding:0;max-inline-size:none}
        .panel,.alert-title,.queue tr{break-inside:avoid}
        .beside,.halves{display:block}
        .raw{max-block-size:none;overflow:visible}
        a{color:inherit;text-decoration:none}
        .badge,.tag{border:1px solid currentColor}
        }

        """
}
