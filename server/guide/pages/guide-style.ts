import { paperTheme } from '../../../shared/charts/paper-theme.ts';

const { ink, quiet, hair, bar, fills } = paperTheme;

/** The one style sheet of the guide: light and dark, wide and narrow, on paper. */
export const guideStyle = `
:root{color-scheme:light dark;--ink:${ink};--quiet:${quiet};--line:${hair};--page:#fff;--soft:#f4f6f8;--link:#0b57a4;--bar:${bar};--done:${fills.G};--late:${fills.R}}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--quiet:#b0b8c1;--line:#3c444d;--page:#14181c;--soft:#1d2329;--link:#8ab8ea;--bar:#7ba7d6;--done:#6fbf8e;--late:#f0867e}}
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,"Segoe UI",Roboto,sans-serif;color:var(--ink);background:var(--page)}
a{color:var(--link)}
a:focus-visible,input:focus-visible,button:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-9999px}
.skip:focus{left:8px;top:8px;background:var(--page);padding:8px;z-index:1}
header,main,footer{max-width:64rem;margin:0 auto;padding:0 1rem}
header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline;padding-top:1rem;padding-bottom:.75rem;border-bottom:1px solid var(--line)}
header a.home{font-weight:600;text-decoration:none;color:var(--ink)}
header nav{margin-left:auto}
footer{padding-top:1.5rem;padding-bottom:2rem;color:var(--quiet);font-size:.875rem}
h1{font-size:1.75rem;line-height:1.2;margin:1.5rem 0 .25rem}
h2{font-size:1.25rem;margin:2rem 0 .5rem}
h3{font-size:1.0625rem;margin:0 0 .25rem}
.quiet{color:var(--quiet)}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:.75rem 0}
.facts dt{color:var(--quiet)}
.facts dd{margin:0;overflow-wrap:anywhere}
.card{border:1px solid var(--line);border-radius:8px;padding:1rem;margin:.75rem 0}
.late{color:var(--late);font-weight:600}
ul.plain{list-style:none;padding:0;margin:.5rem 0}
ul.plain>li{padding:.35rem 0;border-bottom:1px solid var(--line)}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:1rem 0}
form label{display:block;font-weight:600}
input{font:inherit;padding:.5rem .625rem;border:1px solid var(--quiet);border-radius:6px;min-width:16rem;max-width:100%;background:var(--page);color:var(--ink)}
button{font:inherit;padding:.5rem 1rem;border:1px solid var(--link);border-radius:6px;background:var(--link);color:var(--page)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
th{font-weight:600}
.number{text-align:right}
svg{max-width:100%;height:auto;display:block}
svg text{fill:var(--quiet);font-size:11px}
.pages{display:flex;gap:1.5rem;margin:1rem 0}
@media (max-width:36rem){.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.5rem}header nav{margin-left:0}}
@media print{header nav,form,.pages,.skip{display:none}a{color:inherit;text-decoration:none}.card{break-inside:avoid}}
`;
