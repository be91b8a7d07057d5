import assert from 'node:assert/strict';
import { unknownToken } from '@token-desk/bot/domain/tokens/token';
import { findToken, saveToken } from '@token-desk/bot/store/tables/tokens';
import { checkCode } from '@token-desk/bot/usecases/jobs/jobs';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { watchForMethod } from '@token-desk/bot/usecases/requests/watch-for-method';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import type { ProblemCode } from '@token-desk/contract/problem';
import { auditor, caller, manager, otherTechnician, technician } from '../../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { serial, sven, tina } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('watching for Microsoft’s method', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const watch = (requestId: string, who: Caller = technician) =>
      watchForMethod(desk.core.deps, who, requestId);
    const look = (requestId: string, who: Caller = technician) =>
      desk.order(requestId, { kind: 'look-for-method' }, who);

    async function checked(): Promise<string> {
      const { requestId } = await desk.burned();
      desk.core.clock.turn(20_000);
      await checkCode(desk.core.deps, technician, { requestId, code: desk.burner.rightCode });
      return requestId;
    }

    /** Everything stored, and what windows were told. */
    async function everything() {
      const tables = ['requests', 'tokens', 'jobs', 'audit', 'outbox'] as const;
      const rows = tables.map((table) => desk.store.db.selectFrom(table).selectAll().execute());
      return structuredClone([await Promise.all(rows), desk.core.bus.events]);
    }

    it('says what the list shows, at which version, and writes nothing', async () => {
      const requestId = await checked();
      const { directory } = desk.core;
      const { version } = await getRequestDetail(desk.core.deps, technician, requestId);
      const before = await everything();
      for (const [methods, seen] of [
        [['old-method'], 'none'],
        [[], 'none'],
        [['old-method', 'new-method'], 'one'],
        [['new-method'], 'one'],
        [['old-method', 'new-method', 'another'], 'several'],
        [null, 'not-readable'],
      ] as const) {
        directory.methods = methods === null ? null : [...methods];
        assert.deepEqual(await watch(requestId), { seen, version });
      }
      assert.deepEqual(await everything(), before);
      assert.equal(await desk.stateOf(requestId), 'checked');
    });

    it('does not take the method of another of our tokens for this one’s', async () => {
      const requestId = await checked();
      const { directory } = desk.core;
      const other = { ...unknownToken('86596000000099', 0), holder: sven, state: 'active' } as const;
      await saveToken(desk.store.db, { ...other, methodId: 'another' });
      directory.methods = ['old-method', 'another'];
      assert.equal((await watch(requestId)).seen, 'none');
      assert.equal(await problemOf(look(requestId)), 'no-new-method');
      directory.methods = ['old-method', 'another', 'new-method'];
      assert.equal((await watch(requestId)).seen, 'one');
      assert.equal((await look(requestId)).binding?.methodId, 'new-method');
    });

    it('cannot tell where nobody took a picture before', async () => {
      desk.core.directory.methods = null;
      const requestId = await checked();
      desk.core.directory.methods = ['new-method'];
      assert.equal((await watch(requestId)).seen, 'not-readable');
      assert.equal(await problemOf(look(requestId)), 'methods-not-readable');
    });

    it('may be a second behind; the order reads Microsoft’s list anew', async () => {
      const requestId = await checked();
      const { directory } = desk.core;
      directory.kept = { methods: ['old-method'] };
      directory.methods = ['old-method', 'new-method'];
      assert.equal((await watch(requestId)).seen, 'none');
      const { state, binding } = await look(requestId);
      assert.deepEqual([state, binding?.how, binding?.methodId], ['bound', 'seen', 'new-method']);
    });

    it('binds nothing by what was there a second ago', async () => {
      const requestId = await checked();
      desk.core.directory.kept = { methods: ['old-method', 'new-method'] };
      assert.equal((await watch(requestId)).seen, 'one');
      assert.equal(await problemOf(look(requestId)), 'no-new-method');
      assert.equal(await desk.stateOf(requestId), 'checked');
    });

    /** Both, and Microsoft is not asked for who only watches. */
    async function sameRefusal(code: ProblemCode, requestId: string, who: Caller): Promise<void> {
      assert.equal(await problemOf(look(requestId, who)), code, 'the order');
      const { asked } = desk.core.directory;
      assert.equal(await problemOf(watch(requestId, who)), code, 'watching');
      assert.equal(desk.core.directory.asked, asked, code);
    }

    it('is refused as the order is, and then nothing is asked of Microsoft', async () => {
      const early = await desk.claimed();
      await sameRefusal('request-wrong-state', early, technician);
      await desk.order(early, { kind: 'release' });
      await desk.order(early, { kind: 'withdraw' }, manager);
      const bound = await desk.bound();
      await sameRefusal('request-wrong-state', bound, technician);
      await sameRefusal('role-missing', bound, manager);
      await sameRefusal('role-missing', bound, auditor);
      await sameRefusal('request-not-found', 'nobody-s', technician);
    });

    it('is refused to everybody but whoever has the request in hand', async () => {
      const requestId = await checked();
      await sameRefusal('request-claimed', requestId, otherTechnician);
      await sameRefusal('four-eyes', requestId, caller(sven, 'Technician'));
      await desk.order(requestId, { kind: 'take-over' }, otherTechnician);
      await sameRefusal('request-claimed', requestId, technician);
      assert.equal((await watch(requestId, otherTechnician)).seen, 'none');
    });

    it('is refused where the books have the token elsewhere', async () => {
      const requestId = await checked();
      const { db } = desk.store;
      const token = await findToken(db, serial);
      assert.ok(token !== null);
      const doc = JSON.stringify({ ...token, holder: tina });
      await db.updateTable('tokens').set({ doc }).where('serial', '=', serial).execute();
      await sameRefusal('not-its-token', requestId, technician);
    });
  }));
