import type { DeskTab } from '../test/support/tab/desk-tab.ts';

/** Runs in the page: does something, then answers when a level-1 heading with that text has been painted. */
export const painted = `(text, act) => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error('never painted; there is: ' + document.querySelector('main').innerText.slice(-700))), 10_000);
  const startedAt = performance.now();
  const isThere = () => document.querySelector('h1')?.textContent?.includes(text) === true;
  const watching = new MutationObserver(() => {
    if (!isThere()) return;
    watching.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve({ startedAt, endedAt: performance.now() }), 0));
  });
  watching.observe(document.body, { childList: true, subtree: true, characterData: true });
  act();
})`;

export type Timed = { readonly startedAt: number; readonly endedAt: number };

/** Types a code; milliseconds from its sixth digit until a heading with that text is painted. */
export async function lastDigitUntil({ tab, page }: DeskTab, code: string, text: string): Promise<number> {
  await tab.locator('.boxes-input').focus();
  await page.keyboard.type(code.slice(0, 5));
  const timed = await tab.evaluate<Timed>(
    `(${painted})('${text}', () =>
      window.dispatchEvent(new KeyboardEvent('keydown', { key: '${code[5]}', bubbles: true, cancelable: true })))`,
  );
  return timed.endedAt - timed.startedAt;
}

/** Milliseconds from a press of the step's main button until a heading with that text is painted. */
export async function mainButtonUntil({ tab }: DeskTab, text: string): Promise<number> {
  const timed = await tab.evaluate<Timed>(
    `(${painted})('${text}', () => document.querySelector('.wizard-middle [data-main]').click())`,
  );
  return timed.endedAt - timed.startedAt;
}
