import assert from 'node:assert/strict';
import { type HandOver, requestStates } from '@token-desk/contract/request';
import type { RequestSummary } from '@token-desk/contract/views';
import { commandOf, fitFor, rightFor } from '@token-desk/tab/flow/many';
import { plannedReceiver, receiversOf } from '@token-desk/tab/flow/receivers';
import { requestIn } from '../../support/bot/requests.ts';

const summary = (change: Partial<RequestSummary> = {}): RequestSummary => {
  const { methodsBefore: _methods, why: _why, form, ...rest } = requestIn('bound');
  return { ...rest, form, step: null, ...change };
};
const handed = (handOver: HandOver, change: Partial<RequestSummary> = {}) =>
  summary({ form: { ...summary().form, handOver }, ...change });
const me = { why: 'because', myId: 'me' };

describe('one order for several requests', () => {
  it('approves what waits for it, never what whoever looks asked for or will carry', () => {
    const waits = summary({ state: 'submitted' });
    assert.deepEqual(fitFor('approve', [waits, summary({ state: 'queued' })], 'me'), [waits]);
    for (const one of [waits.requestedBy.id, waits.subject.id])
      assert.deepEqual(fitFor('approve', [waits], one), []);
    assert.deepEqual(commandOf('approve', waits, me), { kind: 'approve' });
    assert.deepEqual([rightFor('approve'), rightFor('hold')], ['approve', 'burn']);
  });

  it('puts on hold what is not over and not on hold yet', () => {
    const all = requestStates.map((state) => summary({ state }));
    assert.deepEqual(
      fitFor('hold', all, 'me').map(({ state }) => state),
      ['submitted', 'approved', 'queued', 'in_progress', 'burned', 'checked', 'bound'],
    );
    assert.deepEqual(commandOf('hold', summary(), me), { kind: 'hold', why: 'because' });
  });

  it('hands over what is ready and goes by mail or to whoever collects it, never at the counter', () => {
    const byMail = handed('internal-mail');
    const shipped = handed('ship');
    const collected = handed('manager-collects');
    const atDesk = handed('desk');
    const notReady = handed('ship', { state: 'checked' });
    assert.deepEqual(fitFor('hand-over', [byMail, shipped, collected, atDesk, notReady], 'me'), [
      byMail,
      shipped,
      collected,
    ]);
    assert.deepEqual(
      [byMail, shipped, collected].map((item) => commandOf('hand-over', item, me)),
      [
        { kind: 'hand-over', to: 'mail' },
        { kind: 'hand-over', to: 'mail' },
        { kind: 'hand-over', to: 'manager' },
      ],
    );
  });

  it('knows who collects: whoever asked, whoever called, and nobody hands one to themselves', () => {
    const collected = handed('manager-collects');
    assert.equal(plannedReceiver(collected, collected.requestedBy.id), 'subject');
    const called = handed('manager-collects', { call: { by: 'Somebody Else', identifiedBy: 'video' } });
    assert.equal(plannedReceiver(called, 'me'), 'caller');
    const self = handed('manager-collects', {
      call: { by: collected.subject.name, identifiedBy: 'video' },
    });
    assert.deepEqual(receiversOf(self, 'me'), ['subject', 'mail']);
    assert.equal(plannedReceiver(self, 'me'), 'subject');
  });
});
