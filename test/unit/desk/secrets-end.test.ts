import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { CodeChecks } from '@token-desk/burner-service/jobs/code-checks';
import { HeldSecrets } from '@token-desk/burner-service/jobs/secrets';
import type { Receipts } from '@token-desk/burner-service/journal/receipts';
import { type JobOffer, secretLifetimeMs } from '@token-desk/contract/desk/job';

const ana = { id: 'ana', name: 'Ana Moreau', upn: 'ana.moreau@contoso.example' };
const tom = { id: 'tom', name: 'Tom Weber', upn: 'tom.weber@contoso.example' };
const offer: JobOffer = {
  jobId: 'job-1',
  attempt: 1,
  kind: 'burn',
  burnerId: 'desk-1',
  reader: null,
  serial: '86596220000001',
  requestId: 'request-1',
  subject: ana,
  technician: tom,
  config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
  expiresAt: 1_800_000_300_000,
};

describe('a secret that nobody checks', () => {
  let secrets: HeldSecrets;
  let seed: Uint8Array;
  let checks: CodeChecks;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    secrets = new HeldSecrets();
    seed = new Uint8Array(20).fill(0x5a);
    const unasked = new Proxy({} as Receipts, {
      get: () => {
        throw new Error('a secret that is gone makes no receipt');
      },
    });
    checks = new CodeChecks({ secrets, receipts: unasked, nowMs: () => 1_800_000_000_000 });
    hold(seed);
  });
  afterEach(() => {
    secrets.close();
    mock.timers.reset();
  });

  const hold = (bytes: Uint8Array) =>
    secrets.hold(
      offer,
      { seed: bytes, algorithm: 'SHA1', stepSeconds: 30, account: null, capture: null },
      null,
    );
  const isZero = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);
  const check = () =>
    checks.answer({ type: 'check', jobId: 'job-1', checkId: 'check-1', code: '123456', technician: tom });

  it('is zero after ten minutes, and its check answers that it is gone', async () => {
    assert.equal(secretLifetimeMs, 10 * 60_000);
    mock.timers.tick(secretLifetimeMs - 1);
    assert.ok(seed.every((byte) => byte === 0x5a));
    assert.notEqual(secrets.of('job-1'), null);
    mock.timers.tick(1);
    assert.ok(isZero(seed));
    const { matched, problem, receipt } = await check();
    assert.deepEqual([matched, problem?.code, receipt], [false, 'secret-gone', null]);
  });

  it('is zero as soon as the job holds another one, which has ten minutes of its own', () => {
    mock.timers.tick(secretLifetimeMs - 1);
    const next = new Uint8Array(20).fill(0x33);
    hold(next);
    assert.ok(isZero(seed));
    mock.timers.tick(secretLifetimeMs - 1);
    assert.ok(!isZero(next));
    mock.timers.tick(1);
    assert.ok(isZero(next));
  });

  it('is zero when the desk ends', () => {
    secrets.close();
    assert.ok(isZero(seed));
    assert.equal(secrets.of('job-1'), null);
  });
});
