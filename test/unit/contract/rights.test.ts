import assert from 'node:assert/strict';
import { rightOf } from '@token-desk/bot/domain/permissions';
import type { Command } from '@token-desk/bot/domain/requests/request-commands';
import { decide } from '@token-desk/bot/domain/requests/request-machine';
import { cardData } from '@token-desk/bot/teams/card-actions';
import { api, type RouteName } from '@token-desk/contract/api';
import { type FromBurner, fromBurner, type ToBurner, toBurner } from '@token-desk/contract/desk/job';
import { type Role, roles } from '@token-desk/contract/ids';
import { requestCommand, requestState } from '@token-desk/contract/request';
import { may, type Relation, type Right, rights, rolesFor, tokenRights } from '@token-desk/contract/rights';
import type { Route } from '@token-desk/contract/routes/route';
import { type TokenCommand, tokenCommand } from '@token-desk/contract/token/record';
import { acting, anna, mara, monday, requestIn, sven, tina, tom } from '../../support/bot/requests.ts';
import { samplesOf } from '../../support/rules/schema-samples.ts';

/** T technician, P privileged technician, A approver, S stock keeper, U auditor, N planner, D administrator; then what somebody may be without a role. */
const written: Readonly<Record<Right, string>> = {
  ask: '------- anybody',
  read: 'TPASUND',
  'read-reasons': '--A-U-- requester',
  record: 'TP----D',
  command: 'TPA---D',
  burn: 'TP-----',
  load: 'TP-S---',
  hold: 'TPA---D',
  approve: '--A---- asked',
  withdraw: '------- requester',
  close: '------D requester',
  'keep-stock': 'TP-S--D',
  'keep-books': 'TP----D',
  'write-off': 'TP----D holder manager requester',
  'keep-desks': 'TP----D',
  pair: '------D',
  'tell-unheard': 'TPA---D',
  'bind-channel': 'TP----D',
  audit: '----U-D',
  enforce: '------D',
  'keep-organisation': '------D',
  'check-tenant': '------D',
  'compare-books': 'TP----D',
  'see-needs': '-----ND',
};
const routeRights: Readonly<Record<RouteName, Right>> = {
  me: 'read',
  listRequests: 'read',
  getRequest: 'read',
  commandRequest: 'command',
  watchForMethod: 'burn',
  getReadiness: 'command',
  openJob: 'burn',
  getJob: 'read',
  submitEnvelope: 'burn',
  cancelJob: 'load',
  checkCode: 'burn',
  listBurners: 'read',
  createPairingCode: 'pair',
  commandBurner: 'keep-desks',
  listAudit: 'audit',
  verifyAudit: 'audit',
  events: 'read',
  searchPeople: 'record',
  getLosses: 'record',
  createRequest: 'record',
  sayWindow: 'burn',
  getSubjectLanguage: 'burn',
  noteWrongInput: 'burn',
  openTokenJob: 'burn',
  listModels: 'read',
  askForModel: 'burn',
  allowModel: 'burn',
  listTokens: 'read',
  getToken: 'read',
  commandToken: 'keep-stock',
  importTokens: 'keep-stock',
  listRecordsApart: 'read',
  acknowledgeRecord: 'keep-desks',
  listIncidents: 'read',
  closeIncident: 'keep-books',
  tokenStatement: 'audit',
  reports: 'read',
  retention: 'audit',
  getOrganisation: 'keep-organisation',
  saveOrganisation: 'keep-organisation',
  getApproval: 'keep-organisation',
  checkPolicy: 'keep-organisation',
  proposePolicy: 'keep-organisation',
  decidePolicy: 'keep-organisation',
  getTenant: 'check-tenant',
  getOwnRoles: 'load',
  getNeeds: 'see-needs',
  listDifferences: 'compare-books',
  countDifferences: 'compare-books',
  decideDifference: 'compare-books',
  openLoad: 'load',
  checkLoad: 'load',
  lookForDevice: 'load',
  findTokens: 'load',
  loadFactory: 'load',
  listLeftDevices: 'load',
  countLeftOver: 'load',
  listBoxes: 'read',
  listUnenforced: 'enforce',
  countUnenforced: 'enforce',
  listUnheard: 'read',
  countUnheard: 'read',
  getSlips: 'read',
  settleNotice: 'tell-unheard',
  getSecondMethod: 'burn',
  countApprovals: 'read',
  countWithoutSecond: 'read',
  listTasks: 'read',
  getTask: 'read',
  commandTask: 'keep-books',
};
/** Buttons on cards; those that are commands are asked again as such. */
const verbRights: Readonly<Record<string, Right>> = {
  'form.open': 'ask',
  'form.submit': 'ask',
  'form.cancel': 'ask',
  'request.show': 'ask',
  'request.withdraw': 'withdraw',
  'request.edit': 'withdraw',
  'request.save': 'withdraw',
  'request.nudge': 'withdraw',
  'request.close': 'close',
  'request.approve': 'approve',
  'request.reject': 'approve',
  'status.show': 'ask',
  'form.keep': 'ask',
  'form.anew': 'ask',
  say: 'ask',
  'joiner.open': 'ask',
  'joiner.send': 'ask',
  'joiner.show': 'ask',
  'joiner.bind': 'ask',
  'joiner.withdraw': 'ask',
  'several.open': 'ask',
  'several.check': 'ask',
  'several.send': 'ask',
  'several.keep': 'ask',
  'several.cancel': 'ask',
  'cohort.approve': 'approve',
  'cohort.approve-some': 'approve',
  'cohort.reject-all': 'approve',
  'cohort.reject-some': 'approve',
  'cohort.show': 'ask',
  'cohort.withdraw': 'withdraw',
  'token.not-me': 'ask',
};

