import assert from 'node:assert/strict';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import type { Delivery } from '@token-desk/bot/outbox/row';
import { startOutbox } from '@token-desk/bot/outbox/worker';
import { readSlipFolder } from '@token-desk/bot/slip-files';
import { submitSeveral } from '@token-desk/bot/usecases/asking/send';
import { rememberPersonal } from '@token-desk/bot/usecases/people/conversations';
import { forgetDue } from '@token-desk/bot/usecases/people/forget';
import { readSlips } from '@token-desk/bot/usecases/people/slips';
import { listUnheard, settleNotice, unheardTotal } from '@token-desk/bot/usecases/people/unheard';
import { longWaitMs } from '@token-desk/contract/chat/notice';
import { manager, otherTechnician, technician } from '../../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { dayMs, form, mara, tina } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

describe('who has not heard', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const deps = () => desk.core.deps;
    const list = async () => (await listUnheard(deps(), {})).items;

    async function auditOf(event: string) {
      const found = desk.store.db.selectFrom('audit').select('data').where('event', '=', event);
      const rows = (await found.orderBy('seq').execute()).map(({ data }) => ({ data: JSON.parse(data) }));
      return { rows };
    }

    /** Works off the outbox once; each line ends like this. */
    async function send(end: Delivery | Error): Promise<void> {
      const worker = startOutbox(deps(), async (row) => {
        if (row.kind === 'card') return 'delivered';
        if (end instanceof Error) throw end;
        return end;
      });
      await worker.drain();
      await worker.close();
    }
    const chat = () =>
      rememberPersonal(deps(), { id: 'chat', personId: mara.id, reference: {}, locale: 'en' });
    async function held(): Promise<string> {
      const { id } = await desk.submit();
      await desk.order(id, { kind: 'claim' });
      await desk.order(id, { kind: 'hold', why: 'on leave' });
      return id;
    }

    it('is whoever asked and has no chat: whoever has the request in hand tells them', async () => {
      const requestId = await held();
      const [only, ...others] = await list();
      assert.equal(others.length, 0);
      assert.deepEqual(
        { ...only, id: '', subject: null },
        {
          ...{ id: '', requestId, event: 'held', subject: null, receiver: mara, state: 'duty' },
          ...{ why: 'not-installed', madeAt: desk.core.clock.now(), tries: 0, maybeTwice: false },
          duty: { of: tina, dueAt: desk.core.clock.now() + dayMs },
        },
      );
    });

    it('is one duty for a whole list, of whoever asked, and begins anew for somebody who is approved later', async () => {
      const people = ['l-1', 'l-2', 'l-3', 'l-4'].map((id) => ({
        id,
        name: `Person ${id}`,
        upn: `${id}@contoso.example`,
      }));
      for (const one of people) desk.core.directory.add(one);
      const ask = (some: typeof people, submissionId: string) =>
        submitSeveral(deps(), manager, { people: some, form, submissionId, cohort: 'list-1' });
      await rememberPersonal(deps(), { id: 'chat-1', personId: 'l-1', reference: {}, locale: 'en' });
      const { left } = await ask(people.slice(0, 3), 's-1');
      assert.deepEqual(left, []);
      const ofLists = async () => (await list()).filter((one) => one.list !== undefined);
      const [only, ...others] = await ofLists();
      assert.equal(others.length, 0);
      assert.deepEqual(
        [only?.id, only?.state, only?.receiver, only?.list],
        ['list-1', 'duty', null, { id: 'list-1', unreached: 2, people: 3 }],
      );
      assert.deepEqual(only?.duty, { of: mara, dueAt: desk.core.clock.now() + dayMs });
      await settleNotice(deps(), technician, 'list-1');
      assert.deepEqual(await ofLists(), []);
      await ask(people.slice(3), 's-2');
      assert.deepEqual((await ofLists())[0]?.list, { id: 'list-1', unreached: 3, people: 4 });
      const { slips, languages } = await readSlips(deps(), 'list-1', await readSlipFolder(null));
      assert.deepEqual(
        slips.map(({ subject, hasNoChat }) => [subject.id, hasNoChat]),
        [
          ['l-1', false],
          ['l-2', true],
          ['l-3', true],
          ['l-4', true],
        ],
      );
      assert.equal(languages.length, 4);
      const [first] = slips;
      assert.ok(first !== undefined);
      assert.equal((await readSlips(deps(), first.requestId, [])).slips.length, 1, 'of one person');
      assert.equal(await problemOf(readSlips(deps(), 'nobody', [])), 'request-not-found');
      await desk.order(first.requestId, { kind: 'withdraw' }, manager);
      assert.equal((await readSlips(deps(), 'list-1', [])).slips.length, 3, 'whoever is done needs none');
    });

    it('is nobody’s duty where nobody has it in hand: it stands there all the same', async () => {
      const { id } = await desk.submit();
      await desk.order(id, { kind: 'hold', why: 'on leave' });
      assert.deepEqual(
        (await list()).map(({ state, duty }) => [state, duty]),
        [['red', null]],
      );
    });

    it('is not who did it themselves', async () => {
      const { id } = await desk.submit();
      await desk.order(id, { kind: 'withdraw' }, { person: mara, roles: [] });
      assert.deepEqual(await list(), []);
    });

    it('is nobody whose line was delivered, or of whom there was nothing to say', async () => {
      await chat();
      const requestId = await held();
      await send('delivered');
      assert.deepEqual(await list(), []);
      await desk.order(requestId, { kind: 'resume' });
      await desk.order(requestId, { kind: 'hold', why: 'on leave again' });
      await send('nothing');
      assert.deepEqual(await list(), []);
      const rows = await desk.store.db.selectFrom('notices').select('state').execute();
      assert.deepEqual(rows, [{ state: 'delivered' }]);
    });

    it('is whoever blocked us, by a duty, at once', async () => {
      await chat();
      await held();
      await send({ unheard: 'blocked' });
      assert.deepEqual(
        (await list()).map(({ state, why, duty, tries }) => [state, why, duty?.of.id, tries]),
        [['duty', 'blocked', tina.id, 1]],
      );
    });

    it('is whom a line has not reached for a quarter of an hour, while it is still tried', async () => {
      await chat();
      await held();
      await send(new Error('chat is down'));
      assert.deepEqual(await list(), []);
      assert.deepEqual(await unheardTotal(deps()), { total: 0 });
      desk.core.clock.turn(longWaitMs + 1);
      assert.deepEqual(
        (await list()).map(({ state, why, tries }) => [state, why, tries]),
        [['waiting', null, 1]],
      );
      assert.deepEqual(await unheardTotal(deps()), { total: 1 });
      await send('delivered');
      assert.deepEqual(await list(), []);
    });

    it('has heard once somebody says so, who stands in the ledger; not twice, and not while it is still tried', async () => {
      await chat();
      await held();
      await send(new Error('chat is down'));
      desk.core.clock.turn(longWaitMs + 1);
      const [waiting] = await list();
      assert.equal(await problemOf(settleNotice(deps(), technician, waiting?.id ?? '')), 'not-found');
      await send({ unheard: 'removed' });
      const [duty] = await list();
      await settleNotice(deps(), otherTechnician, duty?.id ?? '');
      assert.deepEqual(await list(), []);
      assert.equal(await problemOf(settleNotice(deps(), technician, duty?.id ?? '')), 'not-found');
      const row = await desk.store.db.selectFrom('notices').selectAll().executeTakeFirstOrThrow();
      assert.deepEqual([row.state, JSON.parse(row.done_by ?? '').id], ['done', otherTechnician.person.id]);
      const { rows } = await auditOf('notice_settled');
      assert.deepEqual(rows, [{ data: { told: 'held', receiverId: mara.id } }]);
    });

    it('is not forgotten in silence: the books say how many nobody had seen to', async () => {
      await chat();
      await held();
      await send({ unheard: 'blocked' });
      desk.core.clock.turn((standardPolicy.keptDays.chatReferences ?? 0) * dayMs + dayMs);
      await forgetDue(deps());
      assert.deepEqual(await list(), []);
      const { rows } = await auditOf('data_deleted');
      const unheard = rows.flatMap(({ data }) => data.openLines ?? []);
      assert.deepEqual(unheard, [1]);
    });

    it('goes to the new chat with what waited for the old one', async () => {
      await chat();
      await held();
      await rememberPersonal(deps(), { id: 'new chat', personId: mara.id, reference: {}, locale: 'en' });
      const places: string[] = [];
      const worker = startOutbox(deps(), async (row) => {
        places.push(`${row.kind} ${row.conversationId}`);
        return 'delivered';
      });
      await worker.drain();
      await worker.close();
      assert.deepEqual(places, ['card new chat', 'notice new chat']);
    });

    it('may hear twice what was on its way to the old chat, and it is marked', async () => {
      await chat();
      const requestId = await held();
      await send('delivered');
      await desk.order(requestId, { kind: 'resume' });
      await desk.order(requestId, { kind: 'hold', why: 'on leave again' });
      let moved = false;
      const worker = startOutbox(deps(), async (row) => {
        if (row.kind === 'notice' && !moved) {
          moved = true;
          await rememberPersonal(deps(), { id: 'new chat', personId: mara.id, reference: {}, locale: 'en' });
        }
        return 'delivered';
      });
      await worker.drain();
      await worker.close();
      assert.ok(moved);
      const rows = await desk.store.db.selectFrom('notices').selectAll().orderBy('seq').execute();
      assert.deepEqual(
        rows.map(({ state, maybe_twice }) => [state, maybe_twice]),
        [
          ['delivered', 0],
          ['delivered', 1],
        ],
      );
    });

    it('is read page by page', async () => {
      const now = desk.core.clock.now();
      const notice = (n: number) => ({
        ...{ id: `n-${String(n).padStart(3, '0')}`, seq: n, kind: 'notice', event: 'held', request_id: '' },
        ...{ conversation_id: null, person_id: mara.id, made_at: now - (n % 3), state: 'red' },
        ...{
          why: 'gone',
          ended_at: null,
          tries: 0,
          maybe_twice: 0,
          duty_of: null,
          duty_due: null,
          done_by: null,
        },
      });
      await desk.store.db
        .insertInto('notices')
        .values(Array.from({ length: 120 }, (_, n) => notice(n)))
        .execute();
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listUnheard(deps(), { cursor });
        assert.equal(page.total, 120);
        assert.ok(page.items.length <= 50);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      assert.equal(seen.length, 120);
      assert.equal(new Set(seen).size, 120);
    });
  }));
