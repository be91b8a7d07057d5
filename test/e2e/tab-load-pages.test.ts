import assert from 'node:assert/strict';
import { matchDigits } from '@token-desk/contract/seed/envelope';
import { loadedTokenOf } from '../support/bot/requests.ts';
import { type Locale, locales, PageLooks, writeContactSheet } from '../support/browser/page-looks.ts';
import { settles } from '../support/browser/settles.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { person, tom } from '../support/tab/tab-api.ts';
import { buildTab, chooseWay, TabBrowser } from '../support/tab/tab-browser.ts';
import { methodOf, TabLoadApi } from '../support/tab/tab-load-api.ts';
import { beforeCount, english, german } from '../support/tab/tab-words.ts';

const box = 'Lyon 3';
const serials = ['86596000005001', '86596000005002', '86596000005003'] as const;
const left = '86596000005009';
const ana = person('ana', 'Ana Moreau');

/** Somebody else has a loaded token in hand that a second technician has to confirm. */
function takenByOther(api: TabLoadApi, id: string): void {
  const serial = serials[1];
  const device = { id: 'device-1', serial, assignedTo: null };
  const token = loadedTokenOf({ serial, deviceId: device.id });
  api.do(id, { kind: 'claim' });
  api.do(id, { kind: 'check-identity', identity: 'badge-photo', methods: [] });
  api.do(id, { kind: 'take-loaded', serial, token, device, timeZone: 'UTC', second: 'everybody' });
}

