import { mostCounted } from '@token-desk/contract/lengths';
import { cast } from '@token-desk/practice/people';
import { chromium } from 'playwright-core';
import { chromiumArgs, chromiumPath } from '../../test/support/run/require-all.ts';
import { fillStore } from '../../test/support/store/full-store.ts';
import { type DeskTab, openDeskTab } from '../../test/support/tab/desk-tab.ts';
import { WholeDesk } from '../../test/support/whole/whole-desk.ts';
import { type Figure, median, NotHere, round3 } from '../figure.ts';

const requests = 10_000;
const rounds = 20;
const warmUps = 3;
const limitMs = 200;
/** A few, one page of thousands, serials, an address, nobody: in turn, so that the list changes each time. */
const searches = ['ovak77', 'ana', '86596220', 'p4242@contoso', 'nobody at all', 'béla'];

type Search = { readonly paint: number; readonly api: number; readonly fromKey: number };

/** From the end of the API's answer until the list it holds is painted. */
export async function measure(): Promise<Figure> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new NotHere('needs Chromium: set CHROMIUM_PATH, or install chromium');
  const whole = await WholeDesk.start({ logLevel: 'warn' });
  try {
    await fillStore(whole.deps.store, requests);
    const browser = await chromium.launch({ executablePath, args: chromiumArgs });
    try {
      const desk = await openDeskTab(whole, browser, { place: '#/queue' });
      await desk.tab.locator('.row').first().waitFor();
      const taken: Search[] = [];
      for (let round = -warmUps; round < rounds; round += 1) {
        const found = await searchOnce(whole, desk, searches[(round + warmUps) % searches.length] ?? '');
        if (round >= 0) taken.push(found);
      }
      const middle = (part: keyof Search) => round3(median(taken.map((one) => one[part])));
      console.error(`queue-paint-10k: at most ${limitMs} ms; the call ${middle('api')} ms before it`);
      console.error(
        `queue-paint-10k: from the last key ${middle('fromKey')} ms, its pause for more included`,
      );
      return { figure: 'queue-paint-10k', ours: middle('paint'), floor: null, unit: 'ms', ratio: null };
    } finally {
      await browser.close();
    }
  } finally {
    await whole.close();
  }
}

/**
 * Runs in the page, begun before the first key: answers when the list stands there as the server has it and the
 * frame with it has been painted. A list that is not the one asked for would be quick for the wrong reason.
 */
const watchSearch = (ids: readonly string[], total: number, call: string) => `
window.searched = new Promise((resolve, reject) => {
  const ids = ${JSON.stringify(ids)};
  let keyAt = 0;
  const onKey = (event) => { keyAt = event.timeStamp; };
  addEventListener('keydown', onKey, { capture: true });
  setTimeout(() => reject(new Error('never painted: ' + document.querySelector('main').innerText.slice(0, 300))), 10_000);
  performance.clearResourceTimings();
  const isThere = () => document.querySelectorAll('.row').length === ids.length
    && ids.every((id) => document.getElementById('row-' + id) !== null)
    && (ids.length === 0
      ? document.querySelector('.empty') !== null
      : document.querySelector('.queue-foot [role=status]')?.textContent.replace(/\\D/g, '') === ids.length + '${Math.min(total, mostCounted)}');
  const timeOf = () => performance.getEntriesByType('resource').findLast(({ name }) => name.endsWith(${JSON.stringify(call)}));
  const tell = (paintedAt, tries) => {
    const timed = timeOf();
    // the browser writes the call into its list a moment after the page has the answer
    if (timed === undefined && tries > 0) return setTimeout(() => tell(paintedAt, tries - 1), 10);
    if (timed === undefined) return reject(new Error('the browser did not time the call'));
    resolve({ paint: paintedAt - timed.responseEnd, api: timed.responseEnd - timed.startTime, fromKey: paintedAt - keyAt });
  };
  const watching = new MutationObserver(() => {
    if (!isThere()) return;
    watching.disconnect();
    removeEventListener('keydown', onKey, { capture: true });
    requestAnimationFrame(() => requestAnimationFrame(() => tell(performance.now(), 100)));
  });
  watching.observe(document.body, { childList: true, subtree: true, characterData: true });
});
window.searched.catch(() => {});
undefined`;

async function searchOnce(whole: WholeDesk, { page, tab }: DeskTab, text: string): Promise<Search> {
  const query = { scope: 'all', q: text } as const;
  const { items, total } = await whole.user(cast.technician).api.call('listRequests', { query });
  const ids = items.map(({ id }) => id);
  await tab.getByRole('searchbox').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await tab.evaluate(watchSearch(ids, total, `/api/requests?${new URLSearchParams(query)}`));
  await page.keyboard.type(text);
  return tab.evaluate<Search>('window.searched');
}
