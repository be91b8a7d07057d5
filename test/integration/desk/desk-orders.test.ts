import assert from 'node:assert/strict';
import { cast } from '@token-desk/practice/people';
import { refusedWith, until } from '../../support/desk/desk-hands.ts';
import { channelId } from '../../support/whole/whole-desk.ts';
import { serial, WholeJob } from '../../support/whole/whole-job.ts';

const unrestricted = '86596120001234';

describe('orders to a desk without a request, on the real bot and desk', () => {
  let job: WholeJob;

  beforeEach(async () => {
    job = await WholeJob.start();
  });
  afterEach(() => job.close());

  const order = async (kind: 'identify' | 'blank' | 'sync-clock', of: string | null = null) => {
    const { burnerId } = job.whole;
    const opened = await job.tom.api.call('openTokenJob', {
      body: { kind, burnerId, reader: null, serial: of },
    });
    return job.tom.untilJob(opened.id, ({ state }) => state === 'done' || state === 'refused');
  };
  const token = (of: string) => job.tom.api.call('getToken', { params: { serial: of } });

  it('take a token back: read it, blank it, and put it in stock once its method is gone', async () => {
    const { whole, tom, alex, token: hardware } = job;
    const { ana, code } = await job.untilChecked();
    await job.tellMicrosoft(ana, code);
    await tom.order(job.requestId, { kind: 'look-for-method' });
    await tom.order(job.requestId, { kind: 'hand-over', to: 'subject' });

    const read = await order('identify');
    assert.equal(read.identified?.serial, serial);
    const held = await token(serial);
    assert.deepEqual([held.state, held.holder?.id, held.methodStillThere], ['active', cast.subject.id, true]);
    await assert.rejects(order('blank', serial), refusedWith('serial-in-use'));

    const command = (body: { kind: 'take-back' | 'to-stock' }) =>
      tom.api.call('commandToken', { params: { serial }, body });
    await command({ kind: 'take-back' });
    await assert.rejects(command({ kind: 'to-stock' }), refusedWith('token-not-blanked'));
    const before = hardware.press();
    const blank = await order('blank', serial);
    assert.equal(blank.outcome, 'burned');
    assert.notEqual(hardware.press(), before);
    await assert.rejects(command({ kind: 'to-stock' }), refusedWith('token-method-still-there'));

    whole.entra.reset();
    const stock = await command({ kind: 'to-stock' });
    assert.deepEqual([stock.state, stock.holder], ['in_stock', null]);
    const { ok, receipts } = await alex.api.call('verifyAudit', {});
    assert.deepEqual([ok, receipts], [true, 3]);
    const statement = await alex.api.call('tokenStatement', { params: { serial } });
    assert.deepEqual(
      statement.burns.map(({ outcome, receipt }) => [outcome, receipt.isValid]),
      [['burned', true]],
    );
    assert.ok((statement.burns[0]?.secretKnownSeconds ?? -1) >= 0);
  });

  it('set a clock where the model can, and say that it was off', async () => {
    const { whole, tom } = job;
    await tom.api.call('commandToken', {
      params: { serial: unrestricted },
      body: { kind: 'adopt', site: null },
    });
    whole.readers.tap(whole.makeToken(unrestricted, -41));
    await order('identify');
    assert.equal(Math.round((await token(unrestricted)).lastDriftSeconds ?? 0), -41);
    assert.equal((await order('sync-clock', unrestricted)).outcome, 'burned');
    assert.equal(Math.round((await token(unrestricted)).lastDriftSeconds ?? 99), 0);
    await assert.rejects(order('sync-clock', serial), refusedWith('token-would-be-emptied'));
  });

  it('say what lies there instead', async () => {
    assert.equal((await order('identify')).problem?.code, 'no-token');
  });

  it('end with a stolen desk, and the channel reads it once', async () => {
    const { whole, tom, eszter } = job;
    await whole.chat(cast.technician, 'channel').say('notify here');
    await job.begin();
    const ana = await whole.atMicrosoft();
    await job.burn(ana.qrText());
    const { burnerId } = whole;
    const command = { kind: 'report-stolen' } as const;
    const view = await eszter.api.call('commandBurner', { params: { burnerId }, body: command });
    assert.equal(view.state, 'stolen');
    await until('the desk to be shut out', () => !whole.deps.hub.isOnline(burnerId));
    const lines = () =>
      whole.connector.sent.filter(
        ({ path, activity }) => path.includes(channelId) && /as stolen/.test(activity.text ?? ''),
      );
    await until('the line in the channel', () => lines().length > 0);
    assert.equal(lines().length, 1);
    const { items } = await tom.api.call('listTokens', { query: { notHandedOverFrom: burnerId } });
    assert.deepEqual(
      items.map((one) => one.serial),
      [serial],
    );
  });
});
