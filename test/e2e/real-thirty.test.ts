import assert from 'node:assert/strict';
import { crowd } from '@token-desk/practice/people';
import { keeping } from '../support/whole/mornings.ts';
import { RealDesk } from '../support/whole/real-desk.ts';
import { StockKeeper } from '../support/whole/stock-keeper.ts';

const size = 30;
const mostKeys = 8;
const mostMs = 60_000;
const joiners = crowd(size);

/** Milliseconds and keys that each one took, in order. */
type Took = { readonly ms: number; readonly keys: number };
const medianOf = (all: readonly Took[]) => all.map(({ ms }) => ms).toSorted((a, b) => a - b)[all.length >> 1];

describe('thirty in a row, at the real desk, by keyboard', () => {
  let desk: RealDesk;

  before(async function () {
    desk = await RealDesk.start(this, { crowd: size });
    desk.whole.entra.change({ hasPremiumLicence: true });
  });
  afterEach(async function () {
    await desk?.clear(this.currentTest);
  });
  after(() => desk?.close());

  it('loads thirty tokens and gives them to thirty people, each within 8 keys and a minute', async () => {
    const serials = joiners.map((_, at) => keeping(9000 + at));
    const tom = new StockKeeper(desk, await desk.openTab({ place: '#/load' }));
    const each = async (work: () => Promise<void>): Promise<Took> => {
      const [since, keys] = [performance.now(), tom.keys];
      await work();
      return { ms: performance.now() - since, keys: tom.keys - keys };
    };
    const within = (took: readonly Took[], what: string) => {
      for (const [at, { ms, keys }] of took.entries())
        assert.ok(ms <= mostMs && keys <= mostKeys, `${what} ${at + 1}: ${ms} ms, ${keys} keys`);
    };

    await tom.begin('Lyon 30', size);
    const loads: Took[] = [];
    for (const [at, serial] of serials.entries())
      loads.push(await each(() => tom.load(serial, at + 1, size)));
    await tom.tab.heading('Box Lyon 30');
    await tom.report([`${size} loaded, 0 not`]);

    for (const joiner of joiners) await desk.whole.ask(joiner);
    const counter = await desk.openTab({ place: '#/run' });
    await counter.press(`Start with ${size} people`);
    const clerk = new StockKeeper(desk, counter);
    const handOuts: Took[] = [];
    const { items } = await desk.tom.api.call('listRequests', { query: { scope: 'open' } });
    const order = items.map(({ subject }) => joiners.find(({ id }) => id === subject.id) ?? assert.fail());
    for (const [at, joiner] of order.entries()) {
      const serial = serials[at] ?? assert.fail();
      const [since, keys] = [performance.now(), clerk.keys];
      await clerk.take(joiner, serial);
      await clerk.activate(joiner, serial);
      const next = order[at + 1];
      if (next === undefined) await clerk.handOver(joiner);
      else await clerk.handOverAndGoOn(next);
      handOuts.push({ ms: performance.now() - since, keys: clerk.keys - keys });
    }
    within(loads, 'load');
    within(handOuts, 'hand-out');
    if (process.env.SHOW_WAITS === '1')
      console.log({ loadMs: medianOf(loads), handOutMs: medianOf(handOuts) });

    const all = await desk.tom.api.call('listRequests', { query: { scope: 'all' } });
    assert.deepEqual(
      [...new Set(all.items.map(({ state, binding }) => `${state} ${binding?.how}`))],
      ['handed_over seen'],
    );
    const held = desk.whole.entra.hardwareTokens();
    assert.equal(new Set(held.map(({ holderId }) => holderId)).size, size);
    assert.ok(held.every(({ status }) => status === 'activated'));
  });
});
