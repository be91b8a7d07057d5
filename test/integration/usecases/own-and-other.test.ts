import assert from 'node:assert/strict';
import type { Config } from '@token-desk/bot/config';
import { unknownToken } from '@token-desk/bot/domain/tokens/token';
import { createHandlers } from '@token-desk/bot/http/handlers/handlers';
import type { Handlers } from '@token-desk/bot/http/routes';
import { insertJob, type Job } from '@token-desk/bot/store/tables/jobs';
import { insertRequest } from '@token-desk/bot/store/tables/requests';
import { findToken, saveToken } from '@token-desk/bot/store/tables/tokens';
import { newJob } from '@token-desk/bot/usecases/jobs/ready-desk';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import { api, type RouteName } from '@token-desk/contract/api';
import { jobStates } from '@token-desk/contract/desk/job';
import { roles } from '@token-desk/contract/ids';
import { type RequestState, requestStates } from '@token-desk/contract/request';
import { may, type Right, tokenRights } from '@token-desk/contract/rights';
import type { Route } from '@token-desk/contract/routes/route';
import { generateJobKeyPair } from '@token-desk/contract/seed/envelope';
import { type TokenCommand, tokenCommand, tokenStates } from '@token-desk/contract/token/record';
import { caller, otherTechnician, technician } from '../../support/bot/bot-core.ts';
import { config, envelope, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { ada, monday, requestIn, serial, sven, tina } from '../../support/bot/requests.ts';
import { samplesOf } from '../../support/rules/schema-samples.ts';

/**
 * Whose a thing must be besides the right that the edge asks for. `everybody`: it makes no difference. `claim`: the request
 * is in their hands. `order`: they gave the desk this order. `second`: what they say counts for others alone. `command`: each command has its own rule
 * (`rights.test.ts`).
 */
type Whose = 'everybody' | 'claim' | 'order' | 'load' | 'second' | 'command';
const whose: Readonly<Record<RouteName, Whose>> = {
  me: 'everybody',
  events: 'everybody',
  listRequests: 'everybody',
  getRequest: 'everybody',
  createRequest: 'everybody',
  commandRequest: 'command',
  watchForMethod: 'claim',
  getReadiness: 'everybody',
  sayWindow: 'everybody',
  getSubjectLanguage: 'everybody',
  noteWrongInput: 'everybody',
  openJob: 'claim',
  openTokenJob: 'everybody',
  getJob: 'everybody',
  submitEnvelope: 'order',
  cancelJob: 'order',
  checkCode: 'claim',
  listBurners: 'everybody',
  createPairingCode: 'everybody',
  commandBurner: 'everybody',
  listAudit: 'everybody',
  verifyAudit: 'everybody',
  searchPeople: 'everybody',
  getLosses: 'everybody',
  listModels: 'everybody',
  askForModel: 'everybody',
  allowModel: 'second',
  listTokens: 'everybody',
  getToken: 'everybody',
  commandToken: 'everybody',
  importTokens: 'everybody',
  listRecordsApart: 'everybody',
  acknowledgeRecord: 'everybody',
  listIncidents: 'everybody',
  closeIncident: 'everybody',
  tokenStatement: 'everybody',
  reports: 'everybody',
  retention: 'everybody',
  getOrganisation: 'everybody',
  saveOrganisation: 'everybody',
  getApproval: 'everybody',
  checkPolicy: 'everybody',
  proposePolicy: 'everybody',
  decidePolicy: 'everybody',
  getTenant: 'everybody',
  getOwnRoles: 'everybody',
  getNeeds: 'everybody',
  listDifferences: 'everybody',
  countDifferences: 'everybody',
  // but of what they changed themselves: `differences.test.ts`
  decideDifference: 'everybody',
  openLoad: 'everybody',
  checkLoad: 'load',
  lookForDevice: 'everybody',
  findTokens: 'everybody',
  loadFactory: 'everybody',
  listLeftDevices: 'everybody',
  countLeftOver: 'everybody',
  listBoxes: 'everybody',
  listUnenforced: 'everybody',
  countUnenforced: 'everybody',
  listUnheard: 'everybody',
  countUnheard: 'everybody',
  getSlips: 'everybody',
  settleNotice: 'everybody',
  getSecondMethod: 'everybody',
  countApprovals: 'everybody',
  countWithoutSecond: 'everybody',
  listTasks: 'everybody',
  getTask: 'everybody',
  commandTask: 'everybody',
};

/** In which states whoever has the request gets further than its state. */
const openStates: Readonly<Partial<Record<RouteName, readonly RequestState[]>>> = {
  openJob: ['in_progress', 'burned', 'checked'],
  checkCode: ['burned', 'checked'],
  watchForMethod: ['burned', 'checked'],
};

const routes = Object.entries(api) as [RouteName, Route][];
const routesOf = (...kinds: readonly Whose[]) => routes.filter(([name]) => kinds.includes(whose[name]));

describe('own and another’s, route by route', () => {
  const desk = useDeskCore();
  const call = (
    name: RouteName,
    who: Caller,
    given: { readonly params?: object; readonly body?: object },
  ) => {
    const handlers = createHandlers(desk.core.deps, {} as unknown as Config);
    const handle = handlers[name as keyof Handlers] as unknown as (
      call: object,
      onSent: (work: () => void) => void,
    ) => unknown;
    return problemOf(Promise.resolve(handle({ caller: who, query: {}, ...given }, (work) => work())));
  };
  const bodies = (): Readonly<Partial<Record<RouteName, object>>> => ({
    openJob: { version: 5, burnerId: desk.burner.burnerId, reader: null, serial, config },
    checkCode: { code: '123456' },
    checkLoad: { code: '123456' },
    submitEnvelope: { envelope, accountSeen: true },
    sayWindow: { what: 'who', windowId: 'w' },
    noteWrongInput: { kind: 'no-qr-found' },
  });

  it('has a row for every route', () => assert.deepEqual(Object.keys(whose).sort(), Object.keys(api).sort()));

  const inState = async (state: RequestState) => {
    const id = `request-${state}`;
    // one open request for a person
    const subject = { ...sven, id: `sven-${state}` };
    const claim = { by: tina, since: monday };
    const request = requestIn(state, { id, subject, openJobId: null, claim });
    await insertRequest(desk.store.db, request, null);
    return id;
  };

  for (const [name] of routesOf('claim'))
    it(`${name}: with a request in their own hands, in its states; never in another’s`, async () => {
      for (const state of requestStates) {
        const given = { params: { requestId: await inState(state) }, body: bodies()[name] ?? {} };
        const other = await call(name, otherTechnician, given);
        const own = await call(name, technician, given);
        const isOpen = openStates[name]?.includes(state) === true;
        assert.equal(other, isOpen ? 'request-claimed' : 'request-wrong-state', `another’s, ${state}`);
        if (isOpen) assert.ok(!['request-claimed', 'request-wrong-state'].includes(own), `${own}, ${state}`);
        else assert.equal(own, 'request-wrong-state', state);
      }
    });

  for (const [name] of routesOf('order', 'load'))
    it(`${name}: of an order they gave, whatever its state; never of another’s`, async () => {
      const isLoad = whose[name] === 'load';
      const refused = isLoad ? 'load-of-other' : 'request-not-claimed';
      const requestId = isLoad ? null : await inState('in_progress');
      for (const [at, state] of jobStates.entries()) {
        const jobId = `job-${state}`;
        const its = { jobId, serial: `86596220000${10 + at}` } as const;
        const offer = {
          ...{ ...its, attempt: 1, kind: 'burn', burnerId: desk.burner.burnerId, reader: null, requestId },
          ...{ subject: null, technician: tina, config, expiresAt: monday + 60_000 },
          ...(isLoad ? { route: 'B' } : {}),
        } as Job['offer'];
        await insertJob(desk.store.db, { ...newJob(desk.core.deps, offer), state, readerKey: state });
        const given = { params: { jobId }, body: bodies()[name] ?? {} };
        assert.equal(await call(name, otherTechnician, given), refused, `another’s, ${state}`);
        assert.notEqual(await call(name, technician, given), refused, `their own, ${state}`);
      }
    });

  /** Every order that writes a token, by the way its serial goes. */
  const writing: Readonly<Partial<Record<RouteName, (unknown: string) => Promise<object>>>> = {
    openJob: async (unknown) => ({
      params: { requestId: await inState('in_progress') },
      body: { ...bodies().openJob, serial: unknown },
    }),
    openTokenJob: async (unknown) => ({
      body: { kind: 'blank', burnerId: desk.burner.burnerId, reader: null, serial: unknown },
    }),
    openLoad: async (unknown) => ({
      body: {
        ...{ burnerId: desk.burner.burnerId, reader: null, serial: unknown, config, box: 'Box 1' },
        tabKey: (await generateJobKeyPair()).publicKey,
      },
    }),
  };

  for (const [name] of routesOf('second'))
    for (const [order, given] of Object.entries(writing))
      it(`${name}: for others alone, in ${order}, until another says it too`, async () => {
        const unknown = '7777777000001';
        const prefix = { params: { prefix: unknown.slice(0, 7) } };
        const its = await given(unknown);
        await commandToken(desk.core.deps, caller(ada, 'Administrator'), {
          serial: unknown,
          command: { kind: 'adopt', site: null },
        });
        await call(name, technician, prefix);
        assert.equal(await call(order as RouteName, technician, its), 'unknown-model', 'who allowed it');
        await call(name, otherTechnician, prefix);
        assert.equal(await call(order as RouteName, technician, its), 'fine', 'once another did');
      });

  for (const [name] of routesOf('everybody').filter(([, { path }]) => path.includes(':requestId')))
    it(`${name}: the same for whoever has the request and whoever has not, in every state`, async () => {
      for (const state of requestStates) {
        const given = { params: { requestId: await inState(state) }, body: bodies()[name] ?? {} };
        const own = await call(name, technician, given);
        assert.equal(await call(name, otherTechnician, given), own, state);
      }
    });

  for (const [kind, right] of Object.entries(tokenRights) as [TokenCommand['kind'], Right][])
    it(`commandToken, ${kind}: for who has ${right}, in every state of a token`, async () => {
      const command = samplesOf(tokenCommand)
        .map(({ value }) => tokenCommand.parse(value))
        .find((one) => one.kind === kind);
      assert.ok(command !== undefined);
      for (const [at, state] of tokenStates.entries())
        for (const role of roles) {
          const its = `86596220000${20 + at}`;
          await saveToken(desk.store.db, {
            ...((await findToken(desk.store.db, its)) ?? unknownToken(its, monday)),
            state,
          });
          const given = { params: { serial: its }, body: command };
          const code = await call('commandToken', caller(ada, role), given);
          assert.equal(code === 'role-missing', !may(right, [role]), `${role}, ${state}: ${code}`);
        }
    });
});
