import assert from 'node:assert/strict';
import type { NeedRow } from '@token-desk/contract/entra/needs';
import { encodeBase32 } from '@token-desk/contract/text/bytes';
import { groups } from '@token-desk/practice/entra/tenant/person-state';
import { cast } from '@token-desk/practice/people';
import { createDevice } from '@token-desk/tab/graph/devices';
import { assignAndActivate } from '@token-desk/tab/graph/methods';
import { Secret, TOTP } from 'otpauth';
import { type Browser, chromium } from 'playwright-core';
import { TechnicianGraph } from '../support/entra/technician-graph.ts';
import { HandClock } from '../support/run/hand-clock.ts';
import { chromiumArgs, needsChromium } from '../support/run/require-all.ts';
import { openDeskTab } from '../support/tab/desk-tab.ts';
import { buildTab } from '../support/tab/tab-browser.ts';
import { english } from '../support/tab/tab-words.ts';
import { RealTab } from '../support/whole/real-tab.ts';
import { WholeDesk } from '../support/whole/whole-desk.ts';

const minuteMs = 60_000;
const { needs: words } = english;
const seed = Uint8Array.from({ length: 20 }, (_, at) => at * 5 + 1);
const holders = groups[1].id;

describe('the page Who needs a token, of the practice tenant', () => {
  let whole: WholeDesk;
  let browser: Browser;

  before(async function () {
    this.timeout(180_000);
    const executablePath = needsChromium(this);
    await buildTab();
    [whole, browser] = await Promise.all([
      WholeDesk.start({ crowd: 36 }),
      chromium.launch({ executablePath, args: chromiumArgs }),
    ]);
    const { policies } = whole.entra.settings;
    whole.entra.change({
      hasPremiumLicence: true,
      policies: {
        ...policies,
        sms: { ...policies.sms, excluded: [holders] },
        voice: { ...policies.voice, isEnabled: true, excluded: [holders] },
      },
      campaign: { isEnabled: true, excluded: [holders] },
    });
  });
  after(async () => {
    await browser?.close();
    await whole?.close();
  });

  const left = async (group: 'phone-only' | 'fine'): Promise<readonly NeedRow[]> =>
    (await whole.user(cast.administrator).api.call('getNeeds', { query: { group, whole: '1' } })).items;

  /** As the counter does it: created, assigned and activated with a code it shows. */
  async function giveTokens(people: readonly NeedRow[]): Promise<void> {
    const { access } = new TechnicianGraph(whole.entra, new HandClock(Date.now()));
    const codes = new TOTP({ secret: Secret.fromBase32(encodeBase32(seed)) });
    for (const [at, { id }] of people.entries()) {
      const serial = `8659600${String(at + 1).padStart(7, '0')}`;
      const named = { serial, displayName: serial };
      await createDevice(access, {
        ...named,
        manufacturer: 'Token2',
        model: 'miniOTP-2-i',
        seed,
        algorithm: 'SHA1',
        stepSeconds: 30,
      });
      await assignAndActivate(access, {
        ...named,
        personId: id,
        code: codes.generate({ timestamp: Date.now() }),
      });
    }
  }

  it('goes from forty people to none, one read-back after the other', async () => {
    const tab = new RealTab(
      await openDeskTab(whole, browser, { place: '#/needs?group=phone-only', person: cast.administrator }),
    );
    await tab.says(words.count(40, 40));
    const before = await left('phone-only');
    const [privileged] = before.filter(({ upn }) => upn.startsWith('helene.duval'));
    assert.ok(privileged);
    const people = before.filter(({ id }) => id !== privileged.id);
    const readAgain = async () => {
      whole.skip(minuteMs);
      await tab.press(words.askAgain);
    };
    const open = () => tab.frame.locator('.needs-table .need-open').count();
    const done = () => tab.frame.locator('.needs-table .need-done').count();

    // the technician may not touch who holds a role: she chose an app
    whole.entra.changePerson(privileged.id, { groups: [], pushApps: 1, phones: [], preferred: 'push' });
    await giveTokens(people);
    await readAgain();
    await tab.says(words.noneLeft);
    const given = (await left('fine')).filter(({ id }) => people.some((one) => one.id === id));
    assert.deepEqual(
      given.map(({ asks, token, number, scope }) => [asks, token, number, scope]),
      people.map(() => ['code', 'done', 'open', 'open']),
    );
    await tab.shoot('needs-tokens-given');

    for (const { id } of people) whole.entra.changePerson(id, { phones: [], preferred: 'oath' });
    await readAgain();
    await tab.press(words.groups['token-only']);
    await tab.says(words.count(39, 39));
    assert.deepEqual([await done(), await open()], [78, 39], 'the scope is open');

    for (const { id } of people)
      whole.entra.changePerson(id, { groups: [...whole.entra.stateOf(id).groups, holders] });
    await readAgain();
    await tab.frame.locator('.needs-table .need-open').first().waitFor({ state: 'detached' });
    assert.deepEqual([await done(), await open()], [117, 0]);
    await tab.shoot('needs-none');
    assert.deepEqual(await left('phone-only'), []);
  });
});
