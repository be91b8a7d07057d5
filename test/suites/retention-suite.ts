import assert from 'node:assert/strict';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import { classesOfTable } from '@token-desk/bot/domain/retention';
import { unknownToken } from '@token-desk/bot/domain/tokens/token';
import type { Store } from '@token-desk/bot/store/database';
import { addCustody } from '@token-desk/bot/store/tables/custody';
import { insertRequest } from '@token-desk/bot/store/tables/requests';
import { findToken, saveToken } from '@token-desk/bot/store/tables/tokens';
import { sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { readRetention } from '@token-desk/bot/usecases/people/forget';
import { secondWay } from '@token-desk/contract/entra/second-method';
import { type Retention, retention } from '@token-desk/contract/report';
import {
  identityCheck,
  type Request,
  type RequestState,
  request,
  requestForm,
  requestStates,
  signInTest,
} from '@token-desk/contract/request';
import { tokenStates } from '@token-desk/contract/token/record';
import { type Core, startCore } from '../support/bot/bot-core.ts';
import { dayMs, form, mara, monday, requestIn, sven, tina } from '../support/bot/requests.ts';
import { writtenTables } from '../support/store/tables.ts';

type ClassName = Retention['classes'][number]['name'];
const mark = 'ONLY-HERE';

/** Where people's words and health stand in a request; `null`: names, dates, kinds and ids, which end with the request. */
const fields: Readonly<Record<string, ClassName | null>> = {
  'form.type': null,
  'form.reason': 'health-reason',
  'form.reasonText': 'free-text',
  'form.site': null,
  'form.neededBy': null,
  'form.handOver': null,
  'form.ticketNumber': null,
  'form.costCentre': null,
  'form.note': 'free-text',
  'identityCheck.kind': null,
  'identityCheck.vouchedBy': 'free-text',
  'identityCheck.at': null,
  'identityCheck.by': null,
  'call.by': 'free-text',
  'call.identifiedBy': null,
  'call.source': null,
  why: 'free-text',
  'second.how': null,
  'second.ways': null,
  'second.requestId': null,
  'second.why': 'free-text',
  'second.at': null,
  'signInTest.isDone': null,
  'signInTest.why': 'free-text',
  'signInTest.at': null,
};

/** A request in this state with all that people may have said in it. */
function full(state: RequestState): Request {
  const one = requestIn(state);
  const subject = { ...sven, id: `subject-${state}` };
  return {
    ...one,
    id: `request-${state}`,
    subject,
    form: {
      ...form,
      reason: 'accessibility',
      reasonWords: { en: 'x', de: 'x', isPrivate: true },
      reasonText: `${mark} text`,
      note: `${mark} note`,
    },
    why: `${mark} why`,
    identityCheck: { kind: 'vouched', vouchedBy: `${mark} voucher`, at: monday, by: tina },
    call: { by: `${mark} caller`, identifiedBy: 'vouched', source: 'desk' },
    second: { how: 'waived', why: `${mark} waiver`, at: monday },
    signInTest: { isDone: false, why: `${mark} not tested`, at: monday },
    updatedAt: monday,
  };
}

/** Every class of data has an end in every state, on any database. */
export function retentionSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`how long everything is kept, on ${name}`, () => {
    let store: Store;
    let core: Core;
    beforeEach(async () => {
      store = await openEmpty();
      core = startCore(store);
    });
    afterEach(() => store.close());

    const factsOf = async (wanted: ClassName) => {
      const found = (await readRetention(core.deps)).classes.find((one) => one.name === wanted);
      assert.ok(found, wanted);
      return found;
    };
    const later = async (days: number) => {
      core.clock.turnTo(monday + days * dayMs);
      await sweep(core.deps);
    };
    const everything = async () => {
      const tables = await store.db.introspection.getTables();
      const rows = [];
      for (const table of tables)
        rows.push(
          await store.db
            .selectFrom(table.name as 'jobs')
            .selectAll()
            .execute(),
        );
      return JSON.stringify(rows);
    };
    const fillRequests = async () => {
      for (const state of requestStates) {
        await insertRequest(store.db, full(state), null);
        const card = { conversation_id: 'c', request_id: `request-${state}`, activity_id: 'a', version: 1 };
        await store.db.insertInto('cards').values(card).execute();
      }
    };

    it('names a class for every table', async () => {
      const tables = (await writtenTables(store.db)).map((table) => table.name);
      const known = tables.filter((table) => !/^(kysely_migration|sqlite_)/.test(table));
      assert.deepEqual(Object.keys(classesOfTable).sort(), known.sort());
      const classes = retention.shape.classes.def.element.shape.name.options;
      assert.deepEqual(new Set(Object.values(classesOfTable).flat()), new Set(classes));
    });

    it('says of every field of a request that people fill in what it is', () => {
      const call = request.shape.call.def.innerType.shape;
      const second = Object.assign({}, ...secondWay.def.options.map(({ shape }) => shape));
      const parts = {
        form: requestForm.shape,
        identityCheck: identityCheck.shape,
        call,
        second,
        signInTest: signInTest.shape,
      };
      const filled = Object.entries(parts).flatMap(([part, shape]) =>
        Object.keys(shape).map((field) => `${part}.${field}`),
      );
      assert.deepEqual(Object.keys(fields).sort(), [...filled, 'why'].sort());
    });

    const requestClasses = [
      ['free-text', standardPolicy.keptDays.freeText],
      ['health-reason', standardPolicy.keptDays.healthReason],
      ['chat-references', standardPolicy.keptDays.chatReferences],
      ['closed-requests', standardPolicy.keptDays.closedRequests],
    ] as const;
    for (const [wanted, days] of requestClasses)
      it(`${wanted}: counted in every state, and gone ${days} days after the last change in every state`, async () => {
        assert.ok(days !== null);
        await fillRequests();
        const before = await factsOf(wanted);
        assert.equal(before.count, requestStates.length);
        assert.equal(before.nextDeletionAt, monday + days * dayMs);
        // By themselves some states end meanwhile, which is a change.
        const left = async () => (await factsOf(wanted)).count;
        await later(days - 1);
        assert.equal(await left(), requestStates.length, 'nothing before its time');
        await later(days + 1);
        const moved = await store.db
          .selectFrom('requests')
          .select('state')
          .where('updated_at', '>', monday)
          .execute();
        assert.equal(
          await left(),
          moved.length,
          'only what the clock has just ended waits its days from then',
        );
        await later(2 * days + 2);
        assert.equal(await left(), 0);
      });

    it('people’s words are in no row of the store any more, in whatever state their request rests', async () => {
      await fillRequests();
      assert.match(await everything(), new RegExp(mark));
      await later(1);
      await later(standardPolicy.keptDays.freeText ?? 0);
      await later(2 * (standardPolicy.keptDays.freeText ?? 0) + 2);
      const left = await everything();
      for (const word of ['text', 'note', 'why', 'voucher', 'caller'])
        assert.doesNotMatch(left, new RegExp(`${mark} ${word}`), word);
      assert.doesNotMatch(left, /accessibility/);
      assert.match(left, /request-failed/, 'the requests themselves stay');
    });

    for (const state of tokenStates)
      it(`whom a token belonged to ends in ${state}, or stays because it is in their hands`, async () => {
        const kept = ['active', 'suspended'].includes(state);
        const token = unknownToken('86590000', monday);
        await saveToken(store.db, { ...token, state, holder: sven, takenBackFrom: mara, updatedAt: monday });
        assert.equal((await factsOf('token-holders')).count, 1);
        await later((standardPolicy.keptDays.closedRequests ?? 0) + 1);
        const { holder, takenBackFrom } = (await findToken(store.db, '86590000')) ?? assert.fail();
        assert.deepEqual([holder, takenBackFrom], kept ? [sven, mara] : [null, null]);
        const { search } = await store.db.selectFrom('tokens').select('search').executeTakeFirstOrThrow();
        assert.equal(search.includes('sven'), kept);
      });

    it('a hand a token went through is forgotten once it is old and another came after it', async () => {
      const step = (at: number, kind: 'added' | 'handed_over' | 'taken_back') =>
        addCustody(store.db, '86590000', { at, kind, by: tina, holder: sven, note: null });
      const days = standardPolicy.keptDays.closedRequests ?? 0;
      const token = unknownToken('86590000', monday);
      await saveToken(store.db, { ...token, state: 'active', holder: sven, updatedAt: monday });
      await step(monday, 'added');
      await step(monday + dayMs, 'handed_over');
      const facts = await factsOf('custody');
      assert.deepEqual([facts.count, facts.nextDeletionAt], [2, monday + days * dayMs]);
      await later(days + 10);
      const left = await store.db.selectFrom('custody').select('kind').execute();
      assert.deepEqual(left, [{ kind: 'handed_over' }], 'the last one says who has it');
      await saveToken(store.db, {
        ...((await findToken(store.db, '86590000')) ?? assert.fail()),
        state: 'retired',
      });
      await later(days + 20);
      assert.equal((await factsOf('custody')).count, 0);
    });

    it('a chat goes when nothing was said in it for long, unless a request of its person is alive', async () => {
      const days = standardPolicy.keptDays.chatReferences ?? 0;
      const chat = (personId: string | null, kind: 'personal' | 'channel', at: number) =>
        store.db
          .insertInto('conversations')
          .values({
            id: `${kind}:${personId}`,
            kind,
            topics: kind === 'channel' ? 'technicians' : '',
            team_id: null,
            person_id: personId,
            reference: '{}',
            locale: null,
            version: 1,
            updated_at: at,
          })
          .execute();
      await chat('quiet', 'personal', monday);
      await chat(mara.id, 'personal', monday);
      await chat(null, 'channel', monday);
      assert.equal((await factsOf('chats')).count, 2);
      await insertRequest(
        store.db,
        { ...full('on_hold'), requestedBy: mara, updatedAt: monday + 5 * dayMs },
        null,
      );
      await later(days + 1);
      const ids = async () =>
        (await store.db.selectFrom('conversations').select('id').orderBy('id').execute()).map(({ id }) => id);
      assert.deepEqual(await ids(), ['channel:null', 'personal:mara']);
      await later(days + 6);
      assert.deepEqual(await ids(), ['channel:null'], 'a channel stays until nobody wants it');
    });

    it('a line of the ledger and a job of no request go too', async () => {
      const line = { id: 'o', seq: 1, kind: 'notice', event: 'held', request_id: 'r', conversation_id: 'c' };
      const ended = { state: 'delivered', why: null, ended_at: monday, tries: 1, maybe_twice: 0 };
      const nobodys = { person_id: null, duty_of: null, duty_due: null, done_by: null };
      await store.db
        .insertInto('notices')
        .values({ ...line, ...ended, ...nobodys, made_at: monday })
        .execute();
      const job = { id: 'j', version: 1, state: 'done', kind: 'identify', request_id: null, burner_id: 'b' };
      await store.db
        .insertInto('jobs')
        .values({ ...job, reader_key: '', serial: null, offer: '{}', created_at: monday, expires_at: monday })
        .execute();
      assert.deepEqual([(await factsOf('notices')).count, (await factsOf('token-jobs')).count], [1, 1]);
      await later((standardPolicy.keptDays.chatReferences ?? 0) - 1);
      assert.equal((await factsOf('notices')).count, 1);
      await later((standardPolicy.keptDays.chatReferences ?? 0) + 1);
      assert.equal((await factsOf('notices')).count, 0);
      await later((standardPolicy.keptDays.closedRequests ?? 0) + 1);
      assert.equal((await factsOf('token-jobs')).count, 0);
    });

    it('counts what the store holds, each class for itself', async () => {
      const code = {
        id: 'p',
        code_name: 'AAAA',
        code_hash: 'h',
        name: 'n',
        created_by: '{}',
        tries_left: 5,
        used_at: null,
      };
      await store.db
        .insertInto('pairing_codes')
        .values({ ...code, expires_at: monday + 1 })
        .execute();
      await store.db
        .insertInto('spent')
        .values({ key: 'k', free_at: monday + 1 })
        .execute();
      assert.deepEqual([(await factsOf('pairing-codes')).count, (await factsOf('counts')).count], [1, 1]);
      await later(1);
      assert.deepEqual([(await factsOf('pairing-codes')).count, (await factsOf('counts')).count], [0, 0]);
    });
  });
}
