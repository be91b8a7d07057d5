import assert from 'node:assert/strict';
import { people } from '@token-desk/practice/people';
import { settles } from '../support/browser/settles.ts';
import { EntraBrowser } from '../support/entra/entra-browser.ts';
import { english } from '../support/tab/tab-words.ts';
import { keeping } from '../support/whole/mornings.ts';
import { RealDesk } from '../support/whole/real-desk.ts';
import { StockKeeper } from '../support/whole/stock-keeper.ts';

/** Newly hired: nobody has told her a password, and she never signed in. */
const zoe = people.find(({ upn }) => upn.startsWith('zoe.groessler'));
const first = 'Anfang-2026';
const own = 'ein-eigenes-Wort';

describe('a first sign-in with an unknown password, at the real desk', () => {
  let desk: RealDesk;

  before(async function () {
    desk = await RealDesk.start(this);
    desk.whole.entra.change({ hasPremiumLicence: true });
  });
  afterEach(async function () {
    await desk?.clear(this.currentTest);
  });
  after(() => desk?.close());

  it('is the token first, then the password, then the code at the desk', async () => {
    assert.ok(zoe !== undefined);
    const { entra } = desk.whole;
    const serial = keeping(8101);
    const loader = new StockKeeper(desk, await desk.openTab({ place: '#/load' }));
    await loader.begin('Lyon 9', 1);
    await loader.load(serial, 1, 1);

    const requestId = await desk.whole.ask(zoe);
    await desk.tom.order(requestId, { kind: 'claim' });
    entra.changePerson(zoe.id, { isLicensed: false });
    const tom = new StockKeeper(desk, await desk.openTab({ place: `#/burn/${requestId}` }));
    const { password } = english.readiness.checks;
    await tom.tab.says(english.readiness.checks.licence.missing?.('') ?? '');
    const mendPassword = tom.tab.frame.getByText(password.missing?.('') ?? '');
    await settles(async () =>
      assert.equal(await mendPassword.count(), 0, 'a loaded token needs no password first'),
    );
    entra.changePerson(zoe.id, { isLicensed: true });
    await tom.tab.reload();
    await tom.take(zoe, serial);
    await tom.activate(zoe, serial);
    await tom.tab.says(english.firstSignIn.title);
    await tom.tab.says(english.firstSignIn.active(serial));
    await tom.tab.shoot('first-sign-in');

    // the site's own password process, at Microsoft
    entra.changePerson(zoe.id, { password: first, mustChangePassword: true, perUserMfa: 'enforced' });
    entra.changePerson(zoe.id, {
      accessPass: { id: 'p', pass: '1', startsAt: Date.now(), minutes: 60, isOnce: true },
    });
    await tom.tab.reload();
    await tom.tab.says(english.firstSignIn.passLeft);
    await tom.tab.frame.getByText(english.firstSignIn.passLink).waitFor();
    await tom.tab.frame.getByText(english.firstSignIn.done).waitFor({ state: 'detached' });
    entra.changePerson(zoe.id, {
      accessPass: { id: 'p', pass: '1', startsAt: Date.now(), minutes: 60, isOnce: true, isUsed: true },
    });
    await tom.tab.press(english.firstSignIn.passLook);
    await tom.tab.says(english.firstSignIn.passOver);
    await tom.tab.says(english.firstSignIn.yourWord);
    entra.changePerson(zoe.id, { accessPass: null });

    const hers = await new EntraBrowser(entra.url).signIn(zoe.upn, first, '&lng=en');
    assert.equal(hers.heading, 'Enter code');
    assert.equal(entra.stateOf(zoe.id).lastSignInAt, null, 'the password alone lets nobody in');
    desk.whole.skip(30_000); // what the activation took counts once
    await hers.press({ code: desk.pressPower(serial) });
    await hers.press({ newPassword: own, repeated: own });
    assert.match(hers.path, /security-info$/);
    assert.match(hers.text, new RegExp(serial));
    assert.notEqual(entra.stateOf(zoe.id).lastSignInAt, null);

    // closed between the sign-in and the word about it: whoever opens it again finds it undone
    await tom.tab.reload();
    assert.equal((await desk.read(requestId)).signInTest, undefined);
    await tom.tab.press(english.firstSignIn.done);
    await tom.tab.frame.getByText(english.firstSignIn.title).waitFor({ state: 'detached' });
    await tom.tab.press('Handed over');
    await tom.tab.heading(`${zoe.givenName} has a token`);
    const { state, signInTest, history } = await desk.read(requestId);
    assert.deepEqual([state, signInTest?.isDone], ['handed_over', true]);
    assert.ok(history.some(({ event }) => event === 'sign_in_tested'));
  });
});
