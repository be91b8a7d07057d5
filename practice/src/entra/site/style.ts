/** Plain and neutral, in the manner of the real pages; light and dark by the system's wish. */
export const styleSheet = `
:root { color-scheme: light dark; --page: #f3f2f1; --card: #fff; --text: #201f1e; --quiet: #5c5a58; --line: #d6d4d2;
  --accent: #0f62ab; --accent-text: #fff; --accent-press: #0c4f8b; --hover: #eeedec; --bad: #a4262c; --good: #0b6a0b; --bar: #fff; --strip: #fff6d6; --strip-text: #4a3b00; }
@media (prefers-color-scheme: dark) { :root { --page: #1b1a19; --card: #252423; --text: #f3f2f1; --quiet: #b8b5b2; --line: #484644;
  --accent: #7ab8f0; --accent-text: #0b1a29; --accent-press: #9ccbf5; --hover: #323130; --bad: #f7a3a7; --good: #8fd48f; --bar: #252423; --strip: #3a3113; --strip-text: #ffe9a3; } }
* { box-sizing: border-box; }
html { min-height: 100%; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--page); color: var(--text);
  font: 15px/1.45 "Segoe UI", system-ui, -apple-system, "Noto Sans", sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 8px; top: 8px; background: var(--card); padding: 8px; }
header { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; justify-content: space-between; padding: 8px 24px; background: var(--bar); border-bottom: 1px solid var(--line); }
header .who { display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: center; color: var(--quiet); font-size: 14px; overflow-wrap: anywhere; }
header form { margin: 0; }
main { flex: 1; width: 100%; max-width: 840px; margin: 0 auto; padding: 32px 24px; }
main.narrow { max-width: 520px; }
h1 { font-size: 26px; line-height: 1.25; font-weight: 600; margin: 0 0 8px; }
.card h1 { font-size: 22px; margin-bottom: 12px; }
p { margin: 0 0 12px; } .quiet { color: var(--quiet); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 28px; box-shadow: 0 2px 8px rgb(0 0 0 / 8%); }
.card .over { color: var(--quiet); font-size: 14px; margin-bottom: 4px; }
label { display: block; font-weight: 600; margin-bottom: 4px; }
input[type=text], input[type=password], input[type=email] { width: 100%; min-height: 44px; font: inherit; padding: 8px 10px; color: inherit; background: var(--card); border: 1px solid var(--quiet); border-radius: 4px; }
input.code { max-width: 200px; font-size: 22px; letter-spacing: .14em; font-variant-numeric: tabular-nums; }
.field { margin: 16px 0; }
.wrong { color: var(--bad); font-weight: 600; margin: 6px 0 0; } .wrong::before, .trouble::before { content: "! "; }
button, .button { display: inline-block; min-height: 44px; min-width: 92px; padding: 8px 18px; font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; border-radius: 4px; border: 1px solid var(--quiet); background: var(--card); color: var(--text); }
button:hover, .button:hover { background: var(--hover); }
button.main { background: var(--accent); border-color: var(--accent); color: var(--accent-text); } button.main:hover { background: var(--accent-press); }
button.link { min-height: 32px; min-width: 0; padding: 4px 0; border: 0; background: none; color: var(--accent); font-weight: 400; text-decoration: underline; text-align: left; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end; margin-top: 24px; flex-direction: row-reverse; justify-content: flex-start; }
p.cancel { margin: 16px 0 0; } time { white-space: nowrap; }
.add { margin: 20px 0 8px; } .add button { border-color: transparent; background: none; color: var(--accent); padding-left: 4px; } .add button:hover { background: var(--hover); }
ul.methods { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
ul.methods li { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; padding: 14px 18px; } ul.methods li + li { border-top: 1px solid var(--line); }
ul.methods svg, .choice svg { flex: none; width: 24px; height: 24px; fill: none; stroke: var(--quiet); stroke-width: 1.6; }
ul.methods b { flex: 1 1 180px; font-weight: 600; } ul.methods span { flex: 2 1 200px; color: var(--quiet); overflow-wrap: anywhere; }
ul.methods form { flex: 1 1 100%; display: flex; flex-wrap: wrap; gap: 8px; align-items: center; } ul.methods form input { max-width: 10em; }
.note { border-left: 4px solid var(--good); background: var(--card); padding: 10px 14px; margin: 12px 0; } .note::before { content: "✓ "; color: var(--good); }
.trouble { border-left: 4px solid var(--bad); background: var(--card); padding: 10px 14px; margin: 12px 0; }
.choice { display: flex; gap: 14px; align-items: center; width: 100%; text-align: left; padding: 14px; margin-top: 12px; } .choice span { font-weight: 400; color: var(--quiet); display: block; }
img.qr { display: block; max-width: 100%; height: auto; margin: 16px 0; image-rendering: pixelated; background: #fff; border: 1px solid var(--line); }
dl { margin: 12px 0; } dt { color: var(--quiet); font-size: 14px; } dd { margin: 0 0 10px; overflow-wrap: anywhere; } dd.key { font: 17px/1.5 ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; }
footer { display: flex; flex-wrap: wrap; gap: 4px 18px; align-items: center; padding: 8px 24px; background: var(--strip); color: var(--strip-text); font-size: 14px; }
footer form { margin: 0; } footer button.link { color: inherit; } footer code { font: inherit; font-weight: 600; }
@media (max-width: 520px) { header, footer { padding: 8px 16px; } main { padding: 16px; } .card { padding: 20px 16px; } .buttons button { flex: 1; } }
@media (forced-colors: active) { img.qr { forced-color-adjust: none; } }
`;
