// Pictures of every page in three themes, two languages and four widths, for people who look at them side by side:
// test/output/pages/index.html. The walks are those of the page tests, which say besides what is wrong on a page.
//   npm run pictures                 all of them
//   npm run pictures -- load         the walks with one of these words in their name
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const words = process.argv.slice(2);
const walks = readdirSync(join(root, 'test/e2e'))
  .filter((file) => /^tab-.+-pages\.test\.ts$/.test(file))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .map((file) => `test/e2e/${file}`);
if (walks.length === 0) {
  console.error(`No walk is called so: ${words.join(' ')}`);
  process.exit(1);
}
const pages = join(root, 'test/output/pages');
if (words.length === 0) rmSync(pages, { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [join(root, 'scripts/bootstrap.mjs'), 'test', ...walks], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, TOKEN_DESK_PICTURES: '1' },
});
console.log(`Pictures: ${join(pages, 'index.html')}`);
process.exit(status ?? 1);
