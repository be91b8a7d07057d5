import assert from 'node:assert/strict';
import type { Person } from '@token-desk/contract/ids';
import { sven, tina } from '../../support/bot/requests.ts';
import { lendGlobals } from '../../support/browser/browser-pictures.ts';

type Kept = {
  readonly window: typeof import('@token-desk/tab/kept/window-store');
  readonly run: typeof import('@token-desk/tab/kept/kept-run');
  readonly last: typeof import('@token-desk/tab/kept/last-person');
  readonly browser: typeof import('@token-desk/tab/kept/browser-store');
};

/** Storage as browsers have it; a forbidden one throws at every touch, as in a frame without it. */
class Storage {
  readonly kept = new Map<string, string>();
  isForbidden = false;
  getItem = (key: string) => this.#allowed().get(key) ?? null;
  setItem = (key: string, value: string) => void this.#allowed().set(key, value);
  removeItem = (key: string) => void this.#allowed().delete(key);
  #allowed() {
    if (this.isForbidden) throw new DOMException('denied', 'SecurityError');
    return this.kept;
  }
}

let pages = 0;
/** A page as it is loaded: its modules begin anew, what the browser keeps stays. */
async function load(): Promise<Kept> {
  const page = `?page=${++pages}`;
  const at = (name: string) =>
    import(new URL(`../../../tab/src/kept/${name}.ts${page}`, import.meta.url).href);
  return {
    window: await at('window-store'),
    run: await at('kept-run'),
    last: await at('last-person'),
    browser: await at('browser-store'),
  };
}

describe('what the tab keeps over a reload', () => {
  let session: Storage;
  let local: Storage;
  let browser: Disposable;
  let page: Kept;
  beforeEach(async () => {
    session = new Storage();
    local = new Storage();
    browser = lendGlobals({ sessionStorage: session, localStorage: local });
    page = await load();
  });
  afterEach(() => browser[Symbol.dispose]());

  it('is a run: who is in it, who was passed over, and when it began', async () => {
    page.run.startRun(['r-1', 'r-2'], 1_000);
    page.run.skipInRun('r-2');
    const again = await load();
    assert.deepEqual(again.run.currentRun(), {
      ids: ['r-1', 'r-2'],
      skipped: ['r-2'],
      startedAt: 1_000,
      isBegun: true,
    });
    again.run.endRun();
    assert.equal(again.run.currentRun(), null);
    assert.equal((await load()).run.currentRun(), null);
  });

  it('is a run that was only proposed, too, and nothing is passed over in none', async () => {
    page.run.skipInRun('r-1');
    assert.equal(page.run.currentRun(), null);
    page.run.proposeRun(['r-1']);
    assert.equal((await load()).run.currentRun()?.isBegun, false);
  });

  it('is whose Microsoft page was open last, until they were signed out', async () => {
    assert.equal(page.last.lastAtMicrosoft(), null);
    page.last.wasAtMicrosoft(sven);
    assert.deepEqual(page.last.lastAtMicrosoft(), sven);
    const again = await load();
    assert.deepEqual(again.last.lastAtMicrosoft(), sven);
    again.last.wasAtMicrosoft(tina);
    again.last.signedOut();
    assert.equal(again.last.lastAtMicrosoft(), null);
    assert.equal((await load()).last.lastAtMicrosoft(), null);
  });

  it('is who was said not to be here, until they are', async () => {
    page.last.markAbsent('r-1');
    page.last.markAbsent('r-2');
    const again = await load();
    assert.deepEqual([again.last.isAbsent('r-1'), again.last.isAbsent('r-3')], [true, false]);
    again.last.markHere('r-1');
    const later = await load();
    assert.deepEqual([later.last.isAbsent('r-1'), later.last.isAbsent('r-2')], [false, true]);
  });

  it('is the newest 200 who are not here', async () => {
    for (let at = 1; at <= 201; at++) page.last.markAbsent(`r-${at}`);
    assert.equal(page.last.isAbsent('r-1'), true);
    const { last } = await load();
    assert.deepEqual(
      [last.isAbsent('r-1'), last.isAbsent('r-2'), last.isAbsent('r-201')],
      [false, true, true],
    );
    // who comes after all takes nobody else off the list
    page.last.markAbsent('r-202');
    page.last.markHere('r-202');
    const { last: afterwards } = await load();
    assert.deepEqual([afterwards.isAbsent('r-201'), afterwards.isAbsent('r-202')], [true, false]);
  });

  it('is nothing where somebody else wrote under its name', async () => {
    const odd = [
      '{',
      'null',
      '"r-1"',
      '{"ids":["r-1"],"skipped":[],"startedAt":"now","isBegun":true}',
      '{"id":7}',
      '[7]',
      `[${'"r",'.repeat(200)}"r"]`,
    ];
    for (const text of odd) {
      for (const key of ['token-desk.run', 'token-desk.last-at-microsoft', 'token-desk.not-here'])
        session.kept.set(key, text);
      const { run, last } = await load();
      assert.deepEqual(
        [run.currentRun(), last.lastAtMicrosoft(), last.isAbsent('r'), last.isAbsent('r-1')],
        [null, null, false, false],
        text,
      );
    }
  });

  it('holds no more than ids and the one name it needs', () => {
    page.run.startRun(['r-1'], 1);
    page.last.markAbsent('r-1');
    page.last.wasAtMicrosoft({ ...sven, secret: 'x' } as Person);
    page.last.signedOut();
    assert.deepEqual([...session.kept.keys()].toSorted(), ['token-desk.not-here', 'token-desk.run']);
    assert.equal(local.kept.size, 0, 'and this window alone');
  });

  it('lasts as long as the page where the browser gives it no storage', async () => {
    session.isForbidden = local.isForbidden = true;
    page = await load();
    page.run.startRun(['r-1'], 1);
    page.last.wasAtMicrosoft(sven);
    page.last.markAbsent('r-1');
    page.browser.writeKept('language', 'de');
    assert.deepEqual(page.run.currentRun()?.ids, ['r-1']);
    assert.deepEqual([page.last.lastAtMicrosoft(), page.last.isAbsent('r-1')], [sven, true]);
    assert.equal(page.browser.readKept('language'), 'de');
    page.last.signedOut();
    assert.equal(page.last.lastAtMicrosoft(), null);
    assert.equal((await load()).browser.readKept('language'), null);
  });

  it('is for good where it is a choice of this browser', async () => {
    assert.equal(page.browser.readKept('language'), null);
    page.browser.writeKept('language', 'de');
    assert.equal((await load()).browser.readKept('language'), 'de');
    local.kept.clear();
    assert.equal(page.browser.readKept('language'), 'de', 'while this page is open');
  });
});
