import assert from 'node:assert/strict';
import { listRecordsApart } from '@token-desk/bot/usecases/audit/record-apart';
import { burnerOfKey, commandBurner, recordHello } from '@token-desk/bot/usecases/desks/burners';
import { createPairingCode, pairBurner } from '@token-desk/bot/usecases/desks/pairing';
import { receiveFrame } from '@token-desk/bot/usecases/jobs/burner-reports';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import type { FromBurner } from '@token-desk/contract/desk/job';
import type { ProblemCode } from '@token-desk/contract/problem';
import { administrator, technician } from '../../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { minuteMs } from '../../support/bot/requests.ts';
import { DeskBurner } from '../../support/desk/desk-burner.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('use cases, pairing', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const { burned, claimed, open } = desk;

    describe('pairing', () => {
      const newCode = async () =>
        (await createPairingCode(desk.core.deps, administrator, { name: 'Desk 2' })).code;
      const candidate = () => new DeskBurner(desk.core.clock.now);
      const pairWith = (code: string) => problemOf(pairBurner(desk.core.deps, candidate().pairRequest(code)));
      /** The name of this code, and a secret that is not its own. */
      const wrongSecret = (code: string) =>
        `${code.slice(0, 5)}${code.slice(5).startsWith('AAAA') ? 'BBBB' : 'AAAA'}-AAAA`;

      it('takes a code once, typed in any case and without the dashes', async () => {
        const typed = (await newCode()).replaceAll('-', '').toLowerCase();
        assert.equal(await pairWith(typed), 'fine');
        assert.equal(await pairWith(typed), 'pairing-code-wrong');
      });

      it('has 40 bits that are secret, and a name that no other open code has', async () => {
        const codes = [await newCode(), await newCode(), await newCode()];
        for (const code of codes) assert.match(code, /^[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}$/);
        assert.equal(new Set(codes.map((code) => code.slice(0, 4))).size, codes.length);
        const { random } = desk.core.deps;
        const drawn = [new Uint8Array(8).fill(1), new Uint8Array(8).fill(1), new Uint8Array(8).fill(2)];
        const deps = {
          ...desk.core.deps,
          random: { ...random, bytes: () => drawn.shift() ?? assert.fail() },
        };
        const first = await createPairingCode(deps, administrator, { name: 'Desk 2' });
        const second = await createPairingCode(deps, administrator, { name: 'Desk 3' });
        assert.notEqual(first.code.slice(0, 4), second.code.slice(0, 4));
        assert.equal(await pairWith(first.code), 'fine');
        assert.equal(await pairWith(second.code), 'fine');
      });

      it('ends with five wrong secrets the code they were tried on, and no other', async () => {
        const [attacked, other] = [await newCode(), await newCode()];
        for (let n = 0; n < 5; n += 1)
          assert.equal(await pairWith(wrongSecret(attacked)), 'pairing-code-wrong');
        assert.equal(await pairWith(attacked), 'pairing-code-wrong', 'the right secret comes too late');
        assert.equal(await pairWith(other), 'fine');
      });

      it('still takes the right secret after four wrong ones', async () => {
        const code = await newCode();
        for (let n = 0; n < 4; n += 1) assert.equal(await pairWith(wrongSecret(code)), 'pairing-code-wrong');
        assert.equal(await pairWith(code), 'fine');
      });

      it('counts tries that come at once: twenty of them do not get more than five', async () => {
        const code = await newCode();
        await Promise.all(Array.from({ length: 20 }, () => pairWith(wrongSecret(code))));
        const left = await desk.store.db
          .selectFrom('pairing_codes')
          .select('tries_left')
          .where('code_name', '=', code.slice(0, 4))
          .execute();
        assert.deepEqual(left, [{ tries_left: 0 }]);
        assert.equal(await pairWith(code), 'pairing-code-wrong');
      });

      it('is not spent by names that are no code’s, by codes cut short or by keys unproven', async () => {
        const code = await newCode();
        const other = code.startsWith('AAAA') ? 'BBBB' : 'AAAA';
        const unproven = { ...candidate().pairRequest(wrongSecret(code)), linkProof: 'A'.repeat(86) };
        for (let n = 0; n < 5; n += 1) {
          assert.equal(await pairWith(`${other}${code.slice(4)}`), 'pairing-code-wrong');
          assert.equal(await pairWith(code.slice(0, 9)), 'pairing-code-wrong');
          assert.equal(await problemOf(pairBurner(desk.core.deps, unproven)), 'pairing-code-wrong');
        }
        assert.equal(await pairWith(code), 'fine');
      });

      it('ends after ten minutes, and its row goes when the next one is made', async () => {
        const code = await newCode();
        desk.core.clock.turn(10 * minuteMs);
        assert.equal(await pairWith(code), 'pairing-code-wrong');
        await newCode();
        const rows = await desk.store.db.selectFrom('pairing_codes').select('code_name').execute();
        assert.equal(rows.length, 1);
        assert.notEqual(rows[0]?.code_name, code.slice(0, 4));
      });

      it('wants two keys, both proven, and no code without the role', async () => {
        const good = candidate().pairRequest(await newCode());
        for (const bad of [
          { ...good, linkProof: good.identityProof },
          { ...good, identityProof: good.linkProof },
          { ...good, identityKey: desk.burner.identity.publicKey },
          Object.assign(candidate(), {
            link: desk.burner.identity,
            identity: desk.burner.identity,
          }).pairRequest(good.code),
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
        const code = await newCode();
        const rows = JSON.stringify([
          await desk.store.db.selectFrom('pairing_codes').selectAll().execute(),
          await desk.store.db.selectFrom('audit').selectAll().execute(),
        ]);
        const secret = code.slice(5);
        assert.ok(!rows.includes(secret) && !rows.includes(secret.replace('-', '')));
      });

      it('is confirmed by its fingerprint only', async () => {
        const confirm = commandBurner(desk.core.deps, technician, {
          burnerId: desk.burner.burnerId,
          command: { kind: 'confirm', fingerprint: 'AAAA-BBBB-CCCC-DDDD' },
        });
        assert.equal(await problemOf(confirm), 'burner-identity-changed');
      });

      it('ends when revoked: link, jobs and what it says, of which only a signed record is kept, apart', async () => {
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
        const say = (said: FromBurner) => receiveFrame(desk.core.deps, desk.burner.burnerId, said);
        assert.equal((await say(frame))?.type, 'receipt-stored');
        const { items } = await listRecordsApart(desk.core.deps);
        assert.deepEqual(
          items.map(({ why }) => why),
          ['desk-shut-out'],
        );
        assert.equal((await getRequestDetail(desk.core.deps, technician, id)).token, null);
        const problem = { code: 'reader-failed' } as const;
        assert.equal(await problemOf(say({ ...frame, receipt: null, problem })), 'burner-revoked');
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
