import assert from 'node:assert/strict';
import type { JobOffer } from '@token-desk/contract/desk/job';
import type { ProblemCode } from '@token-desk/contract/problem';
import { type SecretFacts, sealSecret } from '@token-desk/contract/seed/envelope';
import { ana, DeskBench } from '../../support/desk/desk-bench.ts';

const seed = () => new Uint8Array(20).fill(0x5a);
const facts: SecretFacts = {
  algorithm: 'SHA1',
  digits: 6,
  stepSeconds: 30,
  account: ana.upn,
  capture: 'paste-image',
};

describe('the desk, before it writes what the tab sealed', () => {
  let desk: DeskBench;
  beforeEach(() => {
    desk = new DeskBench();
    desk.readers.tap(desk.token);
  });
  afterEach(() => desk.close());

  async function send(change: Partial<SecretFacts>, offered: Partial<JobOffer> = {}): Promise<JobOffer> {
    const offer = desk.offer(offered);
    const publicKey = await desk.key(offer);
    const envelope = await sealSecret(offer, publicKey, { ...facts, ...change, seed: seed() });
    await desk.runner.take({ type: 'envelope', jobId: offer.jobId, attempt: 1, envelope });
    return offer;
  }

  it('names whose secret it is and whose it should be', async () => {
    await send({ account: 'ceo@contoso.example' });
    assert.deepEqual((await desk.next('job-refused')).problem, {
      code: 'wrong-account',
      detail: { account: 'ceo@contoso.example', subject: ana.name },
    });
  });

  it('names the organisation it belongs to', async () => {
    await send({ tenant: 'Fabrikam' }, { tenant: 'Contoso' });
    const { problem } = await desk.next('job-refused');
    assert.deepEqual(problem, { code: 'wrong-tenant', detail: { tenant: 'Fabrikam' } });
  });

  const refused: [string, Partial<SecretFacts>, Partial<JobOffer>, ProblemCode][] = [
    ['for another account', { account: 'ceo@contoso.example' }, {}, 'wrong-account'],
    ['for an alias of the person', { account: 'ana@contoso.example' }, {}, 'wrong-account'],
    ['with an account that is empty', { account: '' }, {}, 'wrong-account'],
    ['with an account, of nobody', {}, { subject: null }, 'wrong-account'],
    ['with a very long account', { account: 'x'.repeat(320) }, {}, 'wrong-account'],
    ['of another organisation', { tenant: 'Fabrikam' }, { tenant: 'Contoso' }, 'wrong-tenant'],
    ['made for another step', { stepSeconds: 60 }, {}, 'envelope-tampered'],
    ['made for another hash', { algorithm: 'SHA256' }, {}, 'envelope-tampered'],
  ];
  for (const [what, change, offered, code] of refused) {
    it(`refuses a secret ${what}: ${code}, and the token keeps what it has`, async () => {
      await send(change, offered);
      const { problem } = await desk.next('job-refused');
      assert.equal(problem.code, code);
      assert.ok(Object.values(problem.detail ?? {}).every((value) => String(value).length <= 300));
      assert.equal(desk.token.displayCode(), null);
      assert.equal(desk.journal.lastReceipt, null);
    });
  }

  const written: [string, Partial<SecretFacts>, Partial<JobOffer>][] = [
    ['of this person, in capitals', { account: ` ${ana.upn.toUpperCase()}` }, {}],
    ['typed by hand, without an account', { account: null, capture: 'typed-key' }, {}],
    ['of this organisation', { tenant: 'CONTOSO' }, { tenant: 'Contoso' }],
    ['with an organisation, where none was told', { tenant: 'Fabrikam' }, {}],
  ];
  for (const [what, change, offered] of written) {
    it(`writes a secret ${what}, and signs what it carried`, async () => {
      const offer = await send(change, offered);
      const { seen, told } = desk.read((await desk.outcomeOf(offer)).receipt);
      assert.deepEqual([seen.outcome, told.subject], ['burned', ana]);
      const { account = ana.upn, tenant } = change;
      assert.deepEqual([seen.account, seen.tenant], [account, tenant]);
    });
  }
});