describe('the tab’s pages of loading, in every look', () => {
  let browser: TabBrowser | undefined;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  afterEach(async () => browser?.close());
  after(writeContactSheet);

  /** A page that is walked, with the little that every walk does. */
  async function walk(api: TabLoadApi, locale: Locale, place: string) {
    browser = await TabBrowser.open(api);
    const opened = await browser.page({ locale, place }, (page) => api.answerGraph(page));
    const { page, tab } = opened;
    page.setDefaultTimeout(lateEndMs);
    const looks = await PageLooks.of(opened, locale);
    return {
      page,
      tab,
      words: locale === 'de-de' ? german : english,
      wrong: looks.wrong,
      look: (name: string) => looks.look(name),
      heading: (name: string | RegExp) => tab.getByRole('heading', { level: 1, name }).waitFor(),
      press: (name: string | RegExp) => tab.getByRole('button', { name }).first().click(),
      alert: () => tab.getByRole('alert').first().waitFor(),
    };
  }

  for (const locale of locales) {
    it(`${locale}: from no box to its report, with what goes wrong on the way`, async () => {
      const api = new TabLoadApi();
      const { page, tab, words, wrong, look, heading, press, alert } = await walk(api, locale, '#/load');
      const { load, check } = words;

      await heading(load.title);
      await tab.getByText(load.emptyTitle).waitFor();
      await press(/Desk Lyon 2/);
      await press(words.desk.same);
      await look('load-0-empty');
      await tab.getByLabel(load.box).fill(box);
      await tab.getByLabel(load.howMany).fill('2');
      await page.keyboard.press('Enter');
      await heading(load.place);
      await look('load-1-place');
      api.load('86596000005000', box);
      api.put('86596000005000');
      await alert();
      await look('load-1-loaded-already');

      api.put(serials[0]);
      await heading(load.ready(serials[0]));
      await look('load-2-ready');
      api.holdLoadAt = 'writing-seed';
      await page.keyboard.press('Enter');
      await heading(words.burn.leave);
      await tab.getByText(words.burn.phases['writing-seed']).last().waitFor();
      await look('load-3-write');
      api.goOn();
      await heading(check.title);
      await page.keyboard.type(api.burner.code() === '111111' ? '222222' : '111111');
      await alert();
      await look('load-4-wrong-code');
      await page.keyboard.type(api.burner.code());
      await heading(load.compare);
      const [made] = api.loads.values();
      const { offer, key } = made?.job ?? assert.fail('no load');
      assert.ok(offer.tabKey !== undefined && key !== null);
      const digits = await matchDigits({ ...offer, tabKey: offer.tabKey }, key.publicKey);
      await tab.getByText(`${digits.slice(0, 3)} ${digits.slice(3)}`).waitFor();
      await settles(async () =>
        assert.equal(api.devices.size, 0, 'nothing went to Microsoft before the digits were compared'),
      );
      await look('load-5-digits');
      api.refuseGraph = { status: 403, message: 'Insufficient privileges' };
      await page.keyboard.press('Enter');
      await alert();
      await look('load-6-role-missing');
      api.found = 'none';
      await press(words.shell.tryAgain);
      await heading(load.look);
      await look('load-7-read-back');
      api.found = null;
      await tab.getByText(load.progress(1, 2)).waitFor();

      api.refuseLoad = 'device-exists';
      api.put(serials[1]);
      await heading(load.ready(serials[1]));
      await page.keyboard.press('Enter');
      await alert();
      await look('load-8-there-already');
      await press(load.deleteOld);
      await look('load-8-delete-asked');
      await press(load.deleteSure.go);
      await tab.getByRole('alert').waitFor({ state: 'detached' });
      await page.keyboard.press('Enter');
      await heading(check.title);
      await page.keyboard.type(api.burner.code());
      await heading(load.compare);
      await press(load.differ);
      await heading(load.leaveFailed(serials[1]));
      await settles(async () => assert.equal(api.devices.size, 1, 'its secret went nowhere'));
      await look('load-9-digits-differ');
      await page.keyboard.press('Enter');
      api.leaveOver(left, box);
      api.tellBurner();
      api.tell({ type: 'look' });
      await tab.getByRole('button', { name: load.left.go }).first().waitFor();
      await look('load-10-left-over');
      await press(load.stop);
      await heading(load.sum.title(box));
      await tab.getByText(load.failed(serials[1])).first().waitFor();
      await look('load-11-report');
      await press(load.sum.boxes);
      await heading(load.title);
      await tab.getByRole('button', { name: load.goOn(box) }).waitFor();
      await look('load-12-boxes');
      api.book('86596000005011', { state: 'quarantine', box: 'Lyon 9', isLoadChecked: true, route: 'B' });
      api.leftDevices = (['left', 'unread', 'unknown'] as const).map((why, n) => ({
        ...{ serial: `8659600000502${n}`, deviceId: `device-${n}`, why, box: null },
      }));
      api.tell({ type: 'look' });
      await tab.getByText(load.atMicrosoft.title(3)).waitFor();
      await tab.getByText(load.setAside(1)).waitFor();
      await tab.getByRole('button', { name: load.goOn('Lyon 9') }).waitFor();
      await look('load-13-left-over');
      await tab.getByRole('tab', { name: words.nav.queue, exact: true }).click();
      await tab.getByRole('link', { name: load.leftOver(3) }).click();
      await tab.getByRole('link', { name: new RegExp(load.atMicrosoft.go.unknown) }).click();
      await heading(words.factory.title);
      await page.context().close();
      assert.deepEqual(wrong, []);
    });

    it(`${locale}: a loaded token is handed out, with what Microsoft says against it`, async () => {
      const api = new TabLoadApi();
      const id = api.add(ana);
      api.load(serials[0], box);
      api.load(serials[1], 'Lyon 4');
      api.book(serials[2]);
      const { page, tab, words, wrong, look, heading, press, alert } = await walk(
        api,
        locale,
        `#/burn/${id}`,
      );
      const { handOut } = words;
      await heading(words.notStarted.title(ana.name));
      await page.keyboard.press('Enter');
      await heading(words.person.title(ana.name));
      await page.keyboard.press('1');
      await page.keyboard.press('Enter');
      await heading(handOut.take('Ana'));
      await look('hand-out-0-take');
      await chooseWay(tab, handOut.here);
      await heading(words.desk.chooseTitle);
      await press(/Desk Lyon 2/);
      await press(words.desk.same);
      await heading(words.secret.title);
      await look('hand-out-1-here-instead');
      await chooseWay(tab, handOut.loadedInstead);
      await heading(handOut.take('Ana'));
      api.put(serials[2]);
      await alert();
      await look('hand-out-2-not-loaded');
      api.lift();
      await tab.getByLabel(handOut.serial).fill(serials[1]);
      await page.keyboard.press('Enter');
      await heading(handOut.type('Ana'));
      await chooseWay(tab, handOut.another);
      await heading(handOut.take('Ana'));
      api.put(serials[0]);
      await heading(handOut.type('Ana'));
      await tab.locator('.boxes').waitFor();
      await look('hand-out-3-code');
      api.refuseGraph = { status: 400, message: 'Invalid verification code.' };
      await page.keyboard.type('111111');
      await alert();
      await look('hand-out-4-not-accepted');
      api.refuseGraph = { status: 403, message: 'Insufficient privileges' };
      await page.keyboard.type('222222');
      await heading(handOut.refused);
      await look('hand-out-5-role-missing');
      await press(handOut.tryAgain);
      await heading(handOut.type('Ana'));
      api.refuseGraph = { status: 429, message: 'Too many requests', retryAfter: '15' };
      await page.keyboard.type('333333');
      await press(words.load.stopWaiting);
      await alert();
      await look('hand-out-5-not-waited');
      api.refuseGraph = { status: 429, message: 'Too many requests', retryAfter: '6' };
      api.isBehind = true;
      await page.keyboard.type('333333');
      await tab.getByText(beforeCount(words.load.waits)).waitFor();
      await look('hand-out-6-busy');
      await heading(handOut.reading);
      await look('hand-out-7-read-back');
      api.hardware = [{ ...methodOf(serials[0]), isActivated: true }];
      await heading(words.handOver.title('Ana'));
      await look('hand-out-8-bound');
      await page.context().close();
      await settles(async () => assert.equal(api.request(id).binding?.methodId, 'method-1'));
      assert.deepEqual(wrong, []);
    });

    it(`${locale}: a loaded token is left to a holder who is not here, and bound once it is active`, async () => {
      const api = new TabLoadApi();
      const id = api.add(ana);
      api.load(serials[0], box);
      api.ways = [];
      api.second = 'privileged';
      const others = api.add(person('ben', 'Ben Okafor'));
      takenByOther(api, others);
      const { page, tab, words, wrong, look, heading, press, alert } = await walk(
        api,
        locale,
        `#/burn/${id}`,
      );
      const { handOut } = words;
      await heading(words.notStarted.title(ana.name));
      await page.keyboard.press('Enter');
      await heading(words.person.title(ana.name));
      await page.keyboard.press('1');
      await page.keyboard.press('Enter');
      await heading(handOut.take('Ana'));
      await tab.getByLabel(handOut.serial).fill(serials[0]);
      await page.keyboard.press('Enter');
      await heading(handOut.second.title);
      await look('second-0-waits');
      await settles(async () => assert.equal(await tab.locator('.boxes').count(), 0, 'no code is asked for'));
      api.do(id, { kind: 'confirm-hand-out' });
      await heading(handOut.type('Ana'));
      await chooseWay(tab, handOut.away('Ana'));
      await alert();
      await look('left-0-no-other-way');
      api.ways = [{ kind: 'app', methodId: null, token: null, is: 'second' }];
      await chooseWay(tab, handOut.away('Ana'));
      await heading(handOut.awaits('Ana'));
      await look('left-1-assigned');
      await press(handOut.leaveAwaiting);
      await heading(words.queue.title);
      await press(new RegExp(ana.name));
      await tab.getByText(handOut.awaitsLine(ana.name)).waitFor();
      await look('left-2-waits');
      await press(/Ben Okafor/);
      await tab.getByText(handOut.second.ask('Eszter Kovács', serials[1], 'Ben Okafor')).waitFor();
      await look('second-1-asked');
      await press(handOut.second.confirm);
      await settles(async () =>
        assert.equal(api.request(others).secondTechnician?.confirmedBy?.id, tom.id, 'by the one who pressed'),
      );
      await tab.getByText(handOut.second.confirm).waitFor({ state: 'detached' });
      await press(new RegExp(ana.name));
      await press(words.request.carryOn);
      await heading(handOut.awaits('Ana'));
      api.hardware = [{ ...methodOf(serials[0]), isActivated: true }];
      await heading(words.handOver.title('Ana'));
      await page.context().close();
      assert.deepEqual([api.request(id).awaitsHolder, api.request(id).state], [true, 'bound']);
      assert.deepEqual(wrong, []);
    });

    it(`${locale}: one is written for a person, and the way that was not offered is taken by hand`, async () => {
      const api = new TabLoadApi();
      const id = api.add(ana);
      const { page, tab, words, wrong, look, heading, press, alert } = await walk(
        api,
        locale,
        `#/burn/${id}`,
      );
      const { load, road, handOut } = words;
      await heading(words.notStarted.title(ana.name));
      await page.keyboard.press('Enter');
      await heading(words.person.title(ana.name));
      await page.keyboard.press('1');
      await page.keyboard.press('Enter');
      await press(/Desk Lyon 2/);
      await press(words.desk.same);
      await heading(load.place);
      await tab.getByText(road.free).waitFor();
      await look('drawn-here-0-place');
      await chooseWay(tab, handOut.here);
      await heading(words.secret.title);
      await tab.getByText(road.chosen(road.ways.B)).waitFor();
      await look('drawn-here-1-by-hand');
      await chooseWay(tab, road.draw);
      api.put(serials[0]);
      await heading(load.ready(serials[0]));
      await page.keyboard.press('Enter');
      await heading(words.check.title);
      const code = api.burner.code();
      await page.keyboard.type(code);
      await heading(load.compare);
      api.refuseGraph = { status: 403, message: 'Insufficient privileges' };
      await page.keyboard.press('Enter');
      await alert();
      await tab.getByRole('button', { name: words.foot.ways }).click();
      await tab.getByRole('menuitem', { name: handOut.loadedInstead }).waitFor();
      await look('drawn-here-2-role-missing');
      await press(words.shell.tryAgain);
      await heading(handOut.type('Ana'));
      await tab.locator('.boxes').waitFor();
      await page.keyboard.type(code);
      await alert();
      await look('drawn-here-3-same-code');
      await page.keyboard.type(code === '111111' ? '222222' : '111111');
      await heading(words.handOver.title('Ana'));
      await page.context().close();
      await settles(async () =>
        assert.deepEqual(
          api
            .request(id)
            .history.flatMap(({ event, data }) => (event === 'route_chosen' ? [data.route] : [])),
          ['A', 'B'],
        ),
      );
      assert.deepEqual(wrong, []);
    });
  }

  it('is there for stock keepers, and tells others which role it takes', async () => {
    const api = new TabLoadApi();
    api.roles = ['StockKeeper'];
    const { page, tab, words, heading } = await walk(api, 'en-gb', '#/queue');
    await tab.getByRole('tab', { name: words.nav.load }).click();
    await heading(words.load.title);
    await tab.getByLabel(words.load.box).waitFor();
    await page.context().close();
    await browser?.close();

    const other = new TabLoadApi();
    other.roles = ['Auditor'];
    const auditor = await walk(other, 'en-gb', '#/load');
    await auditor.tab.getByText(words.load.noRole).waitFor();
    await settles(async () => assert.equal(await auditor.tab.getByLabel(words.load.box).count(), 0));
    await settles(async () =>
      assert.equal(await auditor.tab.getByRole('tab', { name: words.nav.load }).count(), 0),
    );
  });
});