/** Who may send a frame over a desk's link; what the other sends under that name is not understood. */
const frameSenders: Readonly<Record<(ToBurner | FromBurner)['type'], 'desk' | 'server'>> = {
  hello: 'desk',
  readers: 'desk',
  'job-key': 'desk',
  'job-refused': 'desk',
  progress: 'desk',
  outcome: 'desk',
  checked: 'desk',
  welcome: 'server',
  refused: 'server',
  offer: 'server',
  envelope: 'server',
  cancel: 'server',
  check: 'server',
  'receipt-stored': 'server',
  time: 'server',
};

const relations: readonly Relation[] = ['anybody', 'requester', 'holder', 'manager', 'asked'];
const letters: Readonly<Record<Role, string>> = {
  Technician: 'T',
  PrivilegedTechnician: 'P',
  Approver: 'A',
  StockKeeper: 'S',
  Auditor: 'U',
  Planner: 'N',
  Administrator: 'D',
};
const isWritten = (right: Right, role: Role) =>
  written[right].split(' ')[0]?.includes(letters[role]) === true;

describe('who may do what', () => {
  for (const right of Object.keys(rights) as Right[]) {
    it(`${right}: ${written[right]}`, () => {
      for (const role of roles)
        assert.equal(may(right, [role]), isWritten(right, role) || right === 'ask', role);
      const [, ...without] = written[right].split(' ');
      for (const relation of relations) {
        const isEnough = without.includes(relation) || right === 'ask';
        assert.equal(may(right, [], [relation]), isEnough, `no role, ${relation}`);
      }
      assert.equal(may(right, []), right === 'ask', 'neither role nor relation');
      assert.deepEqual(
        rolesFor(right),
        roles.filter((role) => isWritten(right, role)),
      );
    });
  }

  it('has a row for every route, and every route asks for that right', () => {
    const asked = Object.entries<Route>(api).map(([name, { right }]) => [name, right]);
    assert.deepEqual(Object.fromEntries(asked), routeRights);
  });

  it('has a row for every button on a card', () => {
    const verbs = samplesOf(cardData).map(({ value }) => (value as { verb: string }).verb);
    assert.deepEqual([...new Set(verbs)].sort(), Object.keys(verbRights).sort());
    assert.equal(verbRights['request.withdraw'], rightOf.withdraw);
    assert.equal(verbRights['request.close'], rightOf.close);
  });
});

