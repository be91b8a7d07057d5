import assert from 'node:assert/strict';
import type { TaskDetail } from '@token-desk/contract/life/task';
import { locales, PageLooks, writeContactSheet } from '../support/browser/page-looks.ts';
import { settles } from '../support/browser/settles.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { person, TabApi, tom } from '../support/tab/tab-api.ts';
import { buildTab, TabBrowser } from '../support/tab/tab-browser.ts';
import { english, german } from '../support/tab/tab-words.ts';

const bart = person('bart', 'Bartholomäus von Hohenstein-Waldeck');
const [mara, eszter] = [person('mara', 'Mara Ott'), person('eszter', 'Eszter Kovács')];
const minuteMs = 60_000;

const lost = (id: string, more: Partial<TaskDetail> = {}): TaskDetail => {
  const openedAt = Date.now() - 20 * minuteMs;
  return {
    ...{ id, kind: 'disable', serial: '8659600000600', route: 'A', methodId: 'method-1', subject: bart },
    ...{ site: 'Lyon', requestId: 'r-1', openedAt, openedBy: mara, stage: 'on-call', onCall: eszter },
    ...{ escalatesAt: openedAt + 60 * minuteMs, taken: null, sessionsEnded: null, ended: null },
    ...{ isStillThere: true, otherWays: 0 },
    ...more,
  };
};

describe('the tab’s page of a lost token', () => {
  let browser: TabBrowser | undefined;
  let api: TabApi;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  beforeEach(() => {
    api = new TabApi();
  });
  afterEach(async () => browser?.close());
  after(writeContactSheet);

  async function open(locale: (typeof locales)[number], place: string) {
    browser = await TabBrowser.open(api);
    const { page, tab } = await browser.page({ locale, place, width: 1280 });
    page.setDefaultTimeout(lateEndMs);
    const looks = await PageLooks.of({ page, tab }, locale);
    return { tab, looks, words: (locale === 'de-de' ? german : english).tasks };
  }

  for (const locale of locales)
    it(`${locale}: from the first page to disabled, in every look`, async () => {
      const { by } = { by: tom };
      api.tasks = [
        lost('task-1'),
        lost('task-2', {
          ...{ subject: mara, serial: '8659600000601', methodId: null, requestId: null, isStillThere: null },
          ...{ stage: 'security', escalatesAt: null, otherWays: null },
          taken: { by: eszter, at: Date.now() - 5 * minuteMs },
        }),
      ];
      const { tab, looks, words } = await open(locale, '#/queue');
      await tab.getByText(words.inHand(eszter.name)).waitFor();
      await looks.look('tasks-1-on-the-first-page');
      await tab.getByRole('link', { name: `${words.open} ${bart.name}` }).click();
      await tab.getByRole('heading', { name: words.title('8659600000600') }).waitFor();
      await tab.getByText(words.ways.none(bart.name)).waitFor();
      await looks.look('tasks-2-not-yet-disabled');
      await tab.getByRole('button', { name: words.remove.go }).click();
      await tab.getByText(words.remove.text(bart.name)).waitFor();
      await looks.look('tasks-3-really');
      await tab.getByRole('button', { name: words.remove.stay }).click();

      const ended = { how: 'gone', by, at: Date.now() - minuteMs } as const;
      api.tasks = api.tasks.map((one) =>
        one.id === 'task-1' ? { ...one, ended, escalatesAt: null, isStillThere: false } : one,
      );
      await tab.getByRole('button', { name: words.look }).click();
      await tab.getByText(words.ended.gone).waitFor();
      await tab.getByRole('button', { name: words.sessions.remove.go }).waitFor();
      await looks.look('tasks-4-disabled');
    });

  it('nobody knows which method it is: Microsoft’s page and somebody’s word, and no button that removes', async () => {
    api.tasks = [lost('task-1', { methodId: null, isStillThere: null, requestId: null, otherWays: null })];
    const { tab, words } = await open('en-gb', '#/task/task-1');
    await tab.getByText(words.unread.unknown(bart.name)).waitFor();
    await settles(async () =>
      assert.equal(await tab.getByRole('button', { name: words.remove.go }).count(), 0),
    );
    await tab.getByRole('link', { name: words.ways.call }).waitFor();
    await tab.getByRole('button', { name: words.unread.go }).click();
    await tab.getByText(words.ended.said).waitFor();
    assert.equal(api.tasks[0]?.ended?.how, 'said');
  });

  it('one that is not lost after all asks for nothing more', async () => {
    const ended = { how: 'undone', by: mara, at: Date.now() } as const;
    api.tasks = [lost('task-1', { ended, escalatesAt: null })];
    const { tab, words } = await open('en-gb', '#/task/task-1');
    await tab.getByText(words.ended.undone).waitFor();
    await settles(async () =>
      assert.equal(await tab.getByText(words.sessions.heading, { exact: true }).count(), 0),
    );
  });

  it('one that there is none of says so', async () => {
    const { tab } = await open('en-gb', '#/task/task-9');
    await tab.getByRole('alert').waitFor();
  });
});
