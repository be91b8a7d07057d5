import assert from 'node:assert/strict';
import { nextDue } from '@token-desk/bot/store/tables/lanes';
import { problemsEn } from '@token-desk/contract/words/en/problems';
import { cast } from '@token-desk/practice/people';
import { until } from '../support/desk/desk-hands.ts';
import { codeOf } from '../support/entra/entra-browser.ts';
import { KeyboardTechnician } from '../support/whole/keyboard-technician.ts';
import { forgetting, keeping, liftedAfterItsClock, reportingTo, signOut } from '../support/whole/mornings.ts';
import { RealDesk } from '../support/whole/real-desk.ts';
import { channelId } from '../support/whole/whole-desk.ts';

const minuteMs = 60_000;
/** The longest pause between two tries of the bot, and a little. */
const soonMs = 12 * minuteMs;
/** The bot itself gives a message twice as long before it tries again. */
const mostWaitMs = 10_000;
const managersChat = 'chat-Ada';
const places = [managersChat, channelId];
const closedPort = 1;
const lostContact = problemsEn['token-perhaps-empty'].title;
const ofTheLiftedToken: readonly string[] = [
  lostContact,
  problemsEn['job-stopped'].title,
  problemsEn['token-left-empty'].title,
];

describe('the tab while chat is down', () => {
  let desk: RealDesk;

  beforeEach(async function () {
    desk = await RealDesk.start(this);
  });
  afterEach(async function () {
    await desk?.clear(this.currentTest);
    await desk?.close();
  });

  it('goes on through an hour without chat; afterwards everybody is told, once and in order', async () => {
    const { whole } = desk;
    // who somebody is is known for a day: the hour and more that is skipped lies within one
    if (new Date(whole.now()).getUTCHours() >= 21) whole.skip(4 * 60 * minuteMs);
    await whole.chat(cast.technician, 'channel').say('notify here');
    const three = reportingTo(cast.manager).slice(0, 3);
    for (const one of three) await whole.ask(one);
    const waiting = () => whole.deps.store.db.selectFrom('outbox').selectAll().execute();
    await until('everything to be told', async () => (await waiting()).length === 0);
    const toldBefore = whole.connector.sent.length;
    const sentTo = (place: string) =>
      whole.connector.sent.slice(toldBefore).filter(({ path }) => path.includes(`/${place}`));
    const linesIn = (place: string) => sentTo(place).flatMap(({ activity }) => activity.text ?? []);

    const { targetPort } = whole.toConnector;
    const outages = [
      { refuse: 'silence', port: targetPort },
      { refuse: null, port: closedPort },
      { refuse: { status: 503, code: 'ServiceUnavailable' }, port: targetPort },
      { refuse: { status: 403, code: null }, port: targetPort },
    ] as const;
    let count = 0;
    const goDown = () => {
      const { refuse, port } = outages[count % outages.length] ?? assert.fail();
      count += 1;
      whole.connector.refuse = refuse;
      whole.toConnector.targetPort = port;
    };
    /** The same outage shows itself in another way from now on. */
    const pass = () => {
      goDown();
      whole.toConnector.cut();
      whole.skip(5 * minuteMs);
      whole.deps.wakeOutbox();
    };

    const tom = await KeyboardTechnician.sitDown(desk, '#/arrivals');
    const downAt = whole.now();
    goDown();
    for (const [at, one] of three.entries()) {
      await tom.lookUp(one);
      await tom.identify();
      pass();
      if (at === 1) {
        await tom.copyCode(one);
        desk.put(forgetting, { faults: liftedAfterItsClock });
        await tom.key('Control+V');
        await tom.tab.told(lostContact);
        await tom.tabTo(/^Cancel: the token may stay empty$/);
        await tom.key('Enter');
        await desk.lift();
        await tom.lookUp(one);
        await tom.identify();
      }
      const serial = at === 1 ? forgetting : keeping(5000 + at);
      const { page, qrText } = await tom.burn(one, serial);
      pass();
      await tom.check(one, serial);
      pass();
      // Microsoft's clock goes as before
      await tom.bind(one, page, codeOf(qrText, Date.now()));
      pass();
      await tom.handOver(one, /Next person|Back to the queue/);
      await tom.key('Enter');
    }
    assert.ok(whole.now() - downAt >= 60 * minuteMs);
    for (const [what, waits] of tom.waits) assert.ok(Math.max(...waits) < mostWaitMs, `waited for ${what}`);
    const rest = (await tom.told()).filter((one) => !signOut.test(one));
    assert.ok(rest.includes(lostContact));
    // while the page is left it may still say what the cancelled burn came to
    assert.deepEqual(
      rest.filter((one) => !ofTheLiftedToken.includes(one)),
      [],
    );
    for (const place of places) assert.deepEqual(sentTo(place), [], `${place} was told nothing`);

    whole.connector.refuse = null;
    whole.toConnector.targetPort = targetPort;
    const backAt = whole.now();
    await until('everything to be told', async () => {
      const rows = await waiting();
      const dueAt = await nextDue(whole.deps.store.db, whole.now());
      const { db } = whole.deps.store;
      const held = await db
        .selectFrom('lanes')
        .select('in_flight')
        .where('leased_until', 'is not', null)
        .execute();
      if (dueAt !== null && held.length === 0) whole.skip(Math.max(0, dueAt - whole.now()));
      whole.deps.wakeOutbox();
      return rows.length === 0;
    });
    assert.ok(whole.now() - backAt <= soonMs, 'soon after it is back');
    assert.deepEqual(
      linesIn(managersChat),
      three.map(
        // nobody reads “ready” of a token that was handed over long ago
        ({ name }) => `✓ The token for ${name} was handed over. Close the request once they have signed in.`,
      ),
    );
    assert.deepEqual(linesIn(channelId), [`Token for ${three[1]?.name}: Handed over.`]);
    for (const place of places) {
      const cards = sentTo(place).filter(({ activity }) => activity.attachments !== undefined);
      assert.equal(cards.length, 3, `one card for each in ${place}`);
      for (const card of cards) assert.match(JSON.stringify(card), /Handed over/);
    }
  });
});
