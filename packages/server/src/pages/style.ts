import { createHash } from 'node:crypto'

/** One sheet for every page: system fonts, nothing from elsewhere. Text has a contrast of 7:1 or more, in the dark too. */
export const style = `
:root{color-scheme:light dark;--ink:#16181d;--soft:#4a505c;--line:#d5d9e0;--page:#f3f4f7;--card:#fff;--act:#1146b0;--on-act:#fff;--good:#0d5c34;--good-bg:#e4f5eb;--bad:#8f1414;--bad-bg:#fdeaea;--note:#5b4300;--note-bg:#fff3d1}
@media (prefers-color-scheme:dark){:root{--ink:#f2f3f5;--soft:#c0c5cf;--line:#3b414d;--page:#121419;--card:#1b1e25;--act:#a8c4ff;--on-act:#0b1a3a;--good:#93e2b4;--good-bg:#10301f;--bad:#ffb4b0;--bad-bg:#401416;--note:#ffdf8a;--note-bg:#3a2e08}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;overflow-wrap:anywhere}
main{max-width:30rem;margin:0 auto;padding:1rem}
main.wide{max-width:52rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.9rem;padding:1.25rem;margin:0 0 1rem}
h1{font-size:1.15rem;margin:0;line-height:1.3}
h2{font-size:1rem;margin:0 0 .75rem}
p{margin:.5rem 0}
.amount{font-size:2.4rem;font-weight:700;line-height:1.15;margin:.6rem 0 .4rem;font-variant-numeric:tabular-nums}
.soft{color:var(--soft)}
.small{font-size:.9rem}
.banner,.outcome{border-radius:.7rem;padding:.7rem 1rem;margin:0 0 1rem}
.banner,.note{background:var(--note-bg);color:var(--note)}
.banner{font-size:.9rem}
.outcome{font-weight:600}
.good{background:var(--good-bg);color:var(--good)}
.bad{background:var(--bad-bg);color:var(--bad)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.35rem 1rem;margin:1rem 0 0}
dt{color:var(--soft)}
dd{margin:0;text-align:right}
label{display:block;font-weight:600;margin:.9rem 0 .3rem}
input,select{width:100%;font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:.6rem;padding:.7rem .8rem;min-height:3rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.8rem}
.button,button{display:block;width:100%;text-align:center;text-decoration:none;font:inherit;font-size:1.05rem;font-weight:700;color:var(--on-act);background:var(--act);border:0;border-radius:.7rem;padding:.85rem 1rem;min-height:3.1rem;margin:1.1rem 0 0;cursor:pointer}
a{color:var(--act)}
a.button{color:var(--on-act)}
:focus-visible{outline:3px solid var(--act);outline-offset:3px}
details{border-top:1px solid var(--line)}
details:first-of-type{border-top:0}
summary{cursor:pointer;font-weight:600;padding:.9rem .2rem;min-height:3rem}
details>form{padding:0 .2rem 1rem}
ul.tests{margin:.6rem 0 0;padding:0 0 0 1.1rem;color:var(--soft);font-size:.9rem}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:0 0 .5rem}
th,td{text-align:left;padding:.55rem .4rem;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600;font-size:.9rem}
.number{text-align:right}
.number,.whole{white-space:nowrap}
.totals{display:grid;grid-template-columns:1fr auto;column-gap:0;max-width:24rem;margin:1rem 0 0 auto;padding:0 .4rem;font-variant-numeric:tabular-nums;break-inside:avoid}
.totals dd{white-space:nowrap;padding-left:1rem}
.totals .sum{font-weight:700;font-size:1.15rem;color:var(--ink);border-top:2px solid var(--ink);padding-top:.5rem;margin-top:.2rem}
.card>:first-child,.head p:first-child{margin-top:0}
.card>:last-child{margin-bottom:0}
.head+p,.head+table,.head+p+table,.card>h2:not(:first-child){margin-top:1.5rem}
.phone{display:none}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:1rem}
.head dl{margin:0}
.lines{margin:.2rem 0 0}
.buyer{margin:1rem 0 0}
.name{margin:0;font-weight:600}
.status{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:.05rem .7rem;font-size:.9rem;font-weight:600}
footer{text-align:center;color:var(--soft);font-size:.85rem;padding:0 1rem 2rem}
@media (max-width:36rem){.cut{display:none}.phone{display:inline}.head{display:block}.head>div+div{margin-top:1rem}.totals{max-width:none}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#333;--line:#999;--page:#fff;--card:#fff;--good:#000;--bad:#000;--note:#000;--good-bg:#fff;--bad-bg:#fff;--note-bg:#fff}
@page{margin:16mm}
body{font-size:11pt}main,main.wide{max-width:none;padding:0}.card{border:0;padding:0;border-radius:0}
.no-print,.phone{display:none}.cut{display:table-cell}.head{display:flex}.banner{padding:0}
thead{display:table-header-group}tr{break-inside:avoid}a{color:inherit}}
`

/** The sheet's place in the content security policy. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`