describe('who may give which order about a token', () => {
  const written: Readonly<Record<TokenCommand['kind'], Right>> = {
    adopt: 'keep-stock',
    'set-aside': 'keep-stock',
    'to-stock': 'keep-stock',
    retire: 'keep-stock',
    'take-back': 'keep-books',
    'report-lost': 'keep-books',
    'report-found': 'keep-books',
    'look-for-methods': 'keep-stock',
  };
  const commands = samplesOf(tokenCommand).map(({ value }) => tokenCommand.parse(value));

  it('has a row for every one', () => {
    assert.deepEqual(tokenRights, written);
    assert.deepEqual([...new Set(commands.map(({ kind }) => kind))].sort(), Object.keys(written).sort());
  });
});

describe('who may send which frame', () => {
  const schemas = { desk: fromBurner, server: toBurner } as const;
  const framesOf = (sender: 'desk' | 'server') =>
    samplesOf(schemas[sender]).map(({ value }) => value as { readonly type: string });

  it('has a row for every frame, of one sender', () => {
    for (const sender of ['desk', 'server'] as const) {
      const written = Object.entries(frameSenders).filter(([, by]) => by === sender);
      const known = [...new Set(framesOf(sender).map(({ type }) => type))];
      assert.deepEqual(known.sort(), written.map(([type]) => type).sort(), sender);
    }
  });

  for (const [sender, other] of [
    ['desk', 'server'],
    ['server', 'desk'],
  ] as const)
    it(`takes none of the ${sender}’s from the other end`, () => {
      for (const frame of framesOf(sender)) {
        assert.equal(schemas[sender].safeParse(frame).success, true, frame.type);
        assert.equal(schemas[other].safeParse(frame).success, false, frame.type);
      }
    });
});

describe('who may give which command, in every state', () => {
  const people = {
    'who asked': mara,
    'the subject': sven,
    'who approved': anna,
    nobody: tom,
    'who holds it': tina,
  };
  const commands = samplesOf(requestCommand).map(({ value }) => {
    // what the server adds to some of them: it matters to what follows, never to who may
    const added = { methods: null, token: null, ways: null };
    return { ...requestCommand.parse(value), ...added } as unknown as Command;
  });
  const kinds = Object.keys(rightOf) as (keyof typeof rightOf)[];

  it('knows a sample of each', () => {
    assert.deepEqual([...new Set(commands.map(({ kind }) => kind))].sort(), [...kinds].sort());
  });

  for (const kind of kinds) {
    const right = rightOf[kind];
    it(`${kind}: ${written[right]}`, () => {
      const [command] = commands.filter((one) => one.kind === kind);
      assert.ok(command !== undefined);
      for (const state of requestState.options)
        for (const [who, person] of Object.entries(people))
          for (const role of [null, ...roles]) {
            const request = requestIn(state, { approvedBy: anna });
            const decided = decide(
              request,
              command,
              acting(person, ...(role === null ? [] : [role])),
              monday,
            );
            const where = `${who} as ${role ?? 'no role'}, ${state}`;
            const isAsker = person === mara && written[right].includes('requester');
            if ((role === null || !isWritten(right, role)) && !isAsker) {
              assert.ok(!decided.ok, where);
              assert.equal(decided.problem.code, 'role-missing', where);
            } else if (!decided.ok) assert.notEqual(decided.problem.code, 'role-missing', where);
            const isOwn = person === mara || person === sven;
            if (isOwn && (kind === 'approve' || kind === 'claim' || kind === 'take-over'))
              assert.ok(!decided.ok, `four eyes: ${where}`);
            if (person === anna && (kind === 'claim' || kind === 'take-over'))
              assert.ok(!decided.ok, `four eyes: ${where}`);
          }
    });
  }
});
