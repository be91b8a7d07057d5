import assert from 'node:assert/strict';
import { siteNamed } from '../support/bot/bot-core.ts';
import { settles } from '../support/browser/settles.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { buildTab, shoot, TabBrowser } from '../support/tab/tab-browser.ts';
import { TabDesk } from '../support/tab/tab-desk.ts';

describe('the page Organisation', () => {
  let browser: TabBrowser;
  let api: TabDesk;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  beforeEach(async () => {
    api = new TabDesk();
    api.roles = ['Administrator'];
    browser = await TabBrowser.open(api);
  });
  afterEach(async () => browser.close());

  const open = async () => {
    const { page, tab } = await browser.page({ place: '#/organisation' });
    const part = (name: string) => tab.getByRole('region', { name, exact: true });
    return { page, tab, sites: part('Sites'), rules: part('Rules'), kept: part('How long data is kept') };
  };
  const siteOf = (name: string) => api.rules.organisation.sites.find((one) => one.name === name);

  it('is not for others, and says whose it is', async () => {
    api.roles = ['Technician'];
    const { tab } = await browser.page({ place: '#/organisation' });
    await tab.getByText('Administrators set the sites and the rules here.').waitFor();
    const page = tab.getByRole('tab', { name: 'Organisation' });
    await settles(async () => assert.equal(await page.count(), 0));
  });

  it('adds a site with its counter, and says at each field what is missing', async () => {
    const { page, sites } = await open();
    await sites.getByRole('button', { name: 'Add a site' }).click();
    const form = sites.getByRole('form', { name: 'A new site' });
    const save = form.getByRole('button', { name: 'Save' });
    await save.click();
    await form.getByText('Give the site a name.').waitFor();
    await form.getByLabel('Name').fill('Graz');
    await form.getByLabel('Where the counter is').fill('ground floor');
    await form.getByLabel('Phone of the counter').fill('4711');
    await form.getByLabel('Where its tokens lie').fill('cabinet 3');
    await form.getByLabel('Who approves here').fill('Anna Weber');
    await form.getByLabel('Time zone').selectOption('Europe/Vienna');
    await form.getByRole('checkbox', { name: 'Mon' }).check();
    await save.click();
    await form.getByText('Say from when to when.').first().waitFor();
    await form.getByLabel('From').fill('09:00');
    await form.getByLabel('To', { exact: true }).fill('12:00');
    await form.getByLabel('Days on which nobody works').fill('24.12.2026');
    await save.click();
    await form.getByText('“24.12.2026” is not a day.').waitFor();
    await shoot(page, 'organisation-new-site');
    await form.getByLabel('Days on which nobody works').fill('2026-12-24');
    await save.click();
    await sites.getByText(/^ground floor · Mon 09:00\s*–\s*12:00 · ☎ 4711$/).waitFor();
    assert.deepEqual(siteOf('Graz'), {
      ...siteNamed('Graz'),
      pickUp: 'ground floor',
      phone: '4711',
      cabinet: 'cabinet 3',
      approver: 'Anna Weber',
      timeZone: 'Europe/Vienna',
      hours: { weekdays: [1], from: '09:00', to: '12:00' },
      holidays: ['2026-12-24'],
    });
  });

  it('closes a site, and removes none that is named or the last; what the server refuses stands in the form', async () => {
    const { page, sites } = await open();
    await sites.getByRole('button', { name: 'Change Line 4, Lyon' }).click();
    const form = sites.getByRole('form', { name: 'Change Line 4, Lyon' });
    await form.getByRole('button', { name: 'Remove this site' }).click();
    await form.getByText('Line 4, Lyon is named by requests or tokens.').waitFor();
    await shoot(page, 'organisation-in-use');
    await form.getByRole('checkbox', { name: 'Open: people may ask' }).uncheck();
    await form.getByRole('checkbox', { name: 'Another order of second ways' }).check();
    await form.getByRole('button', { name: 'Offer “none, with a reason” earlier' }).click();
    await form.getByRole('checkbox', { name: 'phone' }).uncheck();
    await form.getByRole('button', { name: 'Save' }).click();
    await sites.getByText('closed', { exact: true }).waitFor();
    const { isOpen, secondMethods } = siteOf('Line 4, Lyon') ?? {};
    assert.deepEqual([isOpen, secondMethods], [false, ['spare-token', 'security-key', 'passkey', 'waiver']]);
    await sites.getByRole('button', { name: 'Change Zürich' }).click();
    await sites.getByRole('button', { name: 'Remove this site' }).click();
    await sites.getByText('No site would be open.').waitFor();
    assert.ok(siteOf('Zürich'));
  });

  it('keeps its reasons in both languages and in an order; one that a rule names stays', async () => {
    const { page, tab } = await open();
    const card = tab.getByRole('region', { name: 'Reasons for asking' });
    const save = card.getByRole('button', { name: 'Save' });
    await card.getByRole('button', { name: 'Add a reason' }).click();
    const added = card.getByRole('group', { name: 'the new reason' });
    await added.getByLabel('In German').fill('Arbeitet nachts');
    await save.click();
    await added.getByText('Say it in both languages.').waitFor();
    await shoot(page, 'organisation-reasons');
    await added.getByLabel('In English').fill('Works at night');
    await card.getByRole('button', { name: 'Move “Works at night” up' }).click();
    await card.getByRole('group', { name: 'Travels' }).getByRole('checkbox', { name: 'Offered' }).uncheck();
    await save.click();
    await card.getByText('Saved.').waitFor();
    const { reasons } = api.rules.organisation;
    assert.deepEqual(
      reasons.slice(-3).map(({ id, isOffered }) => [id, isOffered]),
      [
        ['second-factor', true],
        ['works-at-night', true],
        ['other', true],
      ],
    );
    assert.equal(reasons.find(({ id }) => id === 'travel')?.isOffered, false);
    const rule = { name: 'nights', reasons: ['works-at-night'], approve: 'approver' as const };
    api.approval = { ...api.approval, policy: { rules: [rule, { name: 'rest', approve: 'none' }] } };
    await card.getByRole('button', { name: 'Remove “Works at night”' }).click();
    await save.click();
    await card.getByText('The rule of approval nights names the reason works-at-night.').waitFor();
    await card.getByRole('button', { name: 'Leave it as it was' }).click();
    await card.getByRole('group', { name: 'Works at night' }).waitFor();
  });

  it('has a roster of each site: who is on call when, and says who lacks a day', async () => {
    const { tab } = await open();
    const first = api.rules.organisation.sites[0]?.name ?? assert.fail();
    await tab.getByRole('button', { name: `Change ${first}` }).click();
    const roster = tab.getByRole('group', { name: 'Who is on call' });
    await roster.getByRole('button', { name: 'Add somebody' }).click();
    await roster.getByLabel('Who is it?').fill('To');
    await roster.getByRole('button', { name: /Tom/ }).first().click();
    const line = roster.getByRole('group', { name: /^1\. Tom/ });
    for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']) await line.getByLabel(day).uncheck();
    const save = tab.getByRole('form', { name: `Change ${first}` }).getByRole('button', { name: 'Save' });
    await save.click();
    await roster.getByText(/^Tom .*needs a weekday, a beginning and an end\.$/).waitFor();
    await line.getByLabel('Fri').check();
    await line.getByLabel('To', { exact: true }).fill('07:30');
    await save.click();
    await roster.waitFor({ state: 'detached' });
    const [kept] = api.rules.organisation.sites[0]?.onCall ?? [];
    assert.deepEqual([kept?.weekdays, kept?.from, kept?.to], [[5], '18:00', '07:30']);
    await tab.getByRole('button', { name: `Change ${first}` }).click();
    await roster.getByRole('button', { name: /^Take off/ }).click();
    await save.click();
    await roster.waitFor({ state: 'detached' });
    assert.deepEqual(api.rules.organisation.sites[0]?.onCall, []);
  });

  it('says where Microsoft does not tell who has an app role', async () => {
    api.roleCounts = null;
    const { tab } = await open();
    await tab.getByText('Microsoft does not tell the server who has an app role.').waitFor();
  });

  it('asks before less is kept, and keeps what it was where the answer is no', async () => {
    const { page, tab, kept } = await open();
    const field = kept.getByLabel('Notes and reasons in own words, in days');
    const save = kept.getByRole('button', { name: 'Save' });
    await field.fill('none');
    await save.click();
    await kept.getByText('Write a whole number from 1 to 99999.').waitFor();
    await field.fill('30');
    await save.click();
    const dialog = tab.getByRole('alertdialog', { name: 'Delete what is older?' });
    await dialog.waitFor();
    await shoot(page, 'organisation-delete');
    await dialog.getByRole('button', { name: 'Leave it as it was' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(api.rules.organisation.keptDays.freeText, 90);
    await save.click();
    await dialog.getByRole('button', { name: 'Save and delete' }).click();
    await kept.getByText('Saved.').waitFor();
    assert.equal(api.rules.organisation.keptDays.freeText, 30);
    await field.fill('');
    await save.click();
    await settles(async () => assert.equal(api.rules.organisation.keptDays.freeText, null));
  });

  it('saves its rules, and says where somebody else was quicker', async () => {
    const { page, tab, rules } = await open();
    const minutes = rules.getByLabel('Minutes until a request nobody works on');
    const zone = rules.getByLabel('Time zone');
    const save = rules.getByRole('button', { name: 'Save' });
    await minutes.fill('20');
    await zone.selectOption('Europe/Vienna');
    await save.click();
    await rules.getByText('Saved.').waitFor();
    const { claimIdleMinutes, timeZone } = api.rules.organisation;
    assert.deepEqual([claimIdleMinutes, timeZone], [20, 'Europe/Vienna']);
    const { organisation } = api.rules;
    const theirs = { timeZone: 'Europe/Berlin', sites: [...organisation.sites, siteNamed('Bern')] };
    api.rules = { version: 7, organisation: { ...organisation, ...theirs } };
    await minutes.fill('25');
    await save.click();
    await rules.getByText('Somebody else saved these rules a moment ago.').waitFor();
    await shoot(page, 'organisation-changed');
    await tab.getByRole('button', { name: 'Load the page again' }).click();
    await tab.getByRole('button', { name: 'Change Bern' }).waitFor();
    await settles(async () => assert.equal(await minutes.inputValue(), '25', 'what was typed stays'));
    await settles(async () => assert.equal(await zone.inputValue(), 'Europe/Berlin', 'theirs is not undone'));
    await save.click();
    await rules.getByText('Saved.').waitFor();
    const saved = api.rules.organisation;
    assert.deepEqual([saved.claimIdleMinutes, saved.timeZone], [25, 'Europe/Berlin']);
    assert.ok(siteOf('Bern'));
  });

  it('says how many channels are told, and the version of the server', async () => {
    const { tab } = await open();
    await tab.getByText('1 channel hears of requests and desks.').waitFor();
    await tab.getByText('The server is version 1.2.3.').waitFor();
  });
});
