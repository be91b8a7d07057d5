import assert from 'node:assert/strict';
import type { Problem } from '@token-desk/contract/problem';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import { cast, type PracticePerson } from '@token-desk/practice/people';
import { settles } from '../support/browser/settles.ts';
import { until } from '../support/desk/desk-hands.ts';
import { at } from '../support/faults/fault-cases.ts';
import { type bring, screenshotOf } from '../support/tab/tab-browser.ts';
import { errandsOf, followScreens } from '../support/whole/newcomer.ts';
import { RealDesk } from '../support/whole/real-desk.ts';

/** Keeps its secret when its clock is set. */
const keeping = (last: number) => `86596000${String(last).padStart(6, '0')}`;
/** Loses it. */
const restricted = (last: number) => `86596220${String(last).padStart(6, '0')}`;
// invented: words, not random letters
const secretText = 'NOTAREALSECRETAA';
const link = (account: string, secret = secretText, tenant = 'Contoso+Ltd') =>
  `otpauth://totp/${tenant}%3a${encodeURIComponent(account)}?secret=${secret.toLowerCase()}&issuer=Microsoft`;
const push =
  'phonefactor://activate_account?code=000000000&url=https%3a%2f%2fmobileappcommunicator.contoso.example%2f000000';
const titleOf = (problem: Problem) => describeProblem(problem).title;

type WrongInput = readonly [name: string, what: Parameters<typeof bring>[2], problem: Problem];
const wrongInputsFor = (person: PracticePerson, other: PracticePerson): readonly WrongInput[] => [
  ['the push code, as a screenshot', { image: screenshotOf([push]) }, { code: 'input-microsoft-push' }],
  ['the push code, as text', { text: push }, { code: 'input-microsoft-push' }],
  ['a passkey', { text: 'FIDO:/0123456789' }, { code: 'input-passkey' }],
  ['an export', { text: 'otpauth-migration://offline?data=abc' }, { code: 'input-migration' }],
  ['a counting code', { text: `otpauth://hotp/x?secret=${secretText}` }, { code: 'input-hotp' }],
  ['the serial of a token', { text: keeping(4712) }, { code: 'input-token-serial' }],
  ['a number', { text: '123456' }, { code: 'input-number' }],
  ['a web link', { text: 'https://contoso.example/' }, { code: 'input-web-link' }],
  ['too short a key', { text: 'ABCDEFGH' }, { code: 'input-too-short' }],
  ['half a key', { text: 'NOTAREALSECRETAAB' }, { code: 'input-truncated' }],
  ['too long a key', { text: 'Q'.repeat(120) }, { code: 'input-too-long' }],
  [
    'a letter keys never have',
    { text: 'NOTAREALSECRET0A' },
    { code: 'input-bad-character', detail: { character: '0', position: 15 } },
  ],
  [
    'eight digits',
    { text: `${link(person.upn)}&digits=8` },
    { code: 'input-unsupported-parameters', detail: { parameter: '8 digits' } },
  ],
  ['a picture without a code', { image: screenshotOf([]) }, { code: 'no-qr-found' }],
  [
    'somebody else’s code',
    { text: link(other.upn) },
    { code: 'wrong-account', detail: { account: other.upn, subject: person.name } },
  ],
  [
    'another organisation’s code',
    { text: link(person.upn, secretText, 'Fabrikam') },
    { code: 'wrong-tenant', detail: { tenant: 'Fabrikam' } },
  ],
];

