import assert from 'node:assert/strict';
import { settles } from '../support/browser/settles.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { buildTab, shoot, TabBrowser } from '../support/tab/tab-browser.ts';
import { TabDesk } from '../support/tab/tab-desk.ts';

const policy = (approve: string, more = '') =>
  `{"rules": [\n{"name": "new-token", "types": ["new"], "approve": "${approve}"},\n${more}{"name": "rest", "approve": "approver"}]}`;

describe('the page Approval', () => {
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
    const { page, tab } = await browser.page({ place: '#/approval' });
    const part = (name: string) => tab.getByRole('region', { name, exact: true });
    return {
      page,
      tab,
      held: part('Rules that hold'),
      proposal: part('Proposed rules'),
      change: part('Other rules'),
    };
  };

  it('is not for others, and says whose it is', async () => {
    api.roles = ['Technician'];
    const { tab } = await browser.page({ place: '#/approval' });
    await tab.getByText('Administrators set here who has to approve a request.').waitFor();
  });

  it('is opened from the page Organisation, and says the rules that hold in words', async () => {
    const { tab } = await browser.page({ place: '#/organisation' });
    await tab.getByRole('link', { name: 'Who has to approve a request' }).click();
    const held = tab.getByRole('region', { name: 'Rules that hold' });
    await held.getByText('Nobody has changed them yet: Token Desk begins with these.').waitFor();
    await held.getByText('lost token: nobody has to approve').waitFor();
    await held.getByText('loss-needs-no-approval').waitFor();
    await held.getByText('everything else').waitFor();
  });

  it('names each mistake of a text by its line and rule, and proposes nothing before it is mended', async () => {
    const { page, change } = await open();
    const field = change.getByLabel('Text of policy.json');
    await field.fill(policy('boss', '{"name": "late", "types": ["new"], "approve": "none"},\n'));
    await change.getByRole('button', { name: 'Propose' }).click();
    await change.getByText('1 mistake', { exact: true }).waitFor();
    await change.getByText('Line 2, rule “new-token”: “approve: boss” is not known.').waitFor();
    await shoot(page, 'approval-mistakes');
    assert.equal(api.approval.proposal, null);
    await field.fill(policy('none', '{"name": "late", "types": ["new"], "approve": "none"},\n'));
    await change.getByRole('button', { name: 'Check' }).click();
    await change.getByText('Line 3, rule “late”: Nothing reaches this rule').waitFor();
  });

  it('proposes a file with what it changes, which another administrator confirms', async () => {
    const { change, proposal, tab } = await open();
    const name = 'policy.json';
    const buffer = Buffer.from(policy('approver'));
    await change.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer });
    await change.getByRole('button', { name: 'Check' }).click();
    await change.getByText('Nothing is wrong in it.').waitFor();
    await change
      .getByText(/^new token, asked for by anybody else: an approver \(before: the person’s manager/)
      .waitFor();
    await change.getByRole('button', { name: 'Propose' }).click();
    await change.getByText('Proposed. Another administrator has to confirm it.').waitFor();
    await proposal.getByText('You proposed them. Another administrator has to confirm them.').waitFor();
    await settles(async () =>
      assert.equal(await proposal.getByRole('button', { name: 'Confirm' }).count(), 0),
    );
    api.proposedByAnother();
    await tab.getByRole('tab', { name: 'Queue' }).click();
    const again = await open();
    await again.proposal.getByText('Rule “new-token” is new.').waitFor();
    await shoot(again.page, 'approval-proposed');
    await again.proposal.getByRole('button', { name: 'Confirm' }).click();
    await again.held.getByText(/^Since .*: proposed by .*, confirmed by .*\.$/).waitFor();
    await settles(async () => assert.equal(await again.proposal.count(), 0));
    await settles(async () => assert.equal(api.approval.policy.rules[0]?.name, 'new-token'));
  });

  it('says where somebody else was quicker, and reads it again', async () => {
    const { tab, change } = await open();
    await change.getByLabel('Text of policy.json').fill(policy('approver'));
    api.approval = { ...api.approval, version: 7 };
    await change.getByRole('button', { name: 'Propose' }).click();
    await change.getByText('Somebody else saved these rules a moment ago.').waitFor();
    await tab.getByRole('button', { name: 'Load the page again' }).click();
    await change.getByText('Somebody else saved these rules a moment ago.').waitFor({ state: 'detached' });
    await change.getByRole('button', { name: 'Propose' }).click();
    await change.getByText('Proposed. Another administrator has to confirm it.').waitFor();
  });
});
