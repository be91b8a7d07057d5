import assert from 'node:assert/strict';
import { costMs, limits } from '@token-desk/bot/domain/limits';
import type { EventBody } from '@token-desk/bot/domain/requests/request-events';
import { writtenApart } from '@token-desk/bot/domain/tokens/set-apart-token';
import { type Token, unknownToken } from '@token-desk/bot/domain/tokens/token';
import { serialOf } from '@token-desk/bot/domain/tokens/token-machine';
import type { ReceiptBody } from '@token-desk/contract/desk/receipt';
import { asClock, form, mara, monday, requestIn, serial, sven } from '../../support/bot/requests.ts';

const token: Token = {
  ...unknownToken(serial, monday),
  ...{ state: 'active', holder: sven, requestId: 'request-1', methodId: 'method-1' },
  ...{
    burns: 2,
    burnedAt: monday,
    burnerId: 'desk-0',
    route: 'A',
    lastDriftSeconds: 7,
    blankedAt: monday - 5,
  },
};
const at = monday + 9_000;
const receipt = (kind: ReceiptBody['kind'], seen: Partial<ReceiptBody['seen']>): ReceiptBody =>
  ({
    ...{ kind, at, burnerId: 'desk-1' },
    seen: {
      outcome: null,
      finishedAt: null,
      clockDriftAfterSeconds: null,
      clockDriftBeforeSeconds: null,
      ...seen,
    },
  }) as ReceiptBody;

describe('a token that a desk should not have written', () => {
  const aside = {
    state: 'quarantine',
    holder: null,
    requestId: null,
    takenBackFrom: sven,
    updatedAt: at,
  } as const;

  it('is set apart with its new secret, and the method of the old one with whoever had it', () => {
    for (const outcome of ['burned', 'unknown'] as const)
      assert.deepEqual(writtenApart(token, receipt('burn', { outcome })), {
        ...{ ...token, ...aside },
        ...{ burns: 3, burnedAt: at, burnerId: 'desk-1', route: 'A', blankedAt: null },
      });
  });

  it('has the time, the way and the clock that the desk says', () => {
    const seen = { outcome: 'burned', finishedAt: at - 5, route: 'B', clockDriftBeforeSeconds: 3 } as const;
    const after = writtenApart(token, receipt('burn', seen));
    assert.deepEqual([after.burnedAt, after.route, after.lastDriftSeconds], [at - 5, 'B', 3]);
    const read = writtenApart(token, receipt('burn', { ...seen, clockDriftAfterSeconds: 0 }));
    assert.equal(read.lastDriftSeconds, 0);
  });

  it('keeps its secret where none was written', () => {
    for (const body of [
      receipt('burn', { outcome: 'failed' }),
      receipt('burn', { outcome: 'empty' }),
      receipt('blank', { outcome: 'burned' }),
      receipt('check', {}),
    ])
      assert.deepEqual(writtenApart(token, body), { ...token, ...aside });
  });

  it('stays lost or retired', () => {
    for (const state of ['lost', 'retired'] as const) {
      const after = writtenApart({ ...token, state }, receipt('burn', { outcome: 'failed' }));
      assert.deepEqual([after.state, after.holder, after.requestId], [state, sven, 'request-1']);
    }
  });

  it('is taken back from whoever it was, where nobody had it or it was bound for nobody', () => {
    const body = receipt('burn', { outcome: 'failed' });
    assert.equal(writtenApart({ ...token, holder: null, takenBackFrom: mara }, body).takenBackFrom, mara);
    assert.equal(writtenApart({ ...token, methodId: null, takenBackFrom: mara }, body).takenBackFrom, mara);
  });
});

describe('which token an event of a request is about', () => {
  const ofJob = { jobId: 'job-1', late: false };
  const written = {
    ...{ serial: 'its', model: null, burnedAt: at, clockDriftBeforeSeconds: 0 },
    ...{ accountSeen: true, burnerId: 'desk-1' },
  };
  const ended = { ...ofJob, problem: 'lost-contact', endedAt: at };
  const rows: readonly (readonly [EventBody, string | null])[] = [
    [{ kind: 'job_opened', jobId: 'job-1', serial: 'its', burnerId: 'desk-1', burner: '' }, 'its'],
    [{ kind: 'burned', token: written, ...ofJob }, 'its'],
    [{ kind: 'burn_unknown', token: written, ...ofJob }, 'its'],
    [{ kind: 'burn_empty', serial: 'its', ...ended }, 'its'],
    [{ kind: 'burn_settings_changed', serial: 'its', ...ended }, 'its'],
    [{ kind: 'burn_failed', serial: 'another', ...ended }, 'job’s'],
    [{ kind: 'burn_failed', serial: null, ...ended }, 'job’s'],
    [{ kind: 'job_cancelled', jobId: 'job-1', because: 'asked', problem: null }, 'job’s'],
    [{ kind: 'secret_sealed', jobId: 'job-1', accountSeen: true }, 'job’s'],
    [{ kind: 'bound', how: 'seen', methodId: null }, serial],
    [{ kind: 'handed_over', to: 'subject' }, serial],
    [{ kind: 'released', because: 'asked' }, serial],
    [{ kind: 'failed', why: '' }, serial],
    [{ kind: 'requeued' }, serial],
    [{ kind: 'queued' }, null],
    [{ kind: 'closed', because: 'asked' }, null],
    [{ kind: 'submitted', id: 'r', subject: sven, requestedBy: mara, source: 'tab', form }, null],
  ];
  for (const [body, expected] of rows)
    it(`${body.kind}: ${expected ?? 'none'}`, () => {
      const event = { ...body, at, actor: asClock.actor };
      assert.equal(serialOf(requestIn('burned'), event, 'job’s'), expected);
      if (expected === serial) {
        assert.equal(serialOf(null, event, 'job’s'), null);
        assert.equal(serialOf(requestIn('queued'), event, 'job’s'), null);
      }
    });
});

describe('what one may spend', () => {
  it('is given back evenly over the time', () => {
    assert.equal(costMs(limits.code), 12_000);
    assert.equal(costMs(limits.ask), 90_000);
    assert.equal(costMs({ ...limits.code, times: 7 }), 8_571);
    for (const limit of Object.values(limits)) assert.ok(costMs(limit) * limit.times <= limit.perMs);
  });
});