describe('the tab at the real desk', () => {
  let desk: RealDesk;

  before(async function () {
    desk = await RealDesk.start(this);
  });
  afterEach(async function () {
    await desk?.clear(this.currentTest);
  });
  after(async () => {
    await desk?.close();
  });

  it('leads somebody who has never seen it from the queue to the hand-over, one thing at a time', async () => {
    const person = desk.somebody();
    const { name, givenName } = person;
    const requestId = await desk.whole.ask(person);
    const page = await desk.atMicrosoft(person);
    const tab = await desk.openTab({ isPinned: false });
    await tab.heading('Queue');
    await tab.press(new RegExp(name));
    await tab.press(/^Start$/);
    const { name: deskName } = await desk.whole.burner();
    const errands = errandsOf({ desk, tab, page, deskName }, { serial: keeping(4711) });
    assert.deepEqual(await followScreens(tab, { errands, from: 'Queue', to: /has a token$/ }), [
      `Check that this is ${name}`,
      'Choose your desk',
      'Compare these letters with the desk',
      'Bring in the QR code',
      'Switch the token on and put it on the reader',
      'Type the six digits',
      `Let ${givenName} type the code at Microsoft`,
      `Give ${givenName} the token`,
      `${givenName} has a token`,
    ]);
    const { state, binding, token, checkedAt } = await desk.read(requestId);
    assert.deepEqual([state, binding?.how, token?.serial], ['handed_over', 'seen', keeping(4711)]);
    assert.notEqual(checkedAt, null);
  });

  it('names each wrong input for what it is, notes its kind alone, and burns the right one afterwards', async () => {
    const { requestId, person, tab } = await desk.atSecret();
    const wrongInputs = wrongInputsFor(person, cast.manager);
    const notes = async () => {
      const query = { requestId, event: 'input_refused' } as const;
      return (await desk.whole.user(cast.administrator).api.call('listAudit', { query })).items;
    };
    for (const [index, [name, what, problem]] of wrongInputs.entries()) {
      await tab.paste(what);
      await tab.told(titleOf(problem)).catch((cause: unknown) => {
        throw new Error(`${name}: not told ${problem.code}`, { cause });
      });
      // The page waits for no note: two that are under way at once may arrive in either order.
      await until(`the note of ${name}`, async () => (await notes()).length > index);
    }
    const page = await desk.atMicrosoft(person);
    await tab.drop({ image: screenshotOf([push, page.qrText()]) });
    await tab.says(/Also in the picture: the push code/);
    desk.put(keeping(4712));
    await tab.heading('Type the six digits');
    assert.deepEqual(
      (await notes()).map(({ data }) => data),
      wrongInputs.map(([, , { code }]) => ({ kind: code.replace(/^input-/, '') })),
    );
  });

  it('asks whose key it is when it was typed, and records that no account was seen', async () => {
    const { requestId, person, tab } = await desk.atSecret();
    await tab.press(/Type the key/);
    await tab.frame.getByLabel('Key from the Microsoft page').fill('nota real secr etaa');
    await tab.page.keyboard.press('Enter');
    await tab.heading(`Confirm that this key was on ${person.givenName}’s page`);
    await settles(async () => assert.ok(await tab.button('Use this key').isDisabled()));
    await tab.frame.getByRole('checkbox').check();
    await tab.press('Use this key');
    desk.put(keeping(4713));
    await tab.heading('Type the six digits');
    assert.equal((await desk.read(requestId)).token?.accountSeen, false);
  });

  it('says that a token lifted between clock and secret is empty, and burns when it is put back', async () => {
    const { requestId, person, tab } = await desk.atSecret();
    const page = await desk.atMicrosoft(person);
    const serial = restricted(4714);
    await tab.paste({ text: page.qrText() });
    await tab.heading('Switch the token on and put it on the reader');
    desk.put(serial, { faults: at('read-back', { kind: 'lift', when: 'before' }) });
    await tab.heading('Put the token back on the reader');
    await tab.told(titleOf({ code: 'token-empty' }));
    await tab.button('Cancel: the token stays empty').waitFor();
    assert.equal(desk.token(serial).settings.seedBytes, 0);
    await desk.lift();
    desk.put(serial);
    await tab.heading('Type the six digits');
    assert.equal((await desk.read(requestId)).token?.serial, serial);
  });

  it('refuses a wrong code three times and says what to look for, then takes the right one', async () => {
    const { requestId, person, tab } = await desk.atSecret();
    const page = await desk.atMicrosoft(person);
    desk.put(keeping(4715));
    await tab.paste({ text: page.qrText() });
    await tab.heading('Type the six digits');
    const wrong = (code: string) => String((Number(code) + 500_000) % 1_000_000).padStart(6, '0');
    const many = '3 codes did not match.';
    for (const misses of [1, 2, 3]) {
      await tab.type(wrong(desk.pressPower()));
      await until('the answer', async () => {
        const { history } = await desk.read(requestId);
        return history.filter(({ event }) => event === 'check_failed').length === misses;
      });
      await tab.told(titleOf({ code: 'code-wrong' }));
      if (misses === 3) await tab.says(many);
      else await settles(async () => assert.equal(await tab.frame.getByText(many).count(), 0));
    }
    const right = desk.pressPower();
    await tab.paste({ text: `${right.slice(0, 3)} ${right.slice(3)}` });
    await tab.heading(`Let ${person.givenName} type the code at Microsoft`);
    assert.notEqual((await desk.read(requestId)).checkedAt, null);
  });

  it('does not write a token that somebody else uses, and keeps the secret for the next one', async () => {
    const taken = keeping(4716);
    const holder = await desk.give(taken);
    const { requestId, person, tab } = await desk.atSecret();
    const page = await desk.atMicrosoft(person);
    const before = desk.token(taken).memory.seed;
    desk.put(taken);
    await tab.paste({ text: page.qrText() });
    await tab.told(`Token ${taken} belongs to ${holder.name}.`);
    assert.deepEqual(desk.token(taken).memory.seed, before);
    await desk.lift();
    desk.put(keeping(4717));
    await tab.heading('Type the six digits');
    assert.equal((await desk.read(requestId)).token?.serial, keeping(4717));
  });
});
