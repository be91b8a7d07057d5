import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { read } from '@token-desk/bot/domain/entra/facts';
import { graphScopes } from '@token-desk/tab/sign-in/graph-sign-in';
import type { Download, Frame, Page } from 'playwright-core';
import { smallTargets } from '../support/browser/axe.ts';
import { settles } from '../support/browser/settles.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { eszter, person, tom } from '../support/tab/tab-api.ts';
import { bring, TabBrowser } from '../support/tab/tab-browser.ts';
import { auditRows, otherDesk, statementOf, TabDesk, tenantWith } from '../support/tab/tab-desk.ts';
import { english } from '../support/tab/tab-words.ts';

const serial = '86596000004711';
const restricted = '86596220000017';
const ana = person('ana', 'Ana Moreau');
const tomasz = person('tw', 'Tomasz Wójcik');

describe('the tab around requests', () => {
  let api: TabDesk;
  let browser: TabBrowser;

  before(function () {
    needsChromium(this);
  });
  beforeEach(async () => {
    api = new TabDesk();
    browser = await TabBrowser.open(api);
  });
  afterEach(async () => browser.close());

  const button = (tab: Frame | Page, name: string | RegExp) => tab.getByRole('button', { name });
  const shown = (tab: Frame | Page, text: string | RegExp) =>
    tab.getByText(text).first().waitFor({ timeout: lateEndMs });
  const dialog = (tab: Frame | Page) => tab.getByRole('alertdialog');
  const until = async (what: string, isSo: () => boolean) => {
    const endsAt = Date.now() + lateEndMs;
    while (!isSo()) {
      if (Date.now() > endsAt) throw new Error(`never: ${what}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const download = async (page: Page, act: () => Promise<void>): Promise<Buffer> => {
    const downloading: Promise<Download> = page.waitForEvent('download');
    await act();
    const file = await downloading;
    return readFile(await file.path());
  };

  describe('tokens', () => {
    it('says what to do while there are none, and leads there', async () => {
      const { tab } = await browser.page({ place: '#/tokens' });
      await shown(tab, 'No tokens in the inventory yet');
      await button(tab, 'Add tokens').click();
      await tab.getByRole('heading', { level: 1, name: 'Add tokens' }).waitFor();
    });

    it('finds by serial, model and holder, filters by state, and keeps both in the address', async () => {
      api.stock('86596000004712');
      api.active(serial, ana);
      const { page, tab } = await browser.page({ place: '#/tokens' });
      await button(tab, '86596000004712').waitFor();
      await tab.getByRole('heading', { level: 1 }).click();
      await page.keyboard.press('/');
      await page.keyboard.type('moreau');
      await button(tab, '86596000004712').waitFor({ state: 'detached' });
      await button(tab, serial).waitFor();
      await tab.getByLabel('State').selectOption('lost');
      await shown(tab, 'No token like that');
      assert.match(tab.url(), /#\/tokens\?q=moreau&state=lost$/);
      const { tab: again } = await browser.page({ place: tab.url().slice(tab.url().indexOf('#')) });
      await shown(again, 'No token like that');
      await button(again, 'Show all tokens').click();
      await button(again, '86596000004712').waitFor();
    });

    it('shows a page at a time', async () => {
      for (let at = 0; at < 60; at += 1) api.stock(String(86596000005000 + at));
      const { tab } = await browser.page({ place: '#/tokens' });
      await shown(tab, '50 of 60');
      await button(tab, 'Show more').click();
      await shown(tab, '60 of 60');
    });

    it('is a card for each token at 380 px: its serial whole, what it is and whose, nothing beside the window', async () => {
      api.active(serial, ana);
      const { tab } = await browser.page({ place: '#/tokens', width: 380 });
      await tab.locator('tr.row .cell-state').waitFor();
      const cut = await tab.evaluate(() =>
        [...document.querySelectorAll('tr.row td')]
          .filter((cell) => cell.checkVisibility())
          .map((cell) => ({
            name: /cell-\w+/.exec(cell.className)?.[0] ?? '',
            isWhole: cell.scrollWidth <= cell.clientWidth && cell.getBoundingClientRect().right <= innerWidth,
          })),
      );
      assert.deepEqual(
        cut,
        ['cell-serial', 'cell-holder', 'cell-moved', 'cell-state'].map((name) => ({ name, isWhole: true })),
      );
    });

    it('walks the list with arrow keys and tells who has had a token', async () => {
      api.active(serial, ana);
      api.stock('86596000004712');
      const { page, tab } = await browser.page({ place: '#/tokens' });
      await button(tab, serial).focus();
      const focused = () => tab.evaluate(() => document.activeElement?.textContent ?? '');
      await page.keyboard.press('ArrowDown');
      await settles(async () => assert.equal(await focused(), '86596000004712'));
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowRight');
      await settles(async () => assert.equal(await focused(), 'miniOTP-2-i'));
      await settles(async () => assert.equal(await tab.locator('.pane').count(), 0, 'walked, not opened'));
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await shown(tab, 'Handed to Ana Moreau');
      await tab.locator('.pane').getByText('41 seconds slow').waitFor();
      await page.keyboard.press('ArrowDown');
      await tab.getByText('Handed to Ana Moreau').waitFor({ state: 'detached' });
      assert.match(tab.url(), /open=86596000004712$/, 'beside an open one the next is opened');
    });

    it('says where a lost token’s method is, right below what is done with the token', async () => {
      api.active(serial, ana, { state: 'lost', methodStillThere: true });
      const { tab } = await browser.page({ place: `#/tokens?open=${serial}` });
      const link = { name: 'Sign-in methods of Ana Moreau at Microsoft' };
      await tab.locator('.moves + .held').getByRole('link', link).waitFor();
      await settles(async () => assert.equal(await tab.getByRole('link', link).count(), 1));
    });

    it('takes a found token back: whose it was, method gone, emptied, in stock', async () => {
      api.active(serial, ana, { methodStillThere: true });
      const { tab } = await browser.page({ place: '#/tokens' });
      await button(tab, serial).waitFor();
      api.put(serial);
      await shown(tab, 'It belongs to Ana Moreau.');
      await button(tab, 'Take back').first().click();
      await shown(tab, `Take ${serial} back from Ana Moreau`);
      await button(tab, 'I have it').click();
      const link = tab.getByRole('link', { name: 'Sign-in methods of Ana Moreau at Microsoft' });
      await settles(async () =>
        assert.match(
          (await link.getAttribute('href')) ?? '',
          /^https:\/\/entra\.microsoft\.com\/.*\/userId\/ana$/,
        ),
      );
      await shown(tab, 'Looking every 3 seconds whether it is gone.');
      api.boundMethods.delete(serial);
      await shown(tab, 'It is gone.');
      await button(tab, 'Empty it on the reader').click();
      await dialog(tab)
        .getByText('Every sign-in with it stops working for good, for Ana Moreau too.')
        .waitFor();
      await dialog(tab).getByRole('button', { name: 'Empty it for good' }).click();
      await button(tab, 'Empty it on the reader').click();
      await shown(tab, `Switch ${serial} on and lay it on the reader of Desk Lyon 2.`);
      await until('an open job', () => api.hasTokenJob);
      api.finishTokenJob();
      await button(tab, 'Put it in stock').click();
      await shown(tab, `${serial} is back in stock`);
      await settles(async () =>
        assert.deepEqual(
          api.tokens.get(serial)?.custody.map(({ kind }) => kind),
          ['added', 'handed_over', 'taken_back', 'blanked', 'added'],
        ),
      );
    });

    it('offers to take the method away at Microsoft, names the consequence, and leaves the link when refused', async () => {
      api.active(serial, ana, { methodStillThere: true, methodId: 'method-1' });
      const { page, tab } = await browser.page({ place: `#/tokens?open=${serial}` });
      const asked: string[] = [];
      await page.route(/graph\.microsoft\.com|login\.microsoftonline\.com/, (route) => {
        asked.push(route.request().url());
        return route.abort();
      });
      // a server that does not say how to sign in: no access token can be had
      await page.route('**/config.json', (route) => route.fulfill({ status: 404 }));
      await button(tab, 'Take back').click();
      await button(tab, 'I have it').click();
      await button(tab, 'Remove it at Microsoft').click();
      await dialog(tab).getByText('Ana Moreau can no longer sign in with it.').waitFor();
      await dialog(tab).getByRole('button', { name: 'Leave it there' }).click();
      await dialog(tab).waitFor({ state: 'detached' });
      await button(tab, 'Remove it at Microsoft').click();
      await dialog(tab).getByRole('button', { name: 'Remove it for good' }).click();
      await shown(tab, 'Microsoft did not let Token Desk act for you.');
      await shown(tab, /consent once to UserAuthMethod-SoftwareOATH\.ReadWrite\.All/);
      await tab.getByRole('link', { name: 'Sign-in methods of Ana Moreau at Microsoft' }).waitFor();
      await button(tab, 'Remove it at Microsoft').waitFor();
      assert.deepEqual(asked, []);
    });

    /** A Graph at this page's own address; answers what it was asked to write, and whether Microsoft was asked anything. */
    const withGraph = async (page: Page, tab: Frame | Page) => {
      const graphUrl = new URL(tab.url()).origin;
      const settings = {
        clientId: 'app',
        authorizeUrl: `${graphUrl}/authorize`,
        tokenUrl: `${graphUrl}/token`,
        scope: 'access_as_user',
        graphUrl,
      };
      await page.route('**/config.json', (route) =>
        route.fulfill({ contentType: 'application/json', body: JSON.stringify(settings) }),
      );
      const asked: string[] = [];
      await page.route(/graph\.microsoft\.com|login\.microsoftonline\.com/, (route) => {
        asked.push(route.request().url());
        return route.abort();
      });
      for (const version of ['v1.0', 'beta'])
        await page.route(`${graphUrl}/${version}/**`, (route) => {
          asked.push(`${route.request().method()} ${new URL(route.request().url()).pathname}`);
          return route.fulfill({ status: 204 });
        });
      return asked;
    };

    for (const [route, path] of [
      ['A', `v1.0/users/${ana.id}/authentication/softwareOathMethods`],
      ['B', `beta/users/${ana.id}/authentication/hardwareOathMethods`],
    ] as const)
      it(`in practice asks the Graph that the server names, with what its host hands out, and Microsoft nothing (route ${route})`, async () => {
        api.isPractice = true;
        api.active(serial, ana, { methodStillThere: true, methodId: 'method-1', route });
        const { page, tab } = await browser.page({ place: `#/tokens?open=${serial}` });
        const asked = await withGraph(page, tab);
        await button(tab, 'Take back').click();
        await button(tab, 'I have it').click();
        await button(tab, 'Remove it at Microsoft').click();
        await dialog(tab).getByRole('button', { name: 'Remove it for good' }).click();
        await shown(tab, 'Microsoft has removed it.');
        assert.deepEqual(asked, [`DELETE /${path}/method-1`]);
      });

    it('says by which number Microsoft knows its refusal', async () => {
      api.isPractice = true;
      api.active(serial, ana, { methodStillThere: true, methodId: 'method-1', route: 'B' });
      const { page, tab } = await browser.page({ place: `#/tokens?open=${serial}` });
      await withGraph(page, tab);
      await page.route('**/beta/users/**', (route) =>
        route.fulfill({ status: 403, headers: { 'request-id': 'b1f2-77' }, body: '{}' }),
      );
      await button(tab, 'Take back').click();
      await button(tab, 'I have it').click();
      await button(tab, 'Remove it at Microsoft').click();
      await dialog(tab).getByRole('button', { name: 'Remove it for good' }).click();
      await shown(tab, 'Microsoft does not let you remove sign-in methods of this person.');
      await shown(tab, 'Microsoft’s number of this answer: b1f2-77');
    });

    it('has the devices of its old secrets deleted at Microsoft, those that are there', async () => {
      api.isPractice = true;
      const leftDevices = [
        { deviceId: 'device-1', isThere: true },
        { deviceId: 'device-2', isThere: null },
      ];
      api.active(serial, ana, { leftDevices });
      const { page, tab } = await browser.page({ place: `#/tokens?open=${serial}` });
      const asked = await withGraph(page, tab);
      await shown(tab, 'Microsoft’s inventory cannot be read here.');
      await button(tab, 'Delete it at Microsoft').click();
      await shown(tab, 'The token in hand stays as it is');
      await dialog(tab).getByRole('button', { name: 'Delete it' }).click();
      await shown(tab, 'Microsoft has deleted it.');
      assert.deepEqual(asked, [
        'DELETE /beta/directory/authenticationMethodDevices/hardwareOathDevices/device-1',
      ]);
    });

    it('goes on with taking back after a reload, and keeps the secret when asked to', async () => {
      api.active(serial, ana, { methodStillThere: true });
      const { page, tab } = await browser.page({ place: `#/tokens?open=${serial}` });
      await button(tab, 'Take back').click();
      await button(tab, 'I have it').click();
      await shown(tab, 'Looking every 3 seconds');
      api.boundMethods.delete(serial);
      await page.reload();
      const again = page.frames().find((frame) => frame !== page.mainFrame());
      assert.ok(again);
      await button(again, 'Empty it on the reader').click();
      await page.keyboard.press('Escape');
      await dialog(again).waitFor({ state: 'detached' });
      await settles(async () => assert.equal(api.hasTokenJob, false));
    });

    it('says that a lost answer is no failure, and repeats', async () => {
      api.active(serial, ana, { methodStillThere: true });
      api.boundMethods.delete(serial);
      const { tab } = await browser.page({ place: `#/tokens?open=${serial}` });
      await button(tab, 'Take back').click();
      await button(tab, 'I have it').click();
      await button(tab, 'Empty it on the reader').click();
      await dialog(tab).getByRole('button', { name: 'Empty it for good' }).click();
      await button(tab, 'Empty it on the reader').click();
      await until('an open job', () => api.hasTokenJob);
      api.finishTokenJob('unknown');
      await shown(tab, 'No clear answer came to the last write.');
      await button(tab, 'Once more').click();
      await until('a second job', () => api.hasTokenJob);
    });

    it('offers to adopt a token that is not in the books, and undoes it', async () => {
      const { tab } = await browser.page({ place: '#/tokens' });
      await shown(tab, 'No tokens in the inventory yet');
      api.put(serial);
      await shown(tab, 'It is not in our inventory.');
      await button(tab, 'Adopt into stock').click();
      await shown(tab, 'It is in stock.');
      await settles(async () => assert.equal(api.tokens.get(serial)?.site, 'Line 4, Lyon'));
      await button(tab, 'Undo').click();
      await shown(tab, 'It is set aside.');
    });

    it('asks for a reason before a loss, names the holder, and takes it back again', async () => {
      api.active(serial, ana);
      const { page, tab } = await browser.page({ place: `#/tokens?open=${serial}` });
      await button(tab, 'Report lost').click();
      await dialog(tab)
        .getByText(/whoever finds it can use its codes as Ana Moreau/)
        .waitFor();
      await settles(async () =>
        assert.equal(
          await dialog(tab).getByRole('button', { name: 'Yes, it is lost' }).getAttribute('aria-disabled'),
          'true',
        ),
      );
      await dialog(tab).getByLabel('Why? (others read this)').fill('left on a train');
      await page.keyboard.press('Enter');
      await shown(tab, `Reported lost: ${serial}`);
      await shown(tab, /left on a train/);
      await button(tab, 'Undo').click();
      await until('found', () => api.tokens.get(serial)?.state === 'suspended');
    });

    it('does not offer to set the clock of a token that this would empty, and says why', async () => {
      api.active(restricted, ana);
      api.active(serial, ana);
      const { tab } = await browser.page({ place: `#/tokens?open=${restricted}` });
      await shown(tab, 'Setting the clock of a OTPC-P2-i would empty it');
      await settles(async () => assert.equal(await button(tab, 'Set its clock').count(), 0));
      await button(tab, serial).click();
      await button(tab, 'Set its clock').click();
      await dialog(tab)
        .getByText(/Its secret stays\./)
        .waitFor();
    });
  });

  describe('a kind of token nobody knows', () => {
    const unknown = '86599990000001';
    const prefix = '8659999';

    it('is allowed by another technician, who is told who asked and what follows', async () => {
      api.models.set(prefix, {
        prefix,
        asked: [{ by: eszter, serial: unknown, at: Date.now() }],
        allowedBy: [],
      });
      const { tab } = await browser.page({ place: '#/tokens' });
      await shown(tab, `Serials that begin with ${prefix}`);
      await shown(tab, /Eszter \S+ asked, today/);
      await shown(tab, unknown);
      await button(tab, 'Allow this kind').click();
      await dialog(tab)
        .getByText(/writing may fail/)
        .waitFor();
      await dialog(tab)
        .getByText(/Eszter .* asked for it and can burn such a token at once/)
        .waitFor();
      await button(tab, 'Not now').click();
      await settles(async () => assert.deepEqual(api.models.get(prefix)?.allowedBy, []));
      await button(tab, 'Allow this kind').click();
      await button(tab, `Allow ${prefix}`).click();
      await shown(tab, `Tokens that begin with ${prefix} are allowed.`);
      await settles(async () => assert.deepEqual(api.models.get(prefix)?.allowedBy, [tom]));
      await settles(async () => assert.equal(await button(tab, 'Allow this kind').count(), 0));
    });

    it('is not allowed by whoever asked for it', async () => {
      api.models.set(prefix, {
        prefix,
        asked: [{ by: tom, serial: unknown, at: Date.now() }],
        allowedBy: [tom],
      });
      const { tab } = await browser.page({ place: '#/tokens' });
      await shown(tab, 'You asked for it: another technician has to allow it.');
      await settles(async () => assert.equal(await button(tab, 'Allow this kind').count(), 0));
    });

    it('is not written until then: the technician at the reader asks, and writing starts by itself', async () => {
      const id = api.add(ana);
      const { page, tab } = await browser.page({ place: `#/burn/${id}` });
      await tab.getByRole('heading', { name: 'Start with Ana Moreau' }).waitFor();
      await page.keyboard.press('Enter');
      await tab.getByRole('heading', { name: 'Check that this is Ana Moreau' }).waitFor();
      await page.keyboard.press('1');
      await page.keyboard.press('Enter');
      await button(tab, /Desk Lyon 2/).click();
      await button(tab, 'They are the same').click();
      await tab.getByRole('heading', { name: 'Bring in the QR code' }).waitFor();
      await bring(tab, 'paste', {
        text: `otpauth://totp/Contoso+Ltd%3a${encodeURIComponent(ana.upn)}?secret=notarealsecretaa&issuer=Microsoft`,
      });
      await tab.getByRole('heading', { name: /Switch the token on/ }).waitFor();
      api.put(unknown);
      await shown(tab, `Token Desk does not know tokens with serial ${unknown}.`);
      await button(tab, 'Ask the other technicians to allow it').click();
      await shown(tab, /writing starts by itself once one of them allows it/);
      await settles(async () =>
        assert.deepEqual(
          api.models.get(prefix)?.asked.map(({ serial: asked }) => asked),
          [unknown],
        ),
      );
      const asked = api.models.get(prefix);
      assert.ok(asked);
      api.models.set(prefix, { ...asked, allowedBy: [eszter] });
      await tab.getByRole('heading', { name: 'Type the six digits' }).waitFor({ timeout: lateEndMs });
      await settles(async () => assert.equal(api.request(id).token?.serial, unknown));
    });
  });

  describe('empty tokens for stock', () => {
    it('lets the desk be chosen and compared there, adopts what is not in the books, and ends in its own words', async () => {
      const { tab } = await browser.page({ place: '#/run' });
      await tab.getByRole('heading', { name: 'Choose your desk' }).waitFor();
      await button(tab, /^Desk Lyon 2/).click();
      await tab.getByText(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/).waitFor();
      await button(tab, 'They are the same').click();
      await tab.getByLabel('How many?').fill('1');
      await button(tab, 'Start').click();
      await shown(tab, 'Put the next token on the reader');
      api.put(serial);
      await shown(tab, `Token ${serial} is not in the inventory.`);
      await button(tab, `Adopt ${serial} as stock and empty it`).click();
      await shown(tab, `Emptying ${serial}`);
      await settles(async () =>
        assert.deepEqual(
          api.tokens.get(serial)?.custody.map(({ kind }) => kind),
          ['adopted'],
        ),
      );
      await settles(async () => assert.equal(await button(tab, /stays in the queue/).count(), 0));
      await button(tab, 'Stop: these were all').waitFor();
      api.finishTokenJob();
      await shown(tab, '1 of 1 emptied');
      assert.deepEqual(await smallTargets(tab), []);
    });
  });

  describe('adding tokens', () => {
    it('says that a connected desk is to be confirmed first, and leads there', async () => {
      api.burnerState = 'pending';
      const { tab } = await browser.page({ place: '#/add-tokens' });
      await shown(
        tab,
        'Desk Lyon 2 is connected, but nobody has compared its letters yet. Confirm it first.',
      );
      await settles(async () => assert.equal(await tab.getByText('No desk is connected').count(), 0));
      await tab.getByRole('link', { name: 'Confirm it on the page “Desks”' }).click();
      await tab.getByRole('heading', { level: 1, name: 'Desks' }).waitFor();
    });

    it('adds each token laid on the reader, says what is there already, and undoes one', async () => {
      api.active(restricted, ana);
      const { tab } = await browser.page({ place: '#/add-tokens' });
      await button(tab, 'Start adding').click();
      await shown(tab, 'Lay the first token on the reader of Desk Lyon 2');
      api.put(serial);
      await shown(tab, '1 token added');
      api.put(restricted);
      await shown(tab, 'already in the inventory, with Ana Moreau');
      api.put('99999990000001');
      await shown(tab, 'Nobody here knows this model.');
      await button(tab, `Undo ${serial}`).click();
      await shown(tab, 'set aside again');
      await settles(async () => assert.equal(api.tokens.get(serial)?.state, 'quarantine'));
      await settles(async () => assert.equal(api.tokens.size, 2));
    });

    it('looks at a list first, names wrong lines, and adds all that is new or nothing', async () => {
      api.stock('86596000004712');
      const { tab } = await browser.page({ place: '#/add-tokens' });
      const field = tab.getByLabel('List (CSV)');
      await field.fill(
        `serial,site\n${serial},Lyon\n86596000004712,Lyon\n8659-600,Lyon\n12345670000001,Lyon`,
      );
      await button(tab, 'Look at it first').click();
      await shown(tab, '2 lines are not right.');
      await shown(tab, '1 token of the list is in the inventory already and stays as it is.');
      await shown(tab, 'Already in the inventory.');
      await shown(tab, 'Not a serial as printed on a token');
      await shown(tab, 'Nothing has been added.');
      await settles(async () => assert.equal(await button(tab, /^Add \d/).count(), 0));
      await settles(async () => assert.equal(api.tokens.size, 1));
      await field.fill(`serial,site\n${serial},Lyon\n86596000004712,Bern\n86596000004713,Lyon`);
      await button(tab, 'Look at it first').click();
      await shown(tab, 'No token is at a site of this name yet: Lyon');
      await button(tab, 'Add 2 tokens').click();
      await shown(tab, '2 tokens were added.');
      await settles(async () => assert.equal(api.tokens.get(serial)?.site, 'Lyon'));
    });

    it('never sends a list that holds secrets', async () => {
      const { tab } = await browser.page({ place: '#/add-tokens' });
      await tab.getByLabel('List (CSV)').fill(`serial,x\n${serial},NOTAREALSECRETAA`);
      await button(tab, 'Look at it first').click();
      await shown(tab, /This list seems to hold secrets: line 2, column x\./);
      const json = `[\n {"serial": "${serial}",\n  "secretKey": "NOTAREALSECRETAA"}\n]`;
      await tab.getByLabel('List (CSV)').fill(json);
      await button(tab, 'Look at it first').click();
      await shown(tab, /This list seems to hold secrets, and it is JSON\./);
      await settles(async () => assert.ok(!api.bodies.some((body) => body.includes('NOTAREAL'))));
    });

    it('reads a file in Windows-1252, and says so', async () => {
      const { tab } = await browser.page({ place: '#/add-tokens' });
      const buffer = Buffer.from(`serial,site\r\n${serial},K\xf6ln`, 'latin1');
      await tab
        .locator('input[type=file]')
        .setInputFiles({ name: 'tokens.csv', mimeType: 'text/csv', buffer });
      await shown(tab, /it was read as Windows-1252/);
      await settles(async () => assert.match(await tab.getByLabel('List (CSV)').inputValue(), /Köln/));
    });

    it('refuses a file that is no list', async () => {
      const { tab } = await browser.page({ place: '#/add-tokens' });
      const file = {
        name: 'tokens.xlsx',
        mimeType: 'text/csv',
        buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]),
      };
      await tab.locator('input[type=file]').setInputFiles(file);
      await shown(tab, /That file is no text list\./);
    });
  });

  describe('desks', () => {
    it('says what lies on each reader and what to put right', async () => {
      api.otherDesks = [otherDesk(api)];
      const { tab } = await browser.page({ place: '#/burners' });
      await shown(tab, 'another program is using it');
      await shown(tab, 'This card is not a token.');
      await shown(tab, 'The desk found 1 thing to put right.');
      await shown(tab, 'Settings, System, Clipboard: switch off “Clipboard history”, then “Clear”.');
      api.put(serial);
      await shown(tab, /miniOTP-2-i 86596000004711, laid down/);
    });

    it('counts the pairing code down and says what it is for', async () => {
      const { tab } = await browser.page({ place: '#/burners' });
      await tab.getByLabel('Name of the desk').fill('Desk Paris');
      await button(tab, 'Make a pairing code').click();
      await shown(tab, 'ABCD-2345-EFGH');
      await shown(tab, /Valid until .* \(9:5\d left\), for five tries\./);
    });

    it('renames a desk', async () => {
      const { page, tab } = await browser.page({ place: '#/burners' });
      await button(tab, 'Rename').click();
      await tab.getByLabel('New name').fill('Desk Lyon 3');
      await page.keyboard.press('Enter');
      await tab.getByRole('heading', { name: /Desk Lyon 3/ }).waitFor();
    });

    it('spells out what a theft does, then lists what was burned there and offers to disable it', async () => {
      api.stock(serial, { state: 'active', holder: ana, burns: 1, burnerId: api.burnerId });
      api.active('86596000004712', tomasz);
      const { tab } = await browser.page({ place: '#/burners' });
      await button(tab, 'Report stolen').click();
      await dialog(tab).getByText('sealed secrets waiting for it are forgotten').waitFor();
      await dialog(tab).getByRole('button', { name: 'Yes, it was stolen' }).click();
      await shown(tab, 'Burned at Desk Lyon 2, not handed over');
      await settles(async () => assert.equal(await tab.getByText('86596000004712').count(), 0));
      await button(tab, `Report lost ${serial}`).click();
      await dialog(tab).getByRole('button', { name: 'Report lost' }).click();
      await tab.getByRole('link', { name: 'Remove it for Ana Moreau at Microsoft' }).waitFor();
      await settles(async () => assert.equal(api.tokens.get(serial)?.state, 'lost'));
    });

    it('lists every token that was burned at a stolen desk, however many', async () => {
      for (let n = 0; n < 60; n += 1)
        api.stock(`86596220001${String(n).padStart(3, '0')}`, {
          state: 'active',
          holder: ana,
          burnerId: api.burnerId,
        });
      const { tab } = await browser.page({ place: '#/burners' });
      await button(tab, 'Report stolen').click();
      await dialog(tab).getByRole('button', { name: 'Yes, it was stolen' }).click();
      await button(tab, 'Report lost 86596220001059').waitFor();
      await settles(async () =>
        assert.equal(await tab.getByRole('button', { name: /^Report lost / }).count(), 60),
      );
    });
  });

  describe('audit and statement', () => {
    it('filters by event, person, serial and request, and keeps that in the address', async () => {
      api.rows = auditRows(40);
      const { page, tab } = await browser.page({ place: '#/audit' });
      await shown(tab, '40 rows');
      await tab.getByLabel('Person').fill('weber');
      await tab.getByLabel('What').selectOption('burned');
      await page.keyboard.press('Tab');
      await button(tab, 'Show').click();
      await tab.getByText('40 rows').waitFor({ state: 'detached' });
      assert.match(tab.url(), /#\/audit\?who=weber&event=burned$/);
      await button(tab, 'Clear filters').click();
      await shown(tab, '40 rows');
      await tab.evaluate(() => location.assign('#/audit/request-1'));
      await shown(tab, 'What happened to one request, in order.');
    });

    it('says of each row whom its request is for, and of any other nobody', async () => {
      api.rows = auditRows(4);
      const { tab } = await browser.page({ place: '#/audit' });
      await shown(tab, '4 rows');
      await settles(async () =>
        assert.deepEqual(await tab.locator('td.cell-subject').allTextContents(), [
          '',
          'Ana Moreau',
          'Ana Moreau',
          'Ana Moreau',
        ]),
      );
      await tab.getByRole('columnheader', { name: 'For whom' }).waitFor();
    });

    it('opens a row beside the others and says in one sentence what such a row means', async () => {
      api.rows = auditRows(4);
      const { page, tab } = await browser.page({ place: '#/audit' });
      await button(tab, /Burned/).focus();
      await page.keyboard.press('Enter');
      const pane = tab.getByRole('complementary');
      await pane.getByText(english.meanings.burned).waitFor();
      await pane.getByText('F'.repeat(64)).waitFor();
      await pane.getByRole('link', { name: english.tokens.statement }).waitFor();
      // beside an open row the next one opens
      await page.keyboard.press('ArrowDown');
      await pane.getByText(english.meanings.claimed).waitFor();
      await button(tab, english.audit.close).click();
      await pane.waitFor({ state: 'detached' });
      await settles(async () =>
        assert.equal(await tab.evaluate(() => document.activeElement?.id), 'audit-2'),
      );
    });

    it('says in one sentence whether the chain holds, and where it breaks', async () => {
      const { tab } = await browser.page({ place: '#/audit' });
      await button(tab, 'Check the whole chain').click();
      await shown(tab, 'Nothing was changed or taken out.');
      api.brokenAt = { seq: 77, why: 'hash' };
      await button(tab, 'Check the whole chain').click();
      await shown(tab, 'Row 77 does not fit the one before.');
    });

    it('exports every page, harmless to spreadsheets', async () => {
      api.rows = auditRows(120);
      const [first] = api.rows;
      assert.ok(first);
      const evil = { kind: 'person', person: { id: 'e', name: '=cmd', upn: 'e@contoso.example' } } as const;
      api.rows[0] = { ...first, actor: evil };
      const { page, tab } = await browser.page({ place: '#/audit' });
      await shown(tab, '50 rows');
      const csv = (await download(page, () => button(tab, 'Export as CSV').click())).toString('utf8');
      await shown(tab, '120 rows saved.');
      const lines = csv.trimEnd().split('\r\n');
      assert.equal(lines.length, 121);
      assert.ok(lines[1]?.includes(",'=cmd (e@contoso.example),"));
    });

    it('tells everything about one token, and what that does not prove', async () => {
      api.statement = statementOf(api.active(serial, ana), ana);
      const { tab } = await browser.page({ place: `#/statement/${serial}` });
      for (const text of [
        'Badge with photo, by Tom Weber',
        'Tom Weber and Ana Moreau',
        'pasted picture. The account stood in the code and was compared.',
        'typed key. The code carried no account: the technician confirmed it.',
        /in Desk Lyon 2 for 38 seconds at most/,
        'AAAA-BBBB-CCCC-DDDD',
        '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
        /the technician said so; the desk could not see it/,
        'no. 17, signature valid',
        /Handed to Ana Moreau/,
      ])
        await shown(tab, text);
      const bold = tab
        .getByRole('heading', { name: 'What this does not prove' })
        .locator('..')
        .getByRole('strong');
      await settles(async () => assert.equal(await bold.count(), 5));
    });

    it('makes a PDF with its own fonts, and a page that prints without the rest', async () => {
      api.statement = statementOf(api.active(serial, ana), ana);
      const { page, tab } = await browser.page({ place: `#/statement/${serial}` });
      await shown(tab, 'What this does not prove');
      const pdf = await download(page, () => button(tab, 'Save as PDF').click());
      assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-');
      assert.match(pdf.toString('latin1'), /\/FontFile2/);
      assert.match(pdf.toString('latin1'), /\/BaseFont \/NotoSans/);
      await page.emulateMedia({ media: 'print' });
      await settles(async () => assert.equal(await tab.locator('.top').isVisible(), false));
      await settles(async () => assert.equal(await button(tab, 'Save as PDF').isVisible(), false));
      await settles(async () => assert.equal(await tab.locator('.statement').isVisible(), true));
    });
  });

  describe('reports and privacy', () => {
    it('says so where there is nothing to count', async () => {
      const { tab } = await browser.page({ place: '#/reports' });
      await shown(tab, 'Nobody is waiting.');
      await shown(tab, 'Nothing wrong was brought in.');
      await tab.getByLabel('Site').selectOption('Line 4, Lyon');
      await until('the site in the address', () => tab.url().endsWith('#/reports?site=Line+4%2C+Lyon'));
    });

    it('shows privacy to auditors and administrators only', async () => {
      const { tab } = await browser.page({ place: '#/privacy' });
      await shown(tab, 'Private reasons');
      await shown(tab, 'for good');
      api.roles = ['Technician'];
      const other = await browser.page({ place: '#/privacy' });
      await shown(other.tab, 'Auditors and administrators see this page.');
      await settles(async () =>
        assert.equal(await other.tab.getByRole('tab', { name: 'Privacy' }).count(), 0),
      );
    });
  });

  describe('set-up', () => {
    it('says what must be done and what to mind, who can, and asks again', async () => {
      api.tenant = tenantWith({
        hardwareOath: { kind: 'not-allowed', permissions: ['Policy.Read.All'] },
        migration: read('premigration'),
      });
      const { tab } = await browser.page({ place: '#/set-up' });
      const findings = tab.locator('.finding');
      await findings.first().waitFor();
      const said = (await findings.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
      // Nobody here holds Authentication Policy Administrator, and the technicians' role is theirs over the whole tenant.
      assert.equal(said.filter((text) => text.startsWith('To do:')).length, 2);
      assert.match(
        said[0] ?? '',
        /^To do: Not known: who may use hardware tokens\..*Consent to Policy\.Read\.All.*Who can: Privileged Role Administrator$/,
      );
      assert.ok(said.some((text) => text.startsWith('Note: The old policies')));
      await shown(tab, '2 things to do');
      api.tenant = tenantWith({ roles: read([]), hasPremium: read(false) });
      await button(tab, 'Ask again').click();
      await shown(tab, 'Nothing has to be done.');
    });

    it('names each permission that Microsoft does not give for whoever looks, what stops without, and asks for it', async () => {
      api.isPractice = true;
      api.tenant = tenantWith({});
      const { setUp } = english;
      const [software, ...others] = graphScopes;
      const { page, tab } = await browser.page({ place: '#/set-up', consents: [software] });
      await shown(tab, setUp.consents.given(software));
      for (const scope of others) {
        await shown(tab, setUp.consents.asks(scope));
        await shown(tab, setUp.consents.stops(setUp.consents.without[scope]));
      }
      await shown(tab, 'Ask again');
      const [hardware = software] = others;
      await button(tab, setUp.consents.agree(hardware)).click();
      await tab.getByRole('alert').filter({ hasText: hardware }).first().waitFor();
      await page.evaluate(`graphTokens['${hardware}'] = 'given'`);
      await button(tab, setUp.consents.agree(hardware)).click();
      await shown(tab, setUp.consents.given(hardware));
      await settles(async () =>
        assert.equal(await button(tab, setUp.consents.agree(hardware)).count(), 0, 'nothing is left to ask'),
      );
    });

    for (const [role, place] of [
      ['Technician', '#/burners'],
      ['StockKeeper', '#/load'],
    ] as const)
      it(`is reached by a ${role} from ${place}, for what Microsoft gives for them`, async () => {
        api.isPractice = true;
        api.roles = [role];
        const { tab } = await browser.page({ place });
        await tab.getByRole('link', { name: english.setUp.consents.title }).click();
        await shown(tab, english.setUp.consents.given(graphScopes[0]));
      });

    it('is for administrators only, but for what Microsoft gives for oneself', async () => {
      api.isPractice = true;
      api.roles = ['Technician', 'Auditor'];
      const { tab } = await browser.page({ place: '#/set-up' });
      await shown(tab, english.setUp.consents.given(graphScopes[0]));
      await shown(tab, english.setUp.noRole);
      await tab.getByRole('heading', { name: english.setUp.ownRoles }).waitFor();
      await shown(tab, 'At Microsoft you may create no token.');
      await settles(async () => assert.equal(await tab.getByRole('tab', { name: 'Set-up' }).count(), 0));
      await settles(async () => assert.equal(await tab.locator('.finding').count(), 0));
    });
  });

  it('has no small target on any of these pages', async () => {
    api.active(serial, ana);
    api.rows = auditRows(5);
    api.statement = statementOf(api.active(serial, ana), ana);
    api.otherDesks = [otherDesk(api)];
    const found: string[] = [];
    for (const place of [
      `#/tokens?open=${serial}`,
      '#/add-tokens',
      '#/burners',
      '#/audit',
      `#/statement/${serial}`,
      '#/reports',
      '#/privacy',
      '#/set-up',
      '#/run',
      `#/request/${api.add(tomasz)}`,
      `#/?open=${api.add(ana)}`,
    ]) {
      const { page, tab } = await browser.page({ place });
      await tab.locator('main h1').waitFor();
      await tab.locator('main .card, main table').first().waitFor();
      found.push(...(await smallTargets(tab)).map((line) => `${place} ${line}`));
      await page.context().close();
    }
    assert.deepEqual(found, []);
  });
});
