import assert from 'node:assert/strict';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import type { Store } from '@token-desk/bot/store/database';
import { readForm } from '@token-desk/bot/teams/form-values';
import { recordCall } from '@token-desk/bot/usecases/requests/requests';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { importTokens } from '@token-desk/bot/usecases/tokens/token-import';
import { api, type Body } from '@token-desk/contract/api';
import { usualReasons } from '@token-desk/contract/organisation';
import {
  type CallIdentityKind,
  callIdentityKinds,
  callSources,
  identitiesOfCall,
  requestForm,
} from '@token-desk/contract/request';
import { type Core, startCore, technician } from '../../support/bot/bot-core.ts';
import { problemOf } from '../../support/bot/desk-core.ts';
import { form, sven } from '../../support/bot/requests.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

const sites = ['Vienna', 'Lyon'];
const today = '2026-11-02';
const long = (length: number) => 'x'.repeat(length);

/** For each field of the form: what no way in may take, with the rest of the form that makes it wrong. */
const wrong: Readonly<Record<string, readonly Readonly<Record<string, string | undefined>>[]>> = {
  type: [{ type: undefined }, { type: 'gift' }, { type: 'leaver' }, { type: 'temporary' }],
  reason: [{ reason: undefined }, { reason: 'because' }],
  reasonText: [
    { reason: 'other', reasonText: undefined },
    { reason: 'other', reasonText: 'too short' },
    { reason: 'other', reasonText: `   ${long(9)}          ` },
    { reason: 'other', reasonText: long(501) },
  ],
  site: [{ site: undefined }, { site: '   ' }, { site: 'Atlantis' }, { site: 'vienna' }, { site: long(81) }],
  neededBy: [
    { neededBy: undefined },
    { neededBy: '2026-10-30' },
    { neededBy: '2027-02-30' },
    { neededBy: '2026-13-01' },
    { neededBy: 'tomorrow' },
  ],
  handOver: [{ handOver: undefined }, { handOver: 'by drone' }],
  ticketNumber: [{ ticketNumber: long(41) }],
  costCentre: [{ costCentre: long(41) }],
  note: [{ note: long(1001) }],
};
const right: readonly Readonly<Record<string, string | undefined>>[] = [
  {},
  { reason: 'other', reasonText: '  exactly 10 ' },
  { type: 'replace-faulty', reason: undefined },
  { site: 'Lyon', neededBy: today, ticketNumber: long(40), costCentre: long(40), note: long(1000) },
];

const withoutGaps = (values: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
const show = (values: object) => JSON.stringify(values, (_, value) => value ?? 'absent').slice(0, 60);

describe('every field of a form', () =>
  onBothStores((_name, openEmpty) => {
    let store: Store;
    let core: Core;
    beforeEach(async () => {
      store = await openEmpty();
      core = startCore(store, { policy: { ...standardPolicy, sites } });
    });
    afterEach(() => store.close());

    const call = {
      subjectId: sven.id,
      form: form as Record<string, unknown>,
      calledBy: 'Mara Manager',
      identifiedBy: 'call-back',
      source: 'phone',
      submissionKey: 'key-1',
    };
    /** As over HTTP: the route's schema, then the use case. */
    async function overApi(change: Partial<Record<keyof typeof call, unknown>>): Promise<string> {
      const parsed = api.createRequest.body.safeParse(JSON.parse(JSON.stringify({ ...call, ...change })));
      if (!parsed.success) return 'bad-request';
      return problemOf(recordCall(core.deps, technician, parsed.data as Body<'createRequest'>));
    }
    const onCard = (values: Readonly<Record<string, string | undefined>>) =>
      readForm({ ...form, subject: sven.id, ...values }, { today, policy: { sites, reasons: usualReasons } });

    it('has values that are wrong in the table below', () =>
      assert.deepEqual(Object.keys(wrong).sort(), Object.keys(requestForm.shape).sort()));

    for (const [field, values] of Object.entries(wrong))
      for (const value of values)
        it(`${field}: ${show(value)} is taken by no way in, and stands there by its name`, async () => {
          assert.notEqual(await overApi({ form: withoutGaps({ ...form, ...value }) }), 'fine');
          const read = onCard(value);
          assert.ok(!read.ok, 'the card took it');
          assert.ok(read.wrongFields.includes(field as never), read.wrongFields.join());
          const { count } = await store.db
            .selectFrom('requests')
            .select((eb) => eb.fn.countAll<number>().as('count'))
            .executeTakeFirstOrThrow();
          assert.equal(count, 0);
        });

    for (const value of right)
      it(`${show(value)} is taken by every way in`, async () => {
        assert.equal(await overApi({ form: withoutGaps({ ...form, ...value }) }), 'fine');
        assert.equal(onCard(value).ok, true);
      });

    for (const source of callSources)
      for (const identifiedBy of callIdentityKinds) {
        const possible: readonly CallIdentityKind[] = identitiesOfCall[source];
        const wanted = possible.includes(identifiedBy) ? 'fine' : 'request-invalid';
        it(`a caller (${source}) identified by ${identifiedBy}: ${wanted}`, async () =>
          assert.equal(await overApi({ source, identifiedBy }), wanted));
      }

    const callFields: Readonly<Record<string, readonly unknown[]>> = {
      subjectId: ['', 'nobody', long(129)],
      calledBy: ['', '   ', long(201), undefined],
      identifiedBy: ['voice', undefined],
      source: ['letter', undefined],
      submissionKey: ['', 'a b', undefined],
      form: [undefined, {}],
    };
    it('of a call has values that are wrong, and none of them is taken', async () => {
      assert.deepEqual(Object.keys(callFields).sort(), Object.keys(api.createRequest.body.shape).sort());
      for (const [field, values] of Object.entries(callFields))
        for (const value of values)
          assert.notEqual(await overApi({ [field]: value }), 'fine', `${field} ${value}`);
    });

    it('of a list is held against the same sites', async () => {
      const judged = async (line: string) => {
        const csv = `serial,site\n${line}\n`;
        const { rows } = await importTokens(core.deps, technician, { csv, commit: false });
        return rows.map(({ problem }) => problem);
      };
      const serial = '8659622000017';
      assert.deepEqual(await judged(`${serial},Vienna`), [null]);
      assert.deepEqual(await judged(`${serial},`), [null]);
      for (const site of ['Atlantis', 'vienna'])
        assert.deepEqual(await judged(`${serial},${site}`), ['site-unknown']);
      assert.deepEqual(await judged(`${serial},${long(81)}`), ['site-too-long']);
    });

    it('of a token taken into the books is held against them too', async () => {
      const adopt = (site: string | null, serial: string) =>
        problemOf(commandToken(core.deps, technician, { serial, command: { kind: 'adopt', site } }));
      assert.equal(await adopt('Atlantis', '8659622000017'), 'request-invalid');
      assert.equal(await adopt('Lyon', '8659622000017'), 'fine');
      assert.equal(await adopt(null, '8659622000024'), 'fine');
    });
  }));
