/**
 * All of the shopper pages' looks, put into the page itself: nothing else is loaded.
 * Every pair of colours has at least 4.5:1 contrast, in light and in dark.
 */
export const shopperStyle = `
:root{color-scheme:light dark;--page:#f1f2f4;--sheet:#fff;--ink:#1c2024;--quiet:#5c6570;--line:#c9cfd6;--edge:#7d8793;--link:#1756a9;--button:#1756a9;--on:#fff;--box:#f6f7f9;--bad:#a61b1b;--badbox:#fdf0f0;--good:#146c3c;--goodbox:#eef8f1;--infobox:#eef4fc}
@media (prefers-color-scheme:dark){:root{--page:#16181b;--sheet:#22262b;--ink:#f1f2f4;--quiet:#a9b2bd;--line:#3f464f;--edge:#8c96a3;--link:#8ab8f5;--button:#8ab8f5;--on:#10151b;--box:#2b3037;--bad:#ff9b9b;--badbox:#3a2226;--good:#7fdca4;--goodbox:#1d3327;--infobox:#1f2d40}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
.sheet{max-width:36rem;margin:0 auto;padding:1.25rem 1rem 2rem;background:var(--sheet);min-height:100vh}
@media (min-width:40rem){.sheet{margin:2rem auto;padding:2rem;border-radius:1rem;min-height:0}}
.shop{margin:0;color:var(--quiet);font-weight:600}
h1{margin:.25rem 0 1rem;font-size:1.6rem;line-height:1.25;overflow-wrap:break-word}
h2{margin:1.75rem 0 .5rem;font-size:1.15rem}
p{margin:0 0 1rem}
[dir=auto]:not(input,textarea){text-align:-webkit-match-parent;text-align:match-parent}
a{color:var(--link)}
.quiet{color:var(--quiet);font-size:.925rem}
.box{margin:0 0 1rem;padding:.875rem 1rem;border-radius:.75rem;background:var(--box)}
.box>:last-child{margin-bottom:0}
.box.bad{background:var(--badbox)}.box.good{background:var(--goodbox)}.box.info{background:var(--infobox)}
.box.bad strong{color:var(--bad)}.box.good strong{color:var(--good)}
.box ul{margin:.25rem 0 0;padding-inline-start:1.25rem}
.lines{list-style:none;margin:0 0 1rem;padding:0}
.lines li{display:flex;gap:.75rem;align-items:flex-start;padding:.625rem 0;border-bottom:1px solid var(--line)}
.lines img{width:3.5rem;height:3.5rem;object-fit:cover;border-radius:.5rem;background:var(--box);flex:none}
.lines .what{flex:1;min-width:0}
.lines .price,.sum bdi{white-space:nowrap}
.sum{display:flex;gap:.75rem;justify-content:space-between;margin:0 0 .5rem}
.field{margin:0 0 1.125rem}
.field label,.field legend{display:block;font-weight:600;margin-bottom:.25rem;padding:0}
fieldset.field{border:0;padding:0;margin-inline:0}
.field .hint{display:block;color:var(--quiet);font-size:.925rem;margin-bottom:.25rem}
.field .error{display:block;color:var(--bad);font-weight:600;margin-top:.3rem}
input,select,textarea{width:100%;min-height:3rem;padding:.625rem .75rem;font:inherit;color:inherit;background:var(--sheet);border:1px solid var(--edge);border-radius:.5rem}
textarea{min-height:6rem}
input[type=radio],input[type=checkbox]{width:1.5rem;min-height:1.5rem;height:1.5rem;margin:0;flex:none;accent-color:var(--button)}
.choice,.field label.choice{display:flex;gap:.75rem;align-items:center;margin:0;padding:.625rem 0;font-weight:400;min-height:3rem}
.choice.box{margin:0 0 1rem;padding:.875rem 1rem}
[aria-invalid=true]{border:2px solid var(--bad)}
.pair{display:grid;gap:0 1rem}
@media (min-width:30rem){.pair{grid-template-columns:1fr 1fr}}
button,.button{display:block;width:100%;min-height:3.25rem;padding:.75rem 1.5rem;border:0;border-radius:.625rem;background:var(--button);color:var(--on);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.after{margin:1rem 0 0}
button.plain{background:transparent;color:var(--link);border:1px solid var(--edge)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.stages{list-style:none;margin:0 0 1rem;padding:0}
.stages li{position:relative;padding:0 0 1.125rem 2.25rem;padding-inline:2.25rem 0}
.stages li::before{content:"";position:absolute;inset-inline-start:.25rem;top:.3rem;width:1rem;height:1rem;border-radius:50%;border:2px solid var(--edge);background:var(--sheet)}
.stages li::after{content:"";position:absolute;inset-inline-start:.7rem;top:1.4rem;bottom:-.2rem;width:2px;background:var(--line)}
.stages li:last-child::after{display:none}
.stages .done::before{background:var(--good);border-color:var(--good)}
.stages .now::before{background:var(--button);border-color:var(--button)}
.stages .now .stage{font-weight:700}
.stages .coming{color:var(--quiet)}
.scores{display:grid;grid-template-columns:repeat(auto-fill,minmax(3rem,1fr));gap:.5rem;margin:.5rem 0}
.score{position:relative;display:block;font-weight:400!important}
.score input{position:absolute;inset:0;width:100%;height:100%;min-height:0;opacity:0;cursor:pointer}
.score span{display:flex;align-items:center;justify-content:center;min-height:3rem;border:1px solid var(--edge);border-radius:.625rem;font-weight:600}
.score input:checked+span{background:var(--button);border-color:var(--button);color:var(--on)}
.score input:focus-visible+span{outline:3px solid var(--link);outline-offset:2px}
form+form{margin-top:1rem}
footer{margin-top:2rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--quiet);font-size:.925rem}
`.trim()
