import assert from 'node:assert/strict';
import { receiveFrame } from '@token-desk/bot/usecases/burner-reports';
import { burnerOfKey, commandBurner, recordHello } from '@token-desk/bot/usecases/burners';
import { createPairingCode, pairBurner } from '@token-desk/bot/usecases/pairing';
import { getRequestDetail } from '@token-desk/bot/usecases/request-views';
import type { ProblemCode } from '@token-desk/contract/problem';
import { administrator, technician } from '../support/bot-core.ts';
import { onBothStores } from '../support/both-stores.ts';
import { DeskBurner } from '../support/desk-burner.ts';
import { problemOf, useDeskCore } from '../support/desk-core.ts';
import { minuteMs } from '../support/requests.ts';

describe('use cases, pairing', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const { burned, claimed, open } = desk;

    describe('pairing', () => {
      const wrongCode = (candidate: DeskBurner) =>
        problemOf(pairBurner(desk.core.deps, candidate.pairRequest('AAAA-AAAA')));

      it('takes a code once, typed in any case and without the dash', async () => {
        const { code } = await createPairingCode(desk.core.deps, administrator, { name: 'Desk 2' });
        const candidate = new DeskBurner(() => desk.core.time.now);
        const typed = code.replace('-', '').toLowerCase();
        assert.equal(await problemOf(pairBurner(desk.core.deps, candidate.pairRequest(typed))), 'fine');
        assert.equal(
          await problemOf(pairBurner(desk.core.deps, candidate.pairRequest(typed))),
          'pairing-code-wrong',
        );
      });

      it('ends after five wrong tries and after ten minutes', async () => {
        const candidate = new DeskBurner(() => desk.core.time.now);
        const { code } = await createPairingCode(desk.core.deps, administrator, { name: 'Desk 2' });
        for (let n = 0; n < 5; n += 1) assert.equal(await wrongCode(candidate), 'pairing-code-wrong');
        assert.equal(
          await problemOf(pairBurner(desk.core.deps, candidate.pairRequest(code))),
          'pairing-code-wrong',
        );
        const late = await createPairingCode(desk.core.deps, administrator, { name: 'Desk 2' });
        desk.core.time.now += 10 * minuteMs;
        assert.equal(
          await problemOf(pairBurner(desk.core.deps, candidate.pairRequest(late.code))),
          'pairing-code-wrong',
        );
      });

      it('wants both keys proven, and no code without the role', async () => {
        const candidate = new DeskBurner(() => desk.core.time.now);
        const { code } = await createPairingCode(desk.core.deps, administrator, { name: 'Desk 2' });
        const good = candidate.pairRequest(code);
        for (const bad of [
          { ...good, linkProof: good.identityProof },
          { ...good, identityProof: good.linkProof },
          { ...good, identityKey: desk.burner.identity.publicKey },
        ]) {
          assert.equal(await problemOf(pairBurner(desk.core.deps, bad)), 'pairing-code-wrong');
        }
        assert.equal(
          await problemOf(pairBurner(desk.core.deps, { ...good, practice: false })),
          'practice-receipt',
        );
        assert.equal(
          await problemOf(createPairingCode(desk.core.deps, technician, { name: 'x' })),
          'role-missing',
        );
      });

      it('keeps no code in clear', async () => {
        const { code } = await createPairingCode(desk.core.deps, administrator, { name: 'Desk 2' });
        const rows = JSON.stringify([
          await desk.store.db.selectFrom('pairing_codes').selectAll().execute(),
          await desk.store.db.selectFrom('audit').selectAll().execute(),
        ]);
        assert.ok(!rows.includes(code) && !rows.includes(code.replace('-', '')));
      });

      it('is confirmed by its fingerprint only', async () => {
        const confirm = commandBurner(desk.core.deps, technician, {
          burnerId: desk.burner.burnerId,
          command: { kind: 'confirm', fingerprint: 'AAAA-BBBB-CCCC-DDDD' },
        });
        assert.equal(await problemOf(confirm), 'burner-identity-changed');
      });

      it('ends when revoked: link, jobs and later receipts', async () => {
        const id = await claimed();
        const job = await open(id);
        const receipt = desk.burner.receipt(job.offer, {});
        await commandBurner(desk.core.deps, technician, {
          burnerId: desk.burner.burnerId,
          command: { kind: 'revoke' },
        });
        assert.deepEqual(desk.core.hub.dropped, [desk.burner.burnerId]);
        assert.equal((await getRequestDetail(desk.core.deps, technician, id)).openJobId, null);
        assert.equal(await problemOf(burnerOfKey(desk.core.deps, desk.burner.keyId)), 'burner-revoked');
        const frame = {
          type: 'outcome',
          jobId: job.id,
          attempt: 1,
          receipt,
          problem: null,
          identified: null,
        } as const;
        assert.equal(
          await problemOf(receiveFrame(desk.core.deps, desk.burner.burnerId, frame)),
          'burner-revoked',
        );
      });

      const journals: [string, (hello: ReturnType<DeskBurner['hello']>) => unknown, ProblemCode | 'fine'][] =
        [
          ['as it was', () => ({}), 'fine'],
          ['ahead of ours', () => ({ lastReceipt: { seq: 9, hash: 'A'.repeat(64) } }), 'fine'],
          ['gone', () => ({ lastReceipt: null }), 'burner-journal-lost'],
          ['older', () => ({ lastReceipt: { seq: 0, hash: 'A'.repeat(64) } }), 'burner-journal-lost'],
          ['different', () => ({ lastReceipt: { seq: 1, hash: 'A'.repeat(64) } }), 'burner-journal-lost'],
          ['of a real desk', () => ({ practice: false }), 'practice-receipt'],
        ];
      for (const [what, change, expected] of journals) {
        it(`at hello, a journal ${what}: ${expected}`, async () => {
          await burned();
          const hello = { ...desk.burner.hello(), ...(change(desk.burner.hello()) as object) };
          assert.equal(await problemOf(recordHello(desk.core.deps, desk.burner.burnerId, hello)), expected);
        });
      }
    });
  }));
