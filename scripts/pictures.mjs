// Pictures of every page in three themes, two languages and four widths, for people who look at them side by side:
// test/output/pages/index.html. The walks are those of the page tests, which say besides what is wrong on a page.
// Some of them are kept in test/pictures and compared: light, English, 380 and 1280 px wide.
//   npm run pictures                 all of them, compared with those that are kept
//   npm run pictures -- load         the walks with one of these words in their name
//   npm run pictures -- accept       those of now are the ones that are kept
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pixelsDiffer, placesDiffer, smaller } from './compare-pictures.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const words = process.argv.slice(2).filter((word) => word !== 'accept');
const isAccepting = process.argv.includes('accept');
const walks = readdirSync(join(root, 'test/e2e'))
  .filter((file) => /^tab-.+-pages\.test\.ts$/.test(file))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .map((file) => `test/e2e/${file}`);
if (walks.length === 0) {
  console.error(`No walk is called so: ${words.join(' ')}`);
  process.exit(1);
}
const pages = join(root, 'test/output/pages');
const made = join(root, 'test/output/kept-pictures');
const kept = join(root, 'test/pictures');
const mostBytes = 6_000_000;
if (words.length === 0) rmSync(pages, { recursive: true, force: true });
rmSync(made, { recursive: true, force: true });
// The walks that look are called by their language; what is kept is English.
const looked = isAccepting ? '^.*en-gb: ' : '^.*(en-gb|de-de): ';
const clock = pathToFileURL(join(root, 'test/support/run/still-clock.mjs')).href;
const { status } = spawnSync(
  process.execPath,
  [join(root, 'scripts/bootstrap.mjs'), 'test', '--grep', looked, ...walks],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TOKEN_DESK_PICTURES: '1', TZ: 'UTC', NODE_OPTIONS: `--import=${clock}` },
  },
);
console.log(`Pictures: ${join(pages, 'index.html')}`);
const names = existsSync(made) ? readdirSync(made).filter((file) => file.endsWith('.png')) : [];
if (status !== 0) process.exit(1);
const chromiumMajor = majorOf(process.env.CHROMIUM ?? '/usr/bin/chromium');
if (isAccepting) accept();
else compare();

function majorOf(command) {
  const said = execFileSync(command, ['--version'], { encoding: 'utf8' });
  return Number(/Chromium (\d+)/.exec(said)?.[1]);
}

function accept() {
  mkdirSync(kept, { recursive: true });
  for (const name of names) {
    const places = name.replace('.png', '.json');
    copyFileSync(join(made, places), join(kept, places));
    writeFileSync(join(kept, name), smaller(readFileSync(join(made, name))));
  }
  writeFileSync(join(kept, 'chromium.json'), `${JSON.stringify({ major: chromiumMajor })}\n`);
  const bytes = readdirSync(kept).reduce((sum, file) => sum + statSync(join(kept, file)).size, 0);
  console.log(`${names.length} pictures are kept now; all together are ${(bytes / 1e6).toFixed(1)} MB`);
  if (bytes <= mostBytes) return;
  console.error(`That is more than ${mostBytes / 1e6} MB: take some out of test/pictures/kept.json`);
  process.exit(1);
}

function compare() {
  const isSame = readMajor() === chromiumMajor;
  const others = names.filter((name) => isOther(name, isSame));
  const how = isSame ? 'compared' : 'by another Chromium: texts and their places were compared';
  console.log(`${names.length} pictures ${how}; ${others.length} are others than those in test/pictures`);
  if (others.length > 0) process.exit(1);
}

function readMajor() {
  const file = join(kept, 'chromium.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).major : chromiumMajor;
}

function isOther(name, isSameChromium) {
  const before = join(kept, name);
  if (!existsSync(before)) return says(name, 'is not kept yet');
  const after = join(made, name);
  if (isSameChromium) return says(name, pixelsDiffer(readFileSync(before), readFileSync(after)));
  const placesIn = (file) => JSON.parse(readFileSync(file.replace('.png', '.json'), 'utf8'));
  return says(name, placesDiffer(placesIn(before), placesIn(after)));
}

function says(name, difference) {
  if (difference === null) return false;
  console.log(`${name} ${difference}`);
  return true;
}
