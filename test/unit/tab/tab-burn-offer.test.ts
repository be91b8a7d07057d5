import assert from 'node:assert/strict';
import { createKeys } from '@token-desk/burner-service/keys/identity';
import { type JobOffer, jobKeyStatement } from '@token-desk/contract/desk/job';
import { ProblemError } from '@token-desk/contract/problem';
import type { BurnerView, JobView, RequestDetail } from '@token-desk/contract/views';
import { burn } from '@token-desk/tab/burning/burn';
import { pinIdentity } from '@token-desk/tab/seed/identity-pin';
import type { SeedBox } from '@token-desk/tab/seed/seed-box';
import type { Api } from '@token-desk/tab/server/api';
import { requestIn, serial, sven, tina, tom } from '../../support/bot/requests.ts';

const keys = createKeys();
const burner = { id: 'desk-1', name: 'Desk 1', identityKey: keys.identity.publicKey } as BurnerView;
const request = requestIn('in_progress') as RequestDetail;
const good: JobOffer = {
  jobId: 'job-1',
  attempt: 1,
  kind: 'burn',
  burnerId: 'desk-1',
  reader: null,
  serial,
  requestId: request.id,
  subject: sven,
  technician: tina,
  config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
  expiresAt: 1,
};
const publicKey = 'A'.repeat(87);

/** What becomes of a secret when the server answers with this offer, well signed by the pinned desk. */
async function burnWith(change: Partial<JobOffer>, signed: Partial<JobOffer> = change) {
  const offer = { ...good, ...change };
  const signature = keys.identity.sign(jobKeyStatement({ ...good, ...signed }, publicKey));
  const job = { id: 'job-1', state: 'keyed', offer, key: { publicKey, signature } } as JobView;
  const called: string[] = [];
  let sealed = 0;
  const api = {
    call: async (name: string) => {
      called.push(name);
      return job;
    },
  } as unknown as Api;
  const box = {
    isHolding: () => true,
    seal: async () => {
      sealed += 1;
      return { envelope: { enc: '', ciphertext: '' }, heldSeconds: 1 };
    },
  } as unknown as SeedBox;
  const facts = {
    tenant: null,
    account: sven.upn,
    algorithm: 'SHA1',
    stepSeconds: 30,
    sizeBytes: 20,
  } as const;
  const order = { api, box, burner, request, serial, facts: { ...facts, capture: 'paste-image' } as const };
  const code = await burn({ ...order, accountSeen: true, signal: new AbortController().signal }).then(
    () => 'fine',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : 'unexpected'),
  );
  return { code, sealed, called };
}

describe('the tab, before it seals a secret', () => {
  before(() => pinIdentity(burner));

  it('seals for the order it gave', async () => {
    const { code, sealed } = await burnWith({});
    assert.deepEqual([code, sealed], ['fine', 1]);
  });

  const others: [string, Partial<JobOffer>][] = [
    ['another request', { requestId: 'request-2' }],
    ['another desk', { burnerId: 'desk-2' }],
    ['another token', { serial: '8659622000099' }],
    ['any token', { serial: null }],
    ['another person', { subject: tom }],
    ['nobody', { subject: null }],
  ];
  for (const [what, change] of others) {
    it(`refuses an offer for ${what}, although the desk signed it, and takes it back`, async () => {
      const { code, sealed, called } = await burnWith(change);
      assert.deepEqual([code, sealed, called.at(-1)], ['job-wrong-burner', 0, 'cancelJob']);
    });
  }

  it('refuses a key that was signed for another job', async () => {
    const { code, sealed } = await burnWith({}, { jobId: 'job-2' });
    assert.deepEqual([code, sealed], ['burner-identity-changed', 0]);
  });
});
