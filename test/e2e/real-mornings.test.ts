import assert from 'node:assert/strict';
import { parseSeedInput } from '@token-desk/contract/seed/input';
import { cast, type PracticePerson } from '@token-desk/practice/people';
import { findings, seedNeedles } from '../support/leaks/canary.ts';
import { CanaryWatch } from '../support/leaks/canary-watch.ts';
import { KeyboardTechnician } from '../support/whole/keyboard-technician.ts';
import {
  forgetting,
  keeping,
  liftedAfterItsClock,
  reportingTo,
  signOut,
  subjects,
} from '../support/whole/mornings.ts';
import { RealDesk } from '../support/whole/real-desk.ts';

/** What no screen lets a person wait, however busy the computer: half of what the bot gives Teams, and the bench measures. */
const mostWaitMs = 10_000;
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('mornings at the real desk, by keyboard', () => {
  let desk: RealDesk;

  beforeEach(async function () {
    desk = await RealDesk.start(this);
  });
  afterEach(async function () {
    await desk?.clear(this.currentTest);
    await desk?.close();
  });

  it('gives 12 of 14 a token in the order they come; two do not', async () => {
    const joiners = subjects.slice(-14);
    for (const joiner of joiners) await desk.whole.ask(joiner);
    const watch = new CanaryWatch(desk.whole);
    const tom = await KeyboardTechnician.sitDown(desk, '#/arrivals');
    // a fixed shuffle: 5 is no divisor of 14
    const order = joiners.map((_, at) => joiners[(at * 5 + 3) % joiners.length] ?? assert.fail());
    const absent = [order[4], order[9]];
    const given = new Map<PracticePerson, string>();
    const needles = [];
    for (const [turn, joiner] of order.entries()) {
      await tom.lookUp(joiner);
      if (absent.includes(joiner)) {
        await tom.key('n');
        await tom.tab.frame.getByRole('heading', { name: 'Not here yet' }).waitFor();
        continue;
      }
      await tom.identify();
      const serial = keeping(4000 + turn);
      const { page, qrText } = await tom.burn(joiner, serial);
      await tom.bind(joiner, page, await tom.check(joiner, serial));
      await tom.handOver(joiner, 'Next person');
      await tom.key('Enter');
      given.set(joiner, serial);
      const found = parseSeedInput(qrText);
      needles.push(...seedNeedles(found.kind === 'seed' ? found.seed : assert.fail()));
    }

    const alex = desk.whole.user(cast.administrator);
    const { items } = await alex.api.call('listRequests', { query: { scope: 'all' } });
    const serials = new Set<string>();
    for (const { id, subject } of items) {
      const joiner = joiners.find((one) => one.id === subject.id) ?? assert.fail();
      const { state, token, binding, claim } = await alex.read(id);
      const methods = desk.whole.entra.methodsOf(subject.id);
      if (absent.includes(joiner)) {
        assert.deepEqual([state, token, claim, methods], ['queued', null, null, []], subject.name);
        continue;
      }
      assert.deepEqual(
        [state, token?.serial, binding?.how, binding?.methodId],
        ['handed_over', given.get(joiner), 'seen', methods.at(-1)?.id],
        subject.name,
      );
      serials.add(token?.serial ?? '');
    }
    assert.deepEqual([items.length, serials.size], [14, 12]);
    const audit = await alex.api.call('verifyAudit', {});
    assert.deepEqual([audit.ok, audit.receipts], [true, 24]);
    const { lines, rows, files } = await watch.kept();
    watch.stop();
    const log = { where: 'the logs', bytes: Buffer.concat(lines.map(({ bytes }) => bytes)) };
    assert.deepEqual(findings([log, ...rows, ...files], needles), []);
    const told = await tom.told();
    assert.equal(told.length, 11);
    for (const one of told) assert.match(one, signOut);
    await tom.tab.shoot('nobody-left');
    for (const [what, waits] of tom.waits) {
      const [median = 0] = waits.toSorted((a, b) => a - b).slice(Math.floor(waits.length / 2));
      assert.ok(median < mostWaitMs, `${median} ms for ${what}`);
    }
    if (process.env.SHOW_WAITS === '1') console.log(Object.fromEntries(tom.waits));
  });

  it('takes three of the queue in a row, then empties two for stock; every sound is also seen', async () => {
    for (const one of reportingTo(cast.manager).slice(3, 7)) await desk.whole.ask(one);
    const { items } = await desk.tom.api.call('listRequests', { query: { scope: 'open' } });
    const [dropped, ...three] = items.map(
      ({ subject }) => subjects.find(({ id }) => id === subject.id) ?? assert.fail(),
    );
    const tom = await KeyboardTechnician.sitDown(desk, '');
    const serials = [keeping(6000), forgetting, keeping(6002)];
    const seen = (word: string) => tom.tab.frame.locator('.heard', { hasText: word }).waitFor();
    await tom.tabTo(/^Start batch · 4$/);
    await tom.key('Enter');
    await tom.tab.heading('Batch');
    await tom.tabTo(new RegExp(`^${dropped?.name}$`));
    await tom.key('Space');
    await tom.tabTo(/^Start with 3 people$/);
    await tom.key('Enter');
    for (const [at, one] of three.entries()) {
      const serial = serials[at] ?? assert.fail();
      await tom.isNext(one);
      await tom.identify();
      const lifted = async () => {
        await seen('Needs you');
        await desk.lift();
        desk.put(serial);
      };
      const { page } = await (at === 1
        ? tom.burn(one, serial, { faults: liftedAfterItsClock }, lifted)
        : tom.burn(one, serial));
      await seen('Burned');
      if (at === 2) {
        await tom.tab.type(otherThan(desk.pressPower(serial)));
        await seen('That was not right');
      }
      const code = await tom.check(one, serial);
      await seen('The code matched');
      await tom.bind(one, page, code);
      await tom.handOver(one, three[at + 1] === undefined ? 'That was the batch' : /^Next: /);
      await tom.key('Enter');
    }
    await tom.tab.heading('That was the batch');
    await tom.tab.says('3 done, 0 still open');
    await tom.tab.shoot('batch-sum');
    const sum = (name: string) => tom.tab.frame.getByRole('listitem').filter({ hasText: name });
    for (const [at, { name }] of three.entries())
      await sum(name)
        .getByText(serials[at] ?? '')
        .waitFor();

    const shelf = [keeping(7001), keeping(7002)];
    const csv = ['serial', ...shelf].join('\n');
    await desk.tom.api.call('importTokens', { body: { csv, commit: true } });
    await tom.tabTo(/^Another batch$/);
    await tom.key('Enter');
    await tom.tabTo(/^How many\?/);
    await tom.key('Control+A');
    await tom.tab.type('2');
    await tom.key('Enter');
    for (const serial of shelf) {
      await tom.tab.says('Put the next token on the reader');
      desk.put(serial);
      await tom.tab.frame.locator('.tapped').getByText(serial).waitFor();
      await seen('Burned');
      await desk.lift();
    }
    await tom.tab.says('2 of 2 emptied');
    await tom.tab.shoot('stock-run');
    for (const serial of shelf) {
      const { state } = await desk.tom.api.call('getToken', { params: { serial } });
      assert.deepEqual([state, desk.token(serial).settings.seedBytes], ['in_stock', 20]);
    }
  });
});
