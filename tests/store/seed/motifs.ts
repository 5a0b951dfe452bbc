/**
 * Product drawings on a 200 × 200 sheet. `a` is the body's colour, `b` the shade, `c` the light;
 * each drawing is SVG with those three letters as fills, filled in by picture.ts.
 */
export const motifs = {
  mug: '<path d="M52 62h78v62a22 22 0 0 1-22 22H74a22 22 0 0 1-22-22z" fill="a"/><path d="M130 78h12a16 16 0 0 1 16 16v6a18 18 0 0 1-18 18h-10" fill="none" stroke="a" stroke-width="9"/><ellipse cx="91" cy="62" rx="39" ry="9" fill="b"/><path d="M62 76v44" stroke="c" stroke-width="6" stroke-linecap="round"/>',
  pot: '<path d="M44 96a56 44 0 0 1 112 0v34a18 18 0 0 1-18 18H62a18 18 0 0 1-18-18z" fill="a"/><path d="M152 100l26-20" stroke="a" stroke-width="11" stroke-linecap="round"/><path d="M64 62a38 30 0 0 1 72 0" fill="none" stroke="b" stroke-width="7"/><circle cx="100" cy="50" r="7" fill="b"/><path d="M58 100v26" stroke="c" stroke-width="6" stroke-linecap="round"/>',
  pan: '<circle cx="84" cy="106" r="54" fill="a"/><circle cx="84" cy="106" r="40" fill="b"/><path d="M126 74l46-34" stroke="a" stroke-width="15" stroke-linecap="round"/><path d="M60 90a32 32 0 0 1 20-12" fill="none" stroke="c" stroke-width="5" stroke-linecap="round"/>',
  board:
    '<rect x="42" y="66" width="102" height="72" rx="16" fill="a"/><rect x="140" y="92" width="36" height="20" rx="10" fill="a"/><circle cx="164" cy="102" r="4" fill="c"/><path d="M58 84c30 8 50-6 74 2M58 104c26 8 50-6 74 2M58 122c26 6 50-6 74 0" fill="none" stroke="b" stroke-width="3"/>',
  jar: '<rect x="62" y="44" width="76" height="22" rx="6" fill="b"/><path d="M60 70h80c8 8 10 16 10 26v44a16 16 0 0 1-16 16H66a16 16 0 0 1-16-16V96c0-10 2-18 10-26z" fill="a"/><rect x="66" y="96" width="68" height="36" rx="4" fill="c"/><path d="M76 108h48M76 120h30" stroke="b" stroke-width="4" stroke-linecap="round"/>',
  knife:
    '<path d="M34 118C70 84 110 68 142 62l6 24C120 100 84 112 50 124z" fill="c"/><path d="M142 62l6 24 30-10a12 12 0 0 0-8-22z" fill="a"/><circle cx="158" cy="68" r="3" fill="b"/><path d="M34 118l16 6c30-10 60-20 98-38" fill="none" stroke="b" stroke-width="3"/>',
  cloth:
    '<path d="M50 50h84l16 16v84H50z" fill="a"/><path d="M134 50v16h16z" fill="b"/><path d="M50 78h100M50 102h100M50 126h100" stroke="c" stroke-width="5"/><path d="M74 50v100M106 50v100" stroke="b" stroke-width="3" opacity=".5"/>',
  bowl: '<path d="M36 86h128a64 60 0 0 1-128 0z" fill="a"/><ellipse cx="100" cy="86" rx="64" ry="13" fill="b"/><path d="M82 146h36v8H82z" fill="b"/><path d="M52 102a50 40 0 0 0 16 24" fill="none" stroke="c" stroke-width="6" stroke-linecap="round"/>',
  glass:
    '<path d="M66 46h36v22a18 20 0 0 1-36 0z" fill="a"/><path d="M84 88v44M68 138h32" stroke="a" stroke-width="6" stroke-linecap="round"/><path d="M104 62h40v24a20 22 0 0 1-40 0z" fill="b"/><path d="M124 108v38M106 150h36" stroke="b" stroke-width="6" stroke-linecap="round"/><path d="M72 52v12M112 68v14" stroke="c" stroke-width="4" stroke-linecap="round"/>',
  candle:
    '<rect x="62" y="84" width="76" height="70" rx="8" fill="a"/><ellipse cx="100" cy="84" rx="38" ry="9" fill="c"/><path d="M100 84V68" stroke="b" stroke-width="4"/><path d="M100 34c14 16 14 30 0 34-14-4-14-18 0-34z" fill="#e8a33d"/><rect x="74" y="104" width="52" height="30" rx="3" fill="c"/><path d="M84 116h32M84 125h20" stroke="b" stroke-width="3"/>',
  blanket:
    '<rect x="44" y="62" width="112" height="84" rx="14" fill="a"/><path d="M44 84h112M44 106h112M44 128h112" stroke="b" stroke-width="8" opacity=".7"/><path d="M50 146v12M66 146v12M82 146v12M98 146v12M114 146v12M130 146v12M146 146v12" stroke="a" stroke-width="4"/><path d="M58 70h84" stroke="c" stroke-width="4"/>',
  cushion:
    '<path d="M44 56c36 10 76 10 112 0-8 32-8 56 0 88-36-10-76-10-112 0 8-32 8-56 0-88z" fill="a"/><path d="M100 82v36M82 100h36" stroke="c" stroke-width="6" stroke-linecap="round"/><circle cx="100" cy="100" r="30" fill="none" stroke="b" stroke-width="3"/>',
  soap: '<rect x="42" y="82" width="116" height="60" rx="24" fill="a"/><rect x="60" y="96" width="80" height="32" rx="14" fill="none" stroke="b" stroke-width="4"/><circle cx="70" cy="58" r="10" fill="c"/><circle cx="96" cy="48" r="7" fill="c"/><circle cx="122" cy="60" r="12" fill="c"/>',
  lantern:
    '<path d="M76 62h48l10 18v60H66V80z" fill="a"/><rect x="78" y="84" width="44" height="46" rx="6" fill="#f3cf7c"/><path d="M84 62V50h32v12" fill="b"/><path d="M82 46a18 16 0 0 1 36 0" fill="none" stroke="b" stroke-width="5"/><rect x="60" y="140" width="80" height="14" rx="5" fill="b"/><path d="M100 84v46" stroke="c" stroke-width="3"/>',
  stool:
    '<rect x="40" y="66" width="120" height="20" rx="8" fill="a"/><path d="M60 86l-12 68M140 86l12 68M54 122h92" stroke="b" stroke-width="11" stroke-linecap="round"/><path d="M52 74h60" stroke="c" stroke-width="4" stroke-linecap="round"/>',
  plant:
    '<path d="M64 108h72l-10 46H74z" fill="a"/><rect x="58" y="98" width="84" height="14" rx="5" fill="b"/><path d="M100 98V62" stroke="#4d7a4d" stroke-width="5"/><path d="M100 74c-6-20-22-26-36-24 2 18 18 28 36 24zM100 66c4-22 20-32 36-30 0 20-16 32-36 30z" fill="#6a9a62"/><path d="M72 120l6 26" stroke="c" stroke-width="5" stroke-linecap="round"/>',
  rope: '<circle cx="100" cy="100" r="56" fill="none" stroke="a" stroke-width="14"/><circle cx="100" cy="100" r="38" fill="none" stroke="b" stroke-width="12"/><circle cx="100" cy="100" r="22" fill="none" stroke="a" stroke-width="11"/><path d="M148 130l22 28" stroke="a" stroke-width="12" stroke-linecap="round"/><circle cx="100" cy="100" r="56" fill="none" stroke="c" stroke-width="3" stroke-dasharray="6 10"/>',
  hook: '<rect x="76" y="42" width="48" height="66" rx="10" fill="a"/><path d="M100 84v30a26 26 0 0 0 50 8" fill="none" stroke="b" stroke-width="13" stroke-linecap="round"/><circle cx="100" cy="56" r="5" fill="c"/><circle cx="100" cy="94" r="5" fill="c"/>',
  bag: '<path d="M54 74h92l10 78a8 8 0 0 1-8 8H52a8 8 0 0 1-8-8z" fill="a"/><path d="M74 74V60a26 26 0 0 1 52 0v14" fill="none" stroke="b" stroke-width="8"/><rect x="64" y="104" width="72" height="36" rx="6" fill="b"/><path d="M64 116h72" stroke="c" stroke-width="4"/>',
  bottle:
    '<rect x="86" y="32" width="28" height="24" rx="5" fill="b"/><path d="M82 58h36l10 22v66a14 14 0 0 1-14 14H86a14 14 0 0 1-14-14V80z" fill="a"/><path d="M82 86v54" stroke="c" stroke-width="6" stroke-linecap="round"/><path d="M72 108h56" stroke="b" stroke-width="4"/>',
  tent: '<path d="M100 46l72 104H28z" fill="a"/><path d="M100 46l26 104H74z" fill="b"/><path d="M100 46v104" stroke="c" stroke-width="4"/><path d="M28 150l-8 8M172 150l8 8" stroke="b" stroke-width="4"/>',
  axe: '<path d="M66 156L126 54" stroke="a" stroke-width="13" stroke-linecap="round"/><path d="M98 48c20-16 46-10 62 14-18 2-34 12-42 30-16-10-24-26-20-44z" fill="b"/><path d="M150 62c-12 2-24 10-30 20" fill="none" stroke="c" stroke-width="4"/>',
  box: '<path d="M40 76l60-26 60 26v64l-60 26-60-26z" fill="a"/><path d="M40 76l60 26 60-26M100 102v64" fill="none" stroke="b" stroke-width="5"/><path d="M68 62l62 27v20" fill="none" stroke="c" stroke-width="6"/>',
  house:
    '<path d="M100 40l62 44H38z" fill="b"/><rect x="56" y="84" width="88" height="66" fill="a"/><circle cx="100" cy="112" r="14" fill="c"/><path d="M100 132v16" stroke="b" stroke-width="6" stroke-linecap="round"/><path d="M44 150h112" stroke="b" stroke-width="7" stroke-linecap="round"/>',
  sweater:
    '<path d="M76 46c14 12 34 12 48 0l40 24-14 34-16-8v60H66V96l-16 8-14-34z" fill="a"/><path d="M76 46c14 12 34 12 48 0l-8 16H84z" fill="b"/><path d="M66 140h68" stroke="b" stroke-width="8"/><path d="M88 78v50M112 78v50M100 82v46" stroke="c" stroke-width="4" stroke-dasharray="5 5"/>',
  hat: '<path d="M52 120a48 60 0 0 1 96 0z" fill="a"/><rect x="44" y="112" width="112" height="30" rx="12" fill="b"/><circle cx="100" cy="54" r="13" fill="c"/><path d="M72 84v28M100 72v40M128 84v28" stroke="b" stroke-width="4"/>',
  sock: '<path d="M76 42h42v62l34 30a16 16 0 0 1-12 28h-26c-10 0-18-4-26-12L76 138z" fill="a"/><rect x="72" y="38" width="50" height="20" rx="6" fill="b"/><path d="M76 82h42M76 98h42" stroke="c" stroke-width="6"/><path d="M140 126a20 20 0 0 0 2 34" fill="none" stroke="b" stroke-width="5"/>',
  print:
    '<rect x="52" y="40" width="96" height="120" rx="3" fill="c" stroke="b" stroke-width="4"/><rect x="64" y="54" width="72" height="64" fill="a"/><path d="M64 104c16-18 26-12 36-2s22 8 36-12v28H64z" fill="b"/><circle cx="118" cy="70" r="7" fill="c"/><path d="M76 134h48" stroke="b" stroke-width="4"/>',
  book: '<path d="M54 46h84a10 10 0 0 1 10 10v96H64a10 10 0 0 1-10-10z" fill="a"/><path d="M54 142a10 10 0 0 1 10-10h84v20H64a10 10 0 0 1-10-10z" fill="c"/><rect x="76" y="64" width="50" height="26" rx="3" fill="c"/><path d="M84 77h34" stroke="b" stroke-width="4"/><path d="M66 46v86" stroke="b" stroke-width="4"/>',
  download:
    '<path d="M60 38h56l28 28v96H60z" fill="c" stroke="b" stroke-width="4"/><path d="M116 38v28h28z" fill="b"/><path d="M102 82v42M84 108l18 18 18-18" fill="none" stroke="a" stroke-width="10" stroke-linecap="round" stroke-linejoin="round"/><path d="M80 144h44" stroke="a" stroke-width="8" stroke-linecap="round"/>',
  card: '<rect x="34" y="60" width="132" height="84" rx="10" fill="a"/><path d="M34 84h132" stroke="b" stroke-width="10"/><path d="M64 60v84" stroke="c" stroke-width="8"/><path d="M64 84c-22-24-30-2 0 0 30-24 30 0 0 0z" fill="c"/><path d="M104 118h44" stroke="c" stroke-width="6" stroke-linecap="round"/>',
} as const
