import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unknownToken } from '@token-desk/bot/domain/tokens/token';
import { saveToken } from '@token-desk/bot/store/tables/tokens';
import { commandBurner } from '@token-desk/bot/usecases/desks/burners';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { decidePolicy, proposePolicy, readApproval } from '@token-desk/bot/usecases/people/approval';
import { submitRequest } from '@token-desk/bot/usecases/requests/requests';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import type { RequestForm } from '@token-desk/contract/request';
import { parseSeedInput } from '@token-desk/contract/seed/input';
import { cast, type PracticePerson, people } from '@token-desk/practice/people';
import { type Practice, startPractice } from '@token-desk/practice/practice';
import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core';
import { settles } from '../support/browser/settles.ts';
import { TabUser } from '../support/desk/desk-hands.ts';
import { codeOf, EntraBrowser, qrTextOf } from '../support/entra/entra-browser.ts';
import { filesIn, findings, seedNeedles } from '../support/leaks/canary.ts';
import { needsPcscd, type Pcscd } from '../support/reader/pcscd.ts';
import { openVpcdHand } from '../support/reader/vpcd-hand.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { chromiumArgs, needsChromium } from '../support/run/require-all.ts';
import { bring, buildTab } from '../support/tab/tab-browser.ts';
import { english } from '../support/tab/tab-words.ts';
import * as hands from '../support/whole/practice-drivers.ts';

const output = join(import.meta.dirname, '../output/whole-job');
const priya = people.find(({ givenName }) => givenName === 'Priya') ?? cast.subject;

