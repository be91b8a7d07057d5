import assert from 'node:assert/strict';
import { tokenOf } from '../support/bot/requests.ts';
import { locales } from '../support/browser/page-looks.ts';
import { settles } from '../support/browser/settles.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { ada, person, tom } from '../support/tab/tab-api.ts';
import { buildTab, shoot, TabBrowser } from '../support/tab/tab-browser.ts';
import { english, german } from '../support/tab/tab-words.ts';
import { TabWorkApi } from '../support/tab/tab-work-api.ts';

const ana = person('ana', 'Ana Moreau');

describe('a person’s page', () => {
  let api: TabWorkApi;
  let browser: TabBrowser;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  beforeEach(async () => {
    api = new TabWorkApi();
    browser = await TabBrowser.open(api);
  });
  afterEach(async () => browser.close());

  it('says first why, until when, how and who asked; what comes next; what happened is folded', async () => {
    const id = api.add(ana, { reason: 'travel' });
    const { page, tab } = await browser.page({ place: `#/request/${id}` });
    const top = async (what: string) => (await tab.locator(what).first().boundingBox())?.y ?? -1;
    await tab.getByRole('button', { name: 'Start', exact: true }).waitFor();
    await settles(async () => assert.ok((await top('.facts')) < (await top('main .wide'))));
    await settles(async () => assert.ok((await top('main .wide')) < (await top('.history-fold'))));
    for (const fact of ['Why', 'Site', 'Needed by', 'Hand-over'])
      await tab.locator('.facts dt', { hasText: fact }).waitFor();
    await tab.locator('.page-lead', { hasText: `asked by ${ada.name}` }).waitFor();
    const history = tab.locator('.history li').first();
    await settles(async () => assert.equal(await history.isVisible(), false));
    await tab.getByText(/^What happened: \d/).click();
    await history.waitFor();
    await shoot(page, 'person-page');
  });

  for (const locale of locales)
    it(`${locale}: names the method that was bound by serial, model, day and Microsoft’s id, whoever looks and with Microsoft silent`, async () => {
      const { second, tokens } = locale === 'de-de' ? german : english;
      const id = api.add(ana);
      api.do(id, { kind: 'claim' }, tom);
      api.do(id, { kind: 'check-identity', identity: 'badge-photo', methods: api.methods }, tom);
      api.burnedAs(id, '86596000004711');
      const methods = [...(api.methods ?? []), 'm-7'];
      api.do(id, { kind: 'look-for-method', methods, token: tokenOf(api.request(id)), hardware: [] }, tom);
      api.roles = ['Auditor'];
      const { tab } = await browser.page({ locale, place: `#/request/${id}` });
      const fact = (name: string) => tab.locator('.facts div', { hasText: name }).locator('dd');
      const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(Date.now());
      await settles(async () =>
        assert.deepEqual(
          [await fact('Token').textContent(), await fact(tokens.columns.method).textContent()],
          ['miniOTP-2-i 86596000004711', `${second.methodId('m-7')} · ${day}`],
        ),
      );
    });

  it('says whom to call at the counter and where its tokens lie; what else can be done is one menu', async () => {
    const id = api.add(ana);
    api.place = { pickUp: 'ground floor', phone: '4711', cabinet: 'cabinet 3', approver: 'Anna Weber' };
    api.roles = ['Technician', 'Auditor'];
    const { tab } = await browser.page({ place: `#/request/${id}` });
    const fact = (name: string) => tab.locator('.facts div', { hasText: name }).locator('dd');
    const { siteFields } = english.organisation;
    await settles(async () =>
      assert.deepEqual(
        [await fact(siteFields.phone).textContent(), await fact(siteFields.cabinet).textContent()],
        ['4711', 'cabinet 3'],
      ),
    );
    await settles(async () => assert.equal(await fact(siteFields.approver).count(), 0, 'it is approved'));
    await settles(async () => assert.equal(await tab.locator('main .fui-MenuButton').count(), 1));
    await tab.getByRole('button', { name: english.orders.more, exact: true }).click();
    await tab.getByRole('menuitem', { name: `${english.orders.hold.button} …` }).waitFor();
    await tab.getByRole('menuitem', { name: english.nav.audit }).click();
    await settles(async () => assert.equal(await tab.evaluate(() => location.hash), `#/audit/${id}`));
  });

  it('lists every other request for this person, with its token, and nobody else’s', async () => {
    const before = api.add(ana, { reason: 'second-factor' });
    api.do(before, { kind: 'claim' }, tom);
    api.do(before, { kind: 'check-identity', identity: 'badge-photo', methods: api.methods }, tom);
    api.burnedAs(before, '86596000004711');
    const id = api.add(ana, { type: 'replace-lost' });
    api.add(person('jonas', 'Jonas Becker'));
    const { tab } = await browser.page({ place: `#/request/${id}` });
    const of = tab.locator('.of-person');
    await of.getByText('What else is recorded for Ana Moreau').waitFor();
    await of.getByRole('link', { name: /token 86596000004711/ }).waitFor();
    await settles(async () => assert.equal(await of.getByRole('listitem').count(), 1));
    await of.getByRole('link').click();
    await settles(async () => assert.equal(await tab.evaluate(() => location.hash), `#/request/${before}`));
  });
});
