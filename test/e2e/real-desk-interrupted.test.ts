import assert from 'node:assert/strict';
import type { ProblemCode } from '@token-desk/contract/problem';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import { cast } from '@token-desk/practice/people';
import { until } from '../support/desk/desk-hands.ts';
import { at } from '../support/faults/fault-cases.ts';
import { english } from '../support/tab/tab-words.ts';
import { RealDesk } from '../support/whole/real-desk.ts';

/** Loses its secret when its clock is set. */
const restricted = (last: number) => `86596220${String(last).padStart(6, '0')}`;
const eszter = cast.secondTechnician;
const titleOf = (code: ProblemCode, burner?: string) =>
  describeProblem({ code, ...(burner === undefined ? {} : { detail: { burner } }) }).title;
const [bringIn, putOn, writing, turnOff] = [
  'Bring in the QR code',
  'Switch the token on and put it on the reader',
  'Leave the token on the reader',
  'Type the six digits',
];
/** Longer than a busy page needs to show it, shorter than a reader waits for an answer. */
const slowly = { faults: at('seed', { kind: 'slow', delayMs: 4_500 }) };

describe('the tab at the real desk, interrupted', () => {
  let desk: RealDesk;
  let deskName: string;

  before(async function () {
    desk = await RealDesk.start(this);
    deskName = (await desk.whole.burner()).name;
  });
  afterEach(async function () {
    desk?.whole.entra.change({ isDown: false, slowMs: 0 });
    await desk?.clear(this.currentTest);
  });
  after(async () => {
    await desk?.close();
  });

  it('comes back to the same step after a reload at any of them, without the secret', async () => {
    const person = desk.somebody();
    const requestId = await desk.whole.ask(person);
    await desk.tom.order(requestId, { kind: 'claim' });
    const tab = await desk.openTab({ place: `#/burn/${requestId}` });
    await tab.heading(`Check that this is ${person.name}`);
    await tab.reload();
    await tab.heading(`Check that this is ${person.name}`);
    await tab.type('1');
    await tab.press(`It is ${person.givenName}`);

    await tab.heading(bringIn);
    const page = await desk.atMicrosoft(person);
    await tab.paste({ text: page.qrText() });
    await tab.heading(putOn);
    await tab.reload();
    await tab.heading(bringIn);
    assert.notEqual((await desk.read(requestId)).identityCheck, null);

    desk.put(restricted(4801), slowly);
    await tab.paste({ text: page.qrText() });
    await tab.heading(writing);
    await tab.phase('Writing the secret');
    // nothing more is said before the secret is written; how that ended waits until the page was loaded again
    const goOn = desk.whole.front.hold();
    await tab.reload();
    await tab.heading(writing);
    goOn();
    await tab.heading(turnOff);
    const burned = await desk.read(requestId);
    await tab.reload();
    await tab.heading(turnOff);
    const code = desk.pressPower();
    await tab.type(code);
    await tab.heading(`Let ${person.givenName} type the code at Microsoft`);
    await tab.reload();
    await tab.heading(`Let ${person.givenName} type the code at Microsoft`);
    await desk.typeAtMicrosoft(page, code);
    await tab.heading(`Give ${person.givenName} the token`);
    await tab.reload();
    await tab.press('Handed over');
    await tab.heading(`${person.givenName} has a token`);
    const { token, checkedAt, binding, history } = await desk.read(requestId);
    assert.deepEqual(token, burned.token);
    assert.notEqual(checkedAt, null);
    assert.equal(binding?.how, 'seen');
    assert.equal(history.filter(({ event }) => event === 'job_opened').length, 1, 'written once');
  });

  it('tells a second technician who has it, and the first at once that it was taken over', async () => {
    const { requestId, person, tab } = await desk.atSecret();
    const page = await desk.atMicrosoft(person);
    await tab.paste({ text: page.qrText() });
    await tab.heading(putOn);
    const hers = await desk.openTab({ person: eszter, place: `#/burn/${requestId}` });
    await hers.heading('Tom Weber has it');
    await hers.says(/since .* at “Secret”/);
    await hers.says('What Tom Weber has open for it stops at once.');
    await hers.press('Take over from Tom Weber');
    await tab.heading('Eszter Kovács has it');
    await hers.heading(`Check that this is ${person.name}`);
    const { claim, identityCheck } = await desk.read(requestId);
    assert.equal(claim?.by.id, eszter.id);
    assert.equal(identityCheck, null, 'the check was the other technician’s');

    await tab.press('Take over from Eszter Kovács');
    await tab.heading(`Check that this is ${person.name}`);
    await hers.heading('Tom Weber has it');
    assert.equal((await desk.read(requestId)).claim?.by.id, cast.technician.id);
  });

  it('ends what the first has at the reader when the second takes over', async () => {
    const { requestId, person, tab } = await desk.atSecret();
    const page = await desk.atMicrosoft(person);
    const serial = restricted(4803);
    desk.put(serial, { faults: at('challenge', { kind: 'lift', when: 'before' }) });
    await tab.paste({ text: page.qrText() });
    await tab.heading('Put the token back on the reader');
    const jobId = (await desk.read(requestId)).openJobId ?? '';
    await desk.whole.user(eszter).order(requestId, { kind: 'take-over' });
    await tab.heading('Eszter Kovács has it');
    await until('the desk to have ended it', async () => {
      const { outcome } = await desk.tom.api.call('getJob', { params: { jobId } });
      return outcome === 'failed';
    });
    await desk.lift();
    desk.put(serial);
    await tab.press('Take over from Eszter Kovács');
    await tab.heading(`Check that this is ${person.name}`);
    await tab.type('1');
    await tab.press(`It is ${person.givenName}`);
    await tab.heading(bringIn);
    await tab.says(serial);
    assert.equal(desk.token(serial).settings.seedBytes, 0, 'nothing waits for it');
  });

  it('goes on when the desk was gone and came back, before the secret and with it', async () => {
    const { person, tab } = await desk.atSecret();
    const page = await desk.atMicrosoft(person);
    await desk.whole.stopDesk();
    await tab.heading('Choose your desk');
    await tab.told(titleOf('burner-offline', deskName));
    await desk.whole.startDesk();
    await tab.heading(bringIn);
    await tab.paste({ text: page.qrText() });
    await tab.heading(putOn);
    await desk.whole.stopDesk();
    await tab.heading('Choose your desk');
    await desk.whole.startDesk();
    await tab.heading(putOn);
    desk.put(restricted(4804));
    await tab.heading(turnOff);
  });

  it('says what is true when the desk goes while it writes: written, not checked, Microsoft decides', async () => {
    const { requestId, person, tab } = await desk.atSecret();
    const page = await desk.atMicrosoft(person);
    desk.put(restricted(4805), slowly);
    await tab.paste({ text: page.qrText() });
    await tab.phase('Writing the secret');
    await desk.whole.stopDesk();
    await tab.heading(turnOff);
    await tab.type(desk.pressPower());
    await tab.told(titleOf('burner-offline', deskName));
    await desk.whole.startDesk();
    await tab.type(desk.pressPower());
    await tab.told(titleOf('secret-gone'));
    await tab.press('Go on at Microsoft, not checked by the desk');
    await tab.says('The desk did not check this token. The audit log says so.');
    await desk.typeAtMicrosoft(page, desk.pressPower());
    await tab.heading(`Give ${person.givenName} the token`);
    const { checkedAt, binding } = await desk.read(requestId);
    assert.deepEqual([checkedAt, binding?.how], [null, 'seen']);
  });

  it('says that the token is left empty when the desk goes while it waits to write on', async () => {
    const { requestId, person, tab } = await desk.atSecret();
    const page = await desk.atMicrosoft(person);
    const serial = restricted(4806);
    desk.put(serial, { faults: at('read-back', { kind: 'lift', when: 'before' }) });
    await tab.paste({ text: page.qrText() });
    await tab.heading('Put the token back on the reader');
    await tab.told(titleOf('token-empty'));
    await desk.whole.stopDesk();
    await tab.heading('Choose your desk');
    await tab.button('Cancel: the token stays empty').waitFor();
    await desk.whole.startDesk();
    await tab.heading(bringIn);
    await tab.told(titleOf('token-left-empty'));
    await desk.lift();
    desk.put(serial);
    await tab.paste({ text: page.qrText() });
    await tab.heading(turnOff);
    assert.equal((await desk.read(requestId)).token?.serial, serial);
  });

  it('says that nothing was written when the desk goes before it has the secret', async () => {
    const { requestId, person, tab } = await desk.atSecret();
    const page = await desk.atMicrosoft(person);
    const serial = restricted(4808);
    desk.put(serial);
    await tab.page.route(
      /envelope$/,
      async (route) => {
        await desk.whole.stopDesk();
        await route.continue();
      },
      { times: 1 },
    );
    await tab.paste({ text: page.qrText() });
    await tab.told(titleOf('burner-offline', deskName));
    await tab.says('When the desk is back, it says what is on the token.');
    await tab.button('Cancel: the desk may have written it already').waitFor();
    await desk.whole.startDesk();
    await tab.heading(bringIn);
    await tab.told(titleOf('secret-unopened'));
    assert.equal(desk.token(serial).settings.seedBytes, 0);
    await tab.paste({ text: page.qrText() });
    await tab.heading(turnOff);
    assert.equal((await desk.read(requestId)).state, 'burned');
  });

  it('asks for one thing when the token went at the very last moment: to be put back', async () => {
    const { requestId, person, tab } = await desk.atSecret();
    const page = await desk.atMicrosoft(person);
    const serial = restricted(4809);
    desk.put(serial, { faults: at('seed', { kind: 'lift', when: 'after' }) });
    await tab.paste({ text: page.qrText() });
    await tab.heading('Put the token back on the reader');
    await tab.told('Put it back: it is written once more, by itself.');
    await tab.button('Cancel: the desk may have written it already').waitFor();
    await desk.lift();
    desk.put(serial);
    await tab.heading(turnOff);
    assert.equal((await desk.read(requestId)).token?.serial, serial);
  });

  it('says that it is ready only once Microsoft shows it, though Microsoft is down, busy and slow meanwhile', async () => {
    const { entra } = desk.whole;
    const { requestId, person, tab } = await desk.atSecret();
    const page = await desk.atMicrosoft(person);
    const finish = `Let ${person.givenName} type the code at Microsoft`;
    desk.put(restricted(4810));
    await tab.paste({ text: page.qrText() });
    await tab.heading(turnOff);
    entra.change({ isDown: true });
    await tab.type(desk.pressPower());
    await tab.heading(finish);
    // whoever saw it accepted may say so; nobody does, and it is looked for again
    const { lookAgain } = english.finish;
    const said = new RegExp(`^${english.finish.said}$`);
    await tab.button(said).waitFor();
    await tab.reload();
    await tab.heading(finish);
    await tab.button(said).waitFor();
    assert.equal((await desk.read(requestId)).state, 'checked', 'nothing is said before it is seen');
    entra.change({ isDown: false, slowMs: 1_000 });
    entra.throttleGraph(1, 1);
    await tab.press(lookAgain);
    await tab.button(said).waitFor({ state: 'detached' });
    await desk.typeAtMicrosoft(page, desk.pressPower());
    await tab.heading(`Give ${person.givenName} the token`);
    const { binding, history } = await desk.read(requestId);
    assert.equal(binding?.how, 'seen');
    assert.equal(history.filter(({ event }) => event === 'bound').length, 1);
  });

  it('follows a burn through a network that is gone for a moment', async () => {
    const { requestId, person, tab } = await desk.atSecret();
    const page = await desk.atMicrosoft(person);
    desk.put(restricted(4807), slowly);
    await tab.paste({ text: page.qrText() });
    await tab.phase('Writing the secret');
    desk.whole.front.cut();
    await tab.heading(turnOff);
    await tab.type(desk.pressPower());
    await tab.heading(`Let ${person.givenName} type the code at Microsoft`);
    assert.notEqual((await desk.read(requestId)).checkedAt, null);
  });
});
