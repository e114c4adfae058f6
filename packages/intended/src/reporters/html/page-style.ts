/** The page's whole style: two schemes, print, no font and no picture from elsewhere. */
export const PAGE_STYLE = `
:root{--paper:#faf9f6;--card:#fff;--ink:#1d2127;--quiet:#626a75;--line:#e2e0d9;--accent:#0b6e69;--good:#1b7f4b;--bad:#c02a45;--leak:#b35900;--warn:#8d6a00;--badwash:#fdeef0;--leakwash:#fdf1e3;--chip:#eef0ee;--code:#f0efe9;--shadow:0 1px 2px #0000000f,0 4px 16px #0000000a;color-scheme:light}
@media(prefers-color-scheme:dark){:root:not([data-theme=light]){--paper:#12151a;--card:#1a1e25;--ink:#e6e8eb;--quiet:#98a1ae;--line:#2c323c;--accent:#55c5bd;--good:#56c98a;--bad:#ff7b8f;--leak:#ffae5c;--warn:#e3c15a;--badwash:#35202a;--leakwash:#35291c;--chip:#272d36;--code:#232932;--shadow:none;color-scheme:dark}}
:root[data-theme=dark]{--paper:#12151a;--card:#1a1e25;--ink:#e6e8eb;--quiet:#98a1ae;--line:#2c323c;--accent:#55c5bd;--good:#56c98a;--bad:#ff7b8f;--leak:#ffae5c;--warn:#e3c15a;--badwash:#35202a;--leakwash:#35291c;--chip:#272d36;--code:#232932;--shadow:none;color-scheme:dark}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main,header,footer{max-width:1240px;margin:0 auto;padding:0 24px}
header{padding-top:30px;display:flex;gap:24px;align-items:flex-start}
header>div{flex:1;min-width:0}
.about{color:var(--quiet);font-size:13px;margin:0 0 6px}
h1{font-size:27px;line-height:1.25;margin:0;letter-spacing:-.015em;font-weight:650;text-wrap:balance}
h2{font-size:18px;margin:44px 0 12px;letter-spacing:-.01em}
.creed{color:var(--quiet);margin:8px 0 0}
.quiet{color:var(--quiet);font-size:13px}
code,.at{font:.88em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
code{background:var(--code);border-radius:4px;padding:.1em .3em}
.at{color:var(--quiet)}
button,input,select{font:inherit;font-size:14px;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:7px 11px}
button{cursor:pointer}
button:hover{border-color:var(--quiet)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.steps{list-style:none;padding:0;margin:24px 0 0;display:grid;grid-template-columns:repeat(auto-fill,minmax(224px,1fr));gap:8px}
.steps li{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 12px;display:grid;grid-template-columns:22px 1fr;gap:1px 6px;align-content:start}
.steps .number{color:var(--quiet);font-variant-numeric:tabular-nums;font-size:13px;line-height:22px}
.steps b{font-weight:600;font-size:14px}
.steps .what{grid-column:2;font-size:12.5px;line-height:1.4;color:var(--quiet)}
.steps .state{font-weight:600}
.attention .state{color:var(--bad)}.as-intended .state{color:var(--good)}.unknown .state{color:var(--warn)}
.steps .not-measured{background:none;border-style:dashed}
.steps .not-measured b{font-weight:400;color:var(--quiet)}
.legend{list-style:none;padding:0;margin:0 0 8px;display:flex;flex-wrap:wrap;gap:4px 20px;font-size:13px;color:var(--quiet)}
.legend li{display:flex;gap:7px;align-items:center}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:14px;box-shadow:var(--shadow)}
#map .scroll{text-align:center}
#map .scroll>svg{max-width:100%;height:auto;min-width:720px;display:block;margin:0 auto}
.edge{fill:none;stroke-width:1.6}
.edge.intended{stroke:var(--accent)}.edge.path{stroke:var(--quiet);stroke-width:1.1;opacity:.6}
.edge.leak{stroke:var(--leak);stroke-width:2.2}.edge.excess{stroke:var(--bad);stroke-width:2.2;stroke-dasharray:6 4}
.touch{fill:none;stroke:transparent;stroke-width:14}
.head.intended{fill:var(--accent)}.head.path{fill:var(--quiet)}.head.leak{fill:var(--leak)}.head.excess{fill:var(--bad)}
.flow:hover .edge{stroke-width:3.6}
.node{cursor:pointer}
.node rect:first-of-type{fill:var(--card);stroke:var(--line);stroke-width:1.4}
.node:hover rect:first-of-type,.node:focus-visible rect:first-of-type,.node[aria-pressed=true] rect:first-of-type{stroke:var(--accent);stroke-width:2.4}
.node:focus-visible{outline:none}
.band{fill:var(--line)}.risk-3 .band{fill:var(--warn)}.risk-4 .band,.risk-5 .band{fill:var(--bad)}
.node text{font-size:13px;fill:var(--ink);text-anchor:start}
.node .name{font-weight:600}
.node .kind{font-size:11.5px;fill:var(--quiet)}
.node .rating{font-size:11px;fill:var(--warn);text-anchor:end}
.risk-4 .rating,.risk-5 .rating{fill:var(--bad)}
.dim{opacity:.13}
.filter{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin:44px 0 0;position:sticky;top:0;background:var(--paper);padding:10px 0;z-index:2;border-bottom:1px solid transparent}
.filter input[type=search]{flex:1 1 220px;min-width:0}
.filter label{display:flex;gap:6px;align-items:center;font-size:14px}
.filter output{color:var(--quiet);font-size:13px;min-width:8em}
h2.after{margin-top:10px}
table{border-collapse:collapse;width:100%;font-size:14px}
th{text-align:left;font-size:12px;font-weight:600;color:var(--quiet);padding:11px 14px;border-bottom:1px solid var(--line);white-space:nowrap}
td{padding:12px 14px;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child>td{border-bottom:0}
td.service{width:22%}td.service b{display:block}td.set{width:17%}td.risk{width:17%}
.chip{display:inline-block;background:var(--chip);border-radius:6px;padding:1px 7px;margin:0 3px 4px 0;font-size:12.5px;cursor:default}
.chip.beyond{background:var(--badwash);color:var(--bad);font-weight:600}
.chip.beyond::before{content:"+ "}
.stars{letter-spacing:.5px;font-size:15px}
.stars.r3{color:var(--warn)}.stars.r4,.stars.r5{color:var(--bad)}.stars.r0,.stars.r1,.stars.r2{color:var(--quiet)}
.stars i{font-style:normal;color:var(--line)}
.risk .quiet{white-space:normal;display:block;line-height:1.35;margin-top:3px;font-size:12px}
details.access{margin:0 0 6px}
details.access>summary{cursor:pointer;list-style-position:outside;margin-left:15px}
summary::marker{color:var(--quiet);font-size:.85em}
.access.excess .phrase{color:var(--bad)}.access.leak .phrase{color:var(--leak)}.access .phrase{font-weight:600}
.access.drift .phrase,.access.missing .phrase{color:var(--quiet)}
.tag{font-size:11.5px;color:var(--quiet);margin-left:4px}
ol.path{list-style:none;counter-reset:hop;padding:2px 0 4px 15px;margin:0}
ol.path li{counter-increment:hop;position:relative;padding:3px 0 3px 28px;font-size:13px;line-height:1.45}
ol.path li::before{content:counter(hop);position:absolute;left:0;top:5px;width:18px;height:18px;border-radius:50%;background:var(--chip);color:var(--quiet);font-size:11px;line-height:18px;text-align:center}
ol.path li:not(:last-child)::after{content:"";position:absolute;left:8.5px;top:25px;bottom:-4px;width:1px;background:var(--line)}
ol.path b{font-weight:600}
ol.path .at{display:block;font-size:12px}
.finding{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:14px 18px;margin:0 0 10px;box-shadow:var(--shadow)}
.finding h3{font-size:15.5px;margin:0;display:flex;flex-wrap:wrap;gap:2px 10px;align-items:baseline}
.finding p{margin:8px 0 0;max-width:82ch}
.finding .message{font-weight:600}
.finding .label{color:var(--quiet);font-weight:600;font-size:13px;margin-right:6px}
.finding details{margin-top:8px}
.finding summary{cursor:pointer;color:var(--quiet);font-size:13px}
.finding.accepted{opacity:.75}
.finding .where{display:flex;flex-wrap:wrap;gap:0 14px;font-size:13px;color:var(--quiet)}
.doubts{background:var(--leakwash);border-radius:12px;padding:14px 18px;margin:22px 0 0}
.doubts ul{margin:6px 0 0;padding-left:18px;font-size:14px}
.classes td,.classes th{padding:8px 14px}
.none{padding:20px 0;color:var(--quiet)}
footer{padding-top:30px;padding-bottom:48px;color:var(--quiet);font-size:13px}
[hidden]{display:none!important}
@media(max-width:760px){main,header,footer{padding-left:14px;padding-right:14px}h1{font-size:22px}.filter{position:static}
.matrix thead{display:none}.matrix tr{display:block;border-bottom:1px solid var(--line);padding:10px 0}.matrix tbody tr:last-child{border-bottom:0}.matrix td{display:block;width:auto!important;border:0;padding:3px 14px}.matrix td[data-head]::before{content:attr(data-head);display:block;font-size:11.5px;color:var(--quiet)}}
@media print{:root,:root:not([data-theme=light]){--paper:#fff;--card:#fff;--ink:#000;--quiet:#444;--line:#bbb;--accent:#0b6e69;--good:#1b7f4b;--bad:#a80f2c;--leak:#8f4700;--warn:#6d5200;--badwash:#fff;--leakwash:#fff;--chip:#eee;--code:#f2f2f2;--shadow:none;color-scheme:light}body{font-size:10.5pt}.filter,.toggle{display:none}.finding,tr,.steps li{break-inside:avoid}.scroll{overflow:visible;border:0}main,header,footer{max-width:none;padding:0}#map .scroll>svg{min-width:0}}
@media(prefers-reduced-motion:no-preference){.flow,.node{transition:opacity .15s}}
`;
