/** The portal's whole style: one file, no fonts to fetch, no script. */
export const portalStyles = `
:root{--ink:#1c1d1a;--soft:#5c5f57;--line:#dcded6;--paper:#fff;--ground:#f5f6f2;--accent:#0f5c4a;--late:#a3170f;--late-ground:#fdecea;--wait:#7a4b00;--wait-ground:#fff3d9;--good:#0f5c4a;--good-ground:#e2f3ec}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
a{color:var(--accent)}
header.bar{background:var(--paper);border-bottom:1px solid var(--line)}
.bar .in{max-width:960px;margin:0 auto;padding:12px 16px;display:flex;gap:12px;align-items:center;justify-content:space-between}
.bar strong{display:block;line-height:1.2}
.bar small{color:var(--soft)}
main{max-width:960px;margin:0 auto;padding:20px 16px 64px}
.foot{max-width:960px;margin:0 auto;padding:0 16px 32px}
h1{font-size:24px;line-height:1.25;margin:0 0 4px}
h2{font-size:17px;margin:0 0 12px}
p{margin:0 0 12px}
.soft{color:var(--soft)}
nav.tabs{display:flex;gap:8px;margin:0 0 16px;flex-wrap:wrap}
nav.tabs a{display:flex;align-items:center;gap:8px;min-height:44px;padding:8px 14px;border-radius:999px;border:1px solid var(--line);background:var(--paper);color:var(--ink);text-decoration:none;font-weight:600}
nav.tabs a[aria-current]{background:var(--ink);border-color:var(--ink);color:#fff}
nav.tabs b{font-size:13px;font-weight:600;opacity:.75}
.card{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:18px;margin:0 0 16px}
.rows{list-style:none;margin:0;padding:0}
.rows li{margin:0 0 10px}
.rows a{display:grid;grid-template-columns:1fr auto;gap:4px 12px;padding:14px 16px;background:var(--paper);border:1px solid var(--line);border-radius:12px;color:inherit;text-decoration:none}
.rows a:hover,.rows a:focus-visible{border-color:var(--accent)}
.rows .number{font-weight:700;font-size:17px}
.rows .due{text-align:right}
.chip{display:inline-block;border-radius:999px;padding:2px 10px;font-size:14px;font-weight:600;background:#ecede8}
.chip.late{background:var(--late-ground);color:var(--late)}
.chip.wait{background:var(--wait-ground);color:var(--wait)}
.chip.good{background:var(--good-ground);color:var(--good)}
.notice{border-radius:12px;padding:14px 16px;margin:0 0 16px;background:var(--good-ground);color:var(--good)}
.notice.bad{background:var(--late-ground);color:var(--late)}
.notice.warn{background:var(--wait-ground);color:var(--wait)}
.notice ul{margin:4px 0 0;padding-left:20px}
.two{display:grid;gap:16px;margin-bottom:16px}
.two .card{margin:0}
@media(min-width:720px){.two{grid-template-columns:1fr 1fr}}
table{width:100%;border-collapse:collapse}
th{text-align:left;font-size:14px;color:var(--soft);font-weight:600}
td,th{padding:8px 8px 8px 0;border-bottom:1px solid var(--line);vertical-align:top}
tr:last-child td{border-bottom:0}
td.n,th.n{text-align:right;padding-right:0}
address{font-style:normal}
address span{display:block}
[dir=auto]{text-align:-webkit-match-parent;text-align:match-parent}
label{display:block;font-weight:600;margin:0 0 4px}
label small{font-weight:400;color:var(--soft)}
.field{margin:0 0 14px}
input[type=text],input[type=password],input[type=number],input[type=url],select,textarea{width:100%;min-height:44px;padding:9px 12px;border:1px solid #8a8d83;border-radius:8px;background:#fff;color:inherit;font:inherit}
td input[type=number]{width:88px;text-align:right}
textarea{min-height:80px}
:focus-visible{outline:3px solid #5aa893;outline-offset:2px}
button,.button{display:inline-flex;align-items:center;justify-content:center;min-height:44px;padding:9px 18px;border:1px solid var(--accent);border-radius:8px;background:var(--accent);color:#fff;font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
button.plain,.button.plain{background:var(--paper);color:var(--ink);border-color:#8a8d83}
button.stop{background:var(--paper);color:var(--late);border-color:var(--late)}
.actions{display:flex;gap:10px;flex-wrap:wrap;margin-top:4px}
details{margin-top:14px;border-top:1px solid var(--line);padding-top:14px}
summary{cursor:pointer;font-weight:600;min-height:32px}
.narrow{max-width:420px;margin:8vh auto 0}
.empty{text-align:center;padding:48px 16px;color:var(--soft)}
.barcode{display:block;height:72px;max-width:100%;margin:0 0 12px}
.crumb{display:inline-block;margin:0 0 10px;min-height:32px}
.break{overflow-wrap:anywhere}
@media print{header.bar,.crumb,.no-print{display:none}body{background:#fff;font-size:13px}main{max-width:none;padding:0}.card{border:0;padding:0;margin:0 0 18px}}
`
