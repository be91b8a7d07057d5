import assert from 'node:assert/strict';
import { read } from '@token-desk/bot/domain/entra/facts';
import { findRequest, insertRequest } from '@token-desk/bot/store/tables/requests';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { bindChannel } from '@token-desk/bot/usecases/people/conversations';
import { lookAhead } from '@token-desk/bot/usecases/requests/look-ahead';
import { ProblemError } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import { technician } from '../../support/bot/bot-core.ts';
import { useDeskCore } from '../../support/bot/desk-core.ts';
import { dayMs, form, monday, requestIn, sven } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('what Microsoft lacks before anybody stands at the desk', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const put = async (
      id: string,
      state: Request['state'],
      neededBy: string,
      change: Partial<Request> = {},
    ) => {
      const subject = { ...sven, id: `subject-of-${id}` };
      desk.core.directory.add(subject, { enabled: false });
      await insertRequest(
        desk.store.db,
        requestIn(state, { id, subject, form: { ...form, neededBy }, ...change }),
        null,
      );
    };
    /** Whoever asked before the weekend was over has been looked at then. */
    const earlier = { createdAt: monday - 2 * dayMs };
    const lookedEarlier = async () => {
      const fine = { ...sven, id: 'fine' };
      desk.core.directory.add(fine);
      await put('first', 'queued', '2026-12-01', { subject: fine, ...earlier });
      desk.core.clock.turnTo(monday - dayMs);
      assert.equal(await lookAhead(deps()), 0);
      desk.core.clock.turnTo(monday);
    };
    const missingOf = async (id: string) => (await findRequest(desk.store.db, id))?.missing?.checks;

    it('is noted the working day before, once, for those whom nobody has begun with', async () => {
      await lookedEarlier();
      await put('tomorrow', 'queued', '2026-11-03', earlier);
      await put('later', 'queued', '2026-11-04', earlier);
      await put('begun', 'in_progress', '2026-11-03', earlier);
      assert.equal(await lookAhead(deps()), 1);
      assert.deepEqual(await missingOf('tomorrow'), ['account']);
      assert.deepEqual([await missingOf('later'), await missingOf('begun')], [undefined, undefined]);
      const { directory } = desk.core;
      const { peopleFacts } = directory;
      directory.peopleFacts = () => assert.fail('Microsoft is asked once a day');
      assert.equal(await lookAhead(deps()), 0);
      directory.peopleFacts = peopleFacts.bind(directory);
      desk.core.clock.turn(dayMs);
      assert.equal(await lookAhead(deps()), 1);
      assert.deepEqual(await missingOf('later'), ['account']);
    });

    it('is noted on Friday for Monday, and on no weekend', async () => {
      await lookedEarlier();
      await put('on-monday', 'queued', '2026-11-09', earlier);
      desk.core.clock.turnTo(monday + 5 * dayMs);
      assert.equal(await lookAhead(deps()), 0);
      desk.core.clock.turnTo(monday + 4 * dayMs);
      assert.equal(await lookAhead(deps()), 1);
    });

    it('is noted once while approval is asked, and told to the channel, never where there is nothing to mend', async () => {
      await bindChannel(deps(), technician, { id: 'channel', reference: {}, locale: null });
      await put('asked', 'submitted', '2026-12-01');
      const fine = { ...sven, id: 'fine' };
      desk.core.directory.add(fine);
      await put('nothing', 'submitted', '2026-12-01', { subject: fine });
      assert.equal(await lookAhead(deps()), 1);
      assert.deepEqual([await missingOf('asked'), await missingOf('nothing')], [['account'], undefined]);
      const told = await desk.store.db.selectFrom('outbox').select(['kind', 'request_id', 'event']).execute();
      assert.deepEqual(
        told.filter(({ kind }) => kind === 'notice'),
        [{ kind: 'notice', request_id: 'asked', event: 'missing_found' }],
      );
      assert.equal(await lookAhead(deps()), 0);
      desk.core.clock.turn(1);
      await put('asked-later', 'submitted', '2026-12-01', { createdAt: desk.core.clock.now() });
      assert.equal(await lookAhead(deps()), 1);
    });

    it('is noted when it is asked, approved by a rule or by somebody quick too, and needed tomorrow', async () => {
      await lookedEarlier();
      assert.equal(await lookAhead(deps()), 0);
      await put('by-a-rule', 'queued', '2026-11-03');
      await put('quick', 'approved', '2026-12-01');
      await put('begun', 'in_progress', '2026-11-03');
      assert.equal(await lookAhead(deps()), 2);
      assert.deepEqual([await missingOf('by-a-rule'), await missingOf('quick')], [['account'], ['account']]);
      assert.equal(await missingOf('begun'), undefined);
    });

    it('is noted as not known where Microsoft does not tell of the password of a synced account', async () => {
      const synced = { ...sven, id: 'synced' };
      desk.core.directory.add(synced);
      const { directory } = desk.core;
      const { peopleFacts } = directory;
      directory.peopleFacts = async (...asked) =>
        new Map(
          [...(await peopleFacts.apply(directory, asked))].map(([id, facts]) => [
            id,
            { ...facts, hasPremium: read(false), mustChangePassword: read(null) },
          ]),
        );
      await put('synced', 'submitted', '2026-12-01', { subject: synced });
      assert.equal(await lookAhead(deps()), 1);
      const { checks, unknown } = (await findRequest(desk.store.db, 'synced'))?.missing ?? {};
      assert.deepEqual([checks, unknown], [[], ['password']]);
    });

    it('does not keep a request open that nobody approves', async () => {
      await put('asked', 'submitted', '2026-12-01');
      desk.core.clock.turn(10 * dayMs);
      assert.equal(await lookAhead(deps()), 1);
      assert.equal((await findRequest(desk.store.db, 'asked'))?.updatedAt, monday);
      desk.core.clock.turnTo(monday + 14 * dayMs);
      await sweep(deps());
      assert.equal((await findRequest(desk.store.db, 'asked'))?.state, 'expired');
    });

    it('is tried again where Microsoft did not answer', async () => {
      await put('tomorrow', 'queued', '2026-11-03');
      const { directory } = desk.core;
      const { peopleFacts } = directory;
      directory.peopleFacts = () => Promise.reject(new ProblemError('directory-unavailable'));
      assert.equal(await lookAhead(deps()), 0);
      directory.peopleFacts = peopleFacts.bind(directory);
      directory.tenant = { ...directory.tenant, hasPremium: read(true) };
      assert.equal(await lookAhead(deps()), 1);
    });
  }));