describe('the whole job, by hand, through a real pcscd', () => {
  let pcscd: Pcscd;
  let browser: Browser;
  let practice: Practice;
  let page: Page;
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-job-'));
  before(async function () {
    const executablePath = needsChromium(this);
    pcscd = await needsPcscd(this);
    await buildTab();
    mkdirSync(output, { recursive: true });
    practice = await startPractice({
      port: 0,
      isFresh: true,
      dataFolder: join(folder, 'practice'),
      onProgress: () => {},
      onError: (error) => console.error(error),
      signal: new AbortController().signal,
      openReader: () => openVpcdHand(pcscd),
    });
    browser = await chromium.launch({ executablePath, args: chromiumArgs });
    page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(lateEndMs);
    await hands.openPractice(page, practice.url);
  });
  after(async () => {
    await browser?.close();
    await practice?.close();
    await pcscd?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed()) await page?.screenshot({ path: join(output, 'failed.png') });
  });

  let shots = 0;
  let look = 'light';
  async function shoot(name: string): Promise<void> {
    shots += 1;
    await page.screenshot({ path: join(output, `${look}-${String(shots).padStart(2, '0')}-${name}.png`) });
  }
  const heading = (name: string | RegExp) =>
    hands.tabOf(page).getByRole('heading', { level: 1, name }).waitFor();
  const press = (name: string | RegExp) =>
    hands.tabOf(page).getByRole('button', { name, exact: true }).first().click();
  const says = (pane: FrameLocator, text: string | RegExp) => pane.getByText(text).last().waitFor();

  /** Ends at “Bring in the QR code”. */
  async function begin(subject: PracticePerson): Promise<void> {
    await hands.askForToken(page, { subject: subject.name, reason: 'No smartphone', site: 'Lyon' });
    await shoot('asked');
    await hands
      .tabOf(page)
      .getByRole('button', { name: new RegExp(subject.name) })
      .first()
      .click();
    await shoot('queue');
    await press('Start');
    await heading(`Check that this is ${subject.name}`);
    await shoot('person');
    await page.keyboard.press('1');
    await press(`It is ${subject.givenName}`);
  }

  /** From the filled box to a checked code, which Microsoft then accepts; answers that code. */
  async function burnAndFinish({ givenName }: PracticePerson, lastDigits: string): Promise<string> {
    await heading('Switch the token on and put it on the reader');
    await shoot('captured');
    await hands.takeToken(page, lastDigits);
    await hands.pressPower(page);
    await hands.holdToReader(page);
    await heading('Type the six digits');
    await hands.stripText(page).filter({ hasText: 'Lift the token, press its button' }).waitFor();
    await shoot('burned');
    await hands.liftToken(page);
    await hands.pressPower(page);
    const code = await hands.readDisplay(page);
    await hands.typeCode(page, code);
    await heading(`Let ${givenName} type the code at Microsoft`);
    await shoot('checked');
    await hands.finishAtMicrosoft(page, code);
    await heading(`Give ${givenName} the token`);
    await shoot('bound');
    return code;
  }

  const openAs = (label: string) => page.getByLabel('you are').selectOption({ label });

  /** As the administrator, on the page To enforce; the technician has the tab again afterwards. */
  async function enforce({ name }: PracticePerson): Promise<void> {
    const { enforce: words, nav } = english;
    const tab = hands.tabOf(page);
    await openAs('Alex Roth, administrator');
    await tab.getByRole('tab', { name: nav.enforce }).click();
    await tab.getByRole('checkbox', { name }).check();
    await press(words.go(1));
    await press(words.sure.go(1));
    await tab.getByText(words.emptyTitle).waitFor();
    await shoot('enforced');
    await openAs('Tom Weber, technician');
    await tab.getByRole('tab', { name: nav.enforce }).waitFor({ state: 'detached' });
  }

  /** Microsoft takes each code once. */
  async function codeAfter(used: string): Promise<string> {
    let shown = used;
    await settles(async () => {
      await hands.pressPower(page);
      shown = await hands.readDisplay(page);
      assert.notEqual(shown, used);
    });
    return shown;
  }

  async function everybodyReads(subject: PracticePerson, state: RegExp, name: string): Promise<void> {
    for (const pane of ['channel', 'chat'] as const) {
      const shown = await hands.show(page, pane);
      const card = shown.locator('.ac-adaptiveCard').filter({ hasText: `Token for ${subject.name}` });
      await card.filter({ hasText: state }).last().waitFor();
      await shoot(`${name}-${pane}`);
    }
  }

  async function records(subject: PracticePerson) {
    const { entra } = practice.world() ?? assert.fail('the practice runs');
    const alex = new TabUser(practice.url, () => entra.issueTabToken(cast.administrator.id));
    const { items } = await alex.api.call('listRequests', { query: { scope: 'all' } });
    const burners = await alex.api.call('listBurners', {});
    const found = items.find((one) => one.subject.id === subject.id) ?? assert.fail('there is a request');
    return {
      request: await alex.read(found.id),
      audit: await alex.api.call('verifyAudit', {}),
      methods: entra.methodsOf(subject.id),
      readers: burners.items.flatMap((burner) => burner.readers.map(({ name }) => name)),
    };
  }

  it('from the form in chat to the hand-over: the QR dropped as a picture, in light', async () => {
    await hands.postInChannel(page, 'notify here');
    await hands.stripText(page).filter({ hasText: 'As Ada' }).waitFor(); // turns to the chat, once
    const channel = await hands.show(page, 'channel');
    await says(channel, /shown here from now on/);
    await begin(cast.subject);
    await heading('Choose your desk');
    await press(/Lyon, ground floor/);
    await heading('Compare these letters with the desk');
    const letters = await page.locator('#desk-print').textContent();
    await hands
      .tabOf(page)
      .getByText(letters ?? '', { exact: true })
      .waitFor();
    await shoot('fingerprint');
    await press('They are the same');

    await heading('Bring in the QR code');
    await hands.signInAsSubject(page, cast.subject.password);
    const qr = await hands.openQr(page);
    const secret = parseSeedInput(qrTextOf((await qr.getAttribute('src')) ?? ''));
    assert.ok(secret.kind === 'seed');
    await shoot('qr');
    await hands.dropPicture(page, qr, 'file');
    const used = await burnAndFinish(cast.subject, '4711');
    await everybodyReads(cast.subject, /Ready/, 'ready');
    await press('Handed over');
    await heading('Ana has a token');
    await hands.show(page, 'channel');
    await hands.stripText(page).filter({ hasText: 'Done.' }).waitFor();
    await settles(async () =>
      assert.equal(await page.locator('body').getAttribute('data-left'), 'channel', 'nobody is pulled away'),
    );
    await everybodyReads(cast.subject, /Handed over/, 'handed-over');

    const { request, audit, methods, readers } = await records(cast.subject);
    assert.equal(request.state, 'handed_over');
    assert.deepEqual([request.binding?.how, request.binding?.methodId], ['seen', methods[0]?.id]);
    assert.equal(request.token?.accountSeen, true);
    assert.deepEqual([audit.ok, audit.receipts], [true, 2]);
    assert.deepEqual(readers, [pcscd.reader, pcscd.secondReader], 'over PC/SC');
    for (const part of ['bot', 'desk'])
      assert.deepEqual(findings(filesIn(join(folder, 'practice', part)), seedNeedles(secret.seed)), []);

    const signIn = () => {
      const { entra } = practice.world() ?? assert.fail('the practice runs');
      return new EntraBrowser(entra.url).signIn(cast.subject.upn, cast.subject.password, '&lng=en');
    };
    assert.equal((await signIn()).heading, 'Security info', 'the password is enough while MFA is off');
    await enforce(cast.subject);
    assert.equal((await records(cast.subject)).request.enforcement, 'enforced');
    const browser = await signIn();
    assert.equal(browser.heading, 'Enter code');
    await browser.press({ code: await codeAfter(used) });
    assert.equal(browser.heading, 'Security info', 'in, with the code of the token');

    const chat = await hands.show(page, 'chat');
    await chat.getByRole('button', { name: 'Close it' }).last().click();
    await says(chat, 'Closed');
    assert.equal((await records(cast.subject)).request.state, 'closed');
  });

  it('takes it back, and the technician removes its method at Microsoft with their own access', async () => {
    const { entra } = practice.world() ?? assert.fail('the practice runs');
    assert.equal(entra.methodsOf(cast.subject.id).length, 1);
    await hands.tabOf(page).getByRole('tab', { name: 'Tokens' }).click();
    await hands
      .tabOf(page)
      .getByRole('button', { name: /86596000004711/ })
      .first()
      .click();
    await press('Take back');
    await press('I have it');
    entra.setDelegated([]);
    await press('Remove it at Microsoft');
    await press('Remove it for good');
    await hands.tabOf(page).getByRole('alert').waitFor();
    assert.equal(entra.methodsOf(cast.subject.id).length, 1, 'removed without the scope');
    entra.setDelegated(['UserAuthMethod-SoftwareOATH.ReadWrite.All']);
    await press('Remove it at Microsoft');
    await press('Remove it for good');
    await hands.tabOf(page).getByText('It is gone.', { exact: true }).waitFor();
    assert.deepEqual(entra.methodsOf(cast.subject.id), []);
    await shoot('method-removed');
  });

  it('the same by a pasted screenshot, for a token that forgets with its clock, in dark', async () => {
    [look, shots] = ['dark', 0];
    await page.locator('[data-theme-choice=dark]').click();
    await hands.tabOf(page).getByRole('tab', { name: 'Queue' }).click();
    await begin(priya);
    await heading('Bring in the QR code');
    await hands.signInAsSubject(page, priya.password);
    const qr = await hands.openQr(page);
    await shoot('qr');
    const frame = await (await page.locator('#pane-tab').elementHandle())?.contentFrame();
    assert.ok(frame);
    await qr.scrollIntoViewIfNeeded();
    await bring(frame, 'paste', { image: await page.screenshot() });
    await burnAndFinish(priya, '1234');
    await press('Handed over');
    await heading('Priya has a token');
    await everybodyReads(priya, /Handed over/, 'handed-over');
    const { request, audit } = await records(priya);
    assert.equal(request.state, 'handed_over');
    assert.deepEqual([audit.ok, audit.receipts], [true, 4]);
  });

  it('the tab can be opened as somebody else, with their roles in Token Desk and at Microsoft', async () => {
    const { entra } = practice.world() ?? assert.fail('the practice runs');
    const tab = hands.tabOf(page);
    const graphCallers: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/practice/graph-token')) graphCallers.push(request.postData() ?? '');
    });
    await hands.askForToken(page, { subject: 'Jonas Becker', reason: 'No smartphone', site: 'Lyon' });
    await openAs('Alex Roth, administrator');
    await tab.getByRole('tab', { name: 'Set-up' }).click();
    await hands.stripText(page).filter({ hasText: 'Choose Tom Weber above the tab' }).waitFor();
    await openAs('Mia Durand, approver');
    await tab.getByRole('tab', { name: 'Reports' }).waitFor();
    await settles(async () =>
      assert.equal(await tab.getByRole('tab', { name: 'Set-up' }).count(), 0, 'an approver sees no set-up'),
    );
    await openAs('Eszter Kovács, second technician');
    // the administrator's page Set-up has asked too, for the administrator
    graphCallers.length = 0;
    entra.setDelegated(['UserAuthMethod-SoftwareOATH.ReadWrite.All']);
    await page.reload();
    await tab.getByRole('tab', { name: 'Tokens' }).click();
    await settles(async () =>
      assert.equal(await page.getByLabel('you are').inputValue(), 'secondTechnician', 'kept by the browser'),
    );
    await tab
      .getByRole('button', { name: /86596220001234/ })
      .first()
      .click();
    await press('Take back');
    await press('I have it');
    await press('Remove it at Microsoft');
    await press('Remove it for good');
    await tab.getByText('It is gone.', { exact: true }).waitFor();
    assert.ok(graphCallers.length > 0 && graphCallers.every((body) => body.includes('"secondTechnician"')));
    await openAs('Tom Weber, technician');
    await tab.getByRole('tab', { name: 'Set-up' }).waitFor({ state: 'detached' });
  });

  it('one that is lost is disabled by whoever presses first, who ends open sign-ins too; the card says both', async () => {
    const { entra, deps } = practice.world() ?? assert.fail('the practice runs');
    const leila = people.find(({ givenName }) => givenName === 'Leïla') ?? assert.fail();
    const lost = '86596220009876';
    entra.setDelegated(['UserAuthMethod-SoftwareOATH.ReadWrite.All', 'User.RevokeSessions.All']);
    const atMicrosoft = await new EntraBrowser(entra.url).signIn(leila.upn, leila.password, '&lng=en');
    const otpauth = (await atMicrosoft.openOtherAppQr()).qrText();
    await atMicrosoft.press({ action: 'next' });
    await atMicrosoft.press({ action: 'next', code: codeOf(otpauth, Date.now()) });
    const methodId = entra.methodsOf(leila.id)[0]?.id ?? assert.fail();
    const holder = { id: leila.id, name: leila.name, upn: leila.upn };
    const carried = { ...unknownToken(lost, Date.now()), holder, methodId, route: 'A' as const };
    await saveToken(deps.store.db, { ...carried, state: 'active' });

    const chat = await hands.writeInChat(page, `lost ${leila.upn}`);
    await chat.getByRole('button', { name: 'Ask for it' }).last().click();
    const channel = await hands.show(page, 'channel');
    const card = channel.locator('.ac-adaptiveCard').filter({ hasText: `Lost: token ${lost}` });
    await card.filter({ hasText: 'not yet disabled' }).last().waitFor();
    await shoot('lost-in-the-channel');

    const tab = hands.tabOf(page);
    const { tasks: words } = english;
    await card.getByRole('link', { name: 'Disable it' }).last().click();
    await heading(words.title(lost));
    await tab.getByText(words.ways.none(leila.name)).waitFor();
    await press(words.remove.go);
    await press(words.remove.confirm);
    await tab.getByText(words.ended.gone).waitFor();
    assert.deepEqual(entra.methodsOf(leila.id), []);
    await press(words.sessions.remove.go);
    await press(words.sessions.remove.confirm);
    await tab.getByText(/ended them/).waitFor();
    await shoot('lost-and-disabled');
    assert.notEqual(entra.sessionsEndedAt(leila.id), null);
    await hands.show(page, 'channel');
    await card.filter({ hasText: 'Disabled' }).filter({ hasText: 'ended open sign-ins' }).last().waitFor();
    await shoot('disabled-in-the-channel');
  });

  it('what Microsoft allows can be switched by hand, and the tab says what follows', async () => {
    const { entra } = practice.world() ?? assert.fail('the practice runs');
    const tick = (label: string) => page.getByRole('checkbox', { name: label });
    await hands.tabOf(page).getByRole('tab', { name: 'Queue' }).click();
    await tick('Authenticator apps allowed').uncheck();
    await tick('Tom may change sign-in methods').uncheck();
    await tick('Down').check();
    await page.waitForFunction(() => (document.getElementById('switch-down') as HTMLInputElement).checked);
    assert.deepEqual([entra.settings.isDown, entra.settings.policies.softwareOath.isEnabled], [true, false]);
    const held = () => entra.settings.assignments.filter(({ personId }) => personId === cast.technician.id);
    assert.deepEqual([...new Set(held().map(({ role }) => role))], ['Authentication Policy Administrator']);
    await hands
      .tabOf(page)
      .getByRole('button', { name: /Jonas Becker/ })
      .first()
      .click();
    await hands.tabOf(page).getByRole('link', { name: 'Whole request' }).click();
    await hands.tabOf(page).getByText('The directory does not answer.').waitFor();
    await shoot('down');
    await tick('Tom may change sign-in methods').check();
    await tick('Down').uncheck();
    await press('Try again');
    await hands.tabOf(page).getByRole('heading', { name: 'At Microsoft' }).waitFor();
    await hands.tabOf(page).getByText('The directory does not answer.').waitFor({ state: 'detached' });
    assert.ok(held().length > 1, 'as many roles as before');
    await tick('Authenticator apps allowed').check();
    await page.waitForFunction(
      () => (document.getElementById('switch-software') as HTMLInputElement).checked,
    );
    assert.equal(entra.settings.policies.softwareOath.isEnabled, true);
  });

  it('a desk that was shut out is paired again with one button', async () => {
    const { deps, desk } = practice.world() ?? assert.fail('the practice runs');
    const administrator = { person: cast.administrator, roles: ['Administrator'] } as const;
    const order = { burnerId: desk.burnerId(), command: { kind: 'revoke' } } as const;
    const again = page.getByRole('button', { name: 'Pair it again' });
    await settles(async () => assert.equal(await again.isVisible(), false));
    await commandBurner(deps, administrator, order);
    await page.locator('#step').getByText('This desk was shut out.').waitFor();
    await shoot('shut-out');
    await again.click();
    await page.locator('#desk-line').getByText('new: the tab asks to compare these letters').waitFor();
    await again.waitFor({ state: 'hidden' });
  });

  /** Use cases called as by somebody who has no chat window here, as of so long ago: what is told is due at once. */
  const asOf = (agoMs: number) => {
    const { deps } = practice.world() ?? assert.fail('the practice runs');
    return { ...deps, clock: { now: () => Date.now() - agoMs } };
  };
  const callerOf = ({ id, name, upn, roles }: PracticePerson): Caller => ({
    person: { id, name, upn },
    roles,
  });
  const { administrator, manager, technician } = cast;

  /** Ada decides, and stands in for whoever else is a manager. */
  async function managersDecide(): Promise<void> {
    const deps = asOf(0);
    const second = callerOf({ ...technician, roles: ['Administrator'] });
    const others = [...new Set(people.map(({ managerId }) => managerId))];
    const deputies = people
      .filter(({ id }) => id !== manager.id && others.includes(id))
      .map(({ upn }) => ({ of: upn, by: manager.upn, from: '2026-01-01', until: '2099-12-31' }));
    const text = JSON.stringify({ deputies, rules: [{ name: 'managers', approve: 'manager' }] });
    const { version } = await readApproval(deps);
    await proposePolicy(deps, callerOf(administrator), { version, text });
    await decidePolicy(deps, second, { version: version + 1, decision: 'confirm' });
  }
  const wanted: RequestForm = {
    type: 'new',
    reason: 'no-smartphone',
    site: 'Lyon',
    neededBy: '2099-01-01',
    handOver: 'desk',
  };
  const asks = (asker: PracticePerson, subject: PracticePerson, agoMs = 0) =>
    submitRequest(asOf(agoMs), callerOf(asker), { subject: subject.id, form: wanted, source: 'chat' });

  it('a manager and deputy decides on the card, and reads what lapsed', async () => {
    await managersDecide();
    const asker = people.find(({ givenName }) => givenName === 'Hélène') ?? assert.fail();
    const { db } = asOf(0).store;
    const asked = await db.selectFrom('requests').select('subject_id').execute();
    const hasOne = new Set(asked.map((row) => row.subject_id));
    const subjectOf = (isTheirs: (managerId: string | null) => boolean) =>
      people.find(
        ({ managerId, isEnabled, isGuest, roles, id }) =>
          isTheirs(managerId) &&
          isEnabled &&
          !isGuest &&
          roles.length === 0 &&
          !hasOne.has(id) &&
          ![manager.id, asker.id].includes(id),
      ) ?? assert.fail();
    const ofAda = subjectOf((id) => id === manager.id);
    const another = subjectOf((id) => id !== null && id !== manager.id && id !== asker.id);
    const chat = await hands.show(page, 'chat');
    const cardOf = ({ name }: PracticePerson) =>
      chat
        .locator('.ac-adaptiveCard')
        .filter({ hasText: `Token for ${name}` })
        .last();
    await asks(asker, ofAda);
    await cardOf(ofAda).getByRole('button', { name: 'Approve' }).click();
    await cardOf(ofAda).filter({ hasText: 'Ada Keller approved it.' }).waitFor();
    await asks(asker, another);
    await cardOf(another).getByRole('button', { name: 'Reject…' }).click();
    await cardOf(another).getByLabel('Why not?').fill('Leaves in May');
    await cardOf(another).getByRole('button', { name: 'Reject it' }).click();
    await cardOf(another).filter({ hasText: 'Ada Keller did not approve it.' }).waitFor();
    await shoot('decided');
    const mia = people.find(({ givenName }) => givenName === 'Mia') ?? assert.fail();
    const late = await asks(mia, another, 40 * 86_400_000);
    await sweep(asOf(0));
    await cardOf(another).filter({ hasText: 'Lapsed' }).waitFor();
    assert.ok(late.approval?.asked?.id === manager.id);
  });

  it('whoever carries a token says that this was not them', async () => {
    const serial = '8659622099991';
    const { db } = asOf(0).store;
    const { id, name, upn } = manager;
    const holder = { id, name, upn };
    await saveToken(db, { ...unknownToken(serial, Date.now()), state: 'active', holder });
    const reported = { kind: 'report-lost', note: '' } as const;
    await commandToken(asOf(0), callerOf(technician), { serial, command: reported });
    const chat = await hands.show(page, 'chat');
    await says(chat, 'Your token was reported lost');
    await chat.getByRole('button', { name: 'This was not me' }).last().click();
    await says(chat, 'You said that this was not you');
    await shoot('not-me');
  });

  it('a page that is loaded anew shows the cards as they are now, each once', async () => {
    await page.reload();
    for (const pane of ['chat', 'channel'] as const) {
      const shown = await hands.show(page, pane);
      const cards = shown.locator('.ac-adaptiveCard').filter({ hasText: `Token for ${priya.name}` });
      await cards.filter({ hasText: 'Handed over' }).first().waitFor();
      await settles(async () => assert.equal(await shown.getByText(`Token for ${priya.name}`).count(), 1));
    }
    const channel = await hands.show(page, 'channel');
    await channel.getByText('Lost: token 86596220009876').waitFor();
    await shoot('loaded-anew');
  });
});
