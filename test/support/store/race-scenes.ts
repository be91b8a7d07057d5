import assert from 'node:assert/strict';
import type { BetaArea } from '@token-desk/bot/domain/entra/beta';
import { read } from '@token-desk/bot/domain/entra/facts';
import { takenOver } from '@token-desk/bot/domain/tokens/token';
import { saveToken } from '@token-desk/bot/store/tables/tokens';
import { dropDraft, keepDraft } from '@token-desk/bot/usecases/asking/drafts';
import {
  askForJoiner,
  bindJoiner,
  bindJoiners,
  withdrawJoiner,
} from '@token-desk/bot/usecases/asking/joiners';
import { submitSeveral } from '@token-desk/bot/usecases/asking/send';
import { closeIncident, reportNotMe } from '@token-desk/bot/usecases/audit/incidents';
import { acknowledgeRecord } from '@token-desk/bot/usecases/audit/record-apart';
import { compareNightly, decideDifference } from '@token-desk/bot/usecases/books/differences';
import { burnerChanged, commandBurner, recordHello } from '@token-desk/bot/usecases/desks/burners';
import { createPairingCode, pairBurner } from '@token-desk/bot/usecases/desks/pairing';
import { receiveFrame } from '@token-desk/bot/usecases/jobs/burner-reports';
import { cancelJob, openJob, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { openLoad } from '@token-desk/bot/usecases/jobs/loads';
import { expireJobs, sweep } from '@token-desk/bot/usecases/jobs/sweep';
import { openTokenJob } from '@token-desk/bot/usecases/jobs/token-jobs';
import { commandTask, listTasks, watchTasks } from '@token-desk/bot/usecases/life/tasks';
import { decidePolicy, proposePolicy } from '@token-desk/bot/usecases/people/approval';
import { lookAtBeta } from '@token-desk/bot/usecases/people/beta';
import { bindChannel, rememberPersonal, unbindChannel } from '@token-desk/bot/usecases/people/conversations';
import { makeDigest } from '@token-desk/bot/usecases/people/digest';
import { readOrganisation, saveOrganisation } from '@token-desk/bot/usecases/people/organisation';
import { settleNotice } from '@token-desk/bot/usecases/people/unheard';
import { lookAhead } from '@token-desk/bot/usecases/requests/look-ahead';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { commandRequest, submitRequest } from '@token-desk/bot/usecases/requests/requests';
import { allowModel, askForModel } from '@token-desk/bot/usecases/tokens/allow-model';
import { loadFactory } from '@token-desk/bot/usecases/tokens/load-factory';
import { lookForDevice } from '@token-desk/bot/usecases/tokens/look-for-device';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { importTokens } from '@token-desk/bot/usecases/tokens/token-import';
import type { Caller, Deps } from '@token-desk/bot/usecases/write/deps';
import type { Body } from '@token-desk/contract/api';
import type { FromBurner } from '@token-desk/contract/desk/job';
import type { Organisation } from '@token-desk/contract/organisation';
import type { RequestCommand } from '@token-desk/contract/request';
import type { TokenCommand } from '@token-desk/contract/token/record';
import {
  administrator,
  approver,
  approverDecides,
  MemoryDirectory,
  manager,
  otherAdministrator,
  otherTechnician,
  siteNamed,
  technician,
} from '../bot/bot-core.ts';
import { config, envelope, type useDeskCore } from '../bot/desk-core.ts';
import { loadSteps } from '../bot/load-steps.ts';
import { anna, form, minuteMs, olga, serial, sven } from '../bot/requests.ts';
import { DeskBurner, readerName } from '../desk/desk-burner.ts';
import { readyTenant } from '../entra/facts.ts';

type Desk = ReturnType<typeof useDeskCore>;
type Run = (deps: Deps) => Promise<unknown>;
/** Commands that touch the same rows, on rows as `build` leaves them. The name before the colon is whose command it is. */
export type Scene = (desk: Desk) => Promise<Readonly<Record<string, Run>>>;

const onRequest =
  (requestId: string) =>
  (command: RequestCommand, who: Caller = technician): Run =>
  (deps) =>
    commandRequest(deps, who, { requestId, version: null, command });

const onToken =
  (command: TokenCommand, who: Caller = technician, wanted = serial): Run =>
  (deps) =>
    commandToken(deps, who, { serial: wanted, command });

const onDesk =
  (burnerId: string) =>
  (command: Body<'commandBurner'>, who: Caller = administrator): Run =>
  (deps) =>
    commandBurner(deps, who, { burnerId, command });

/** By who saw the request as it is when the scene begins. */
async function opening(desk: Desk, requestId: string, who: Caller, wanted = serial): Promise<Run> {
  const { version } = await getRequestDetail(desk.core.deps, who, requestId);
  const { burnerId } = desk.burner;
  const order = { requestId, version, burnerId, reader: null, serial: wanted, config };
  return (deps) => openJob(deps, who, order);
}

const ofDesk =
  (desk: Desk, kind: Body<'openTokenJob'>['kind'], who = technician): Run =>
  (deps) =>
    openTokenJob(deps, who, { kind, burnerId: desk.burner.burnerId, reader: null, serial });

const says =
  (desk: Desk, frame: FromBurner | undefined): Run =>
  (deps) => {
    assert.ok(frame);
    return receiveFrame(deps, desk.burner.burnerId, frame);
  };

/** The desk's own commands, which touch its row whatever it is doing. */
function deskEnds(desk: Desk): Record<string, Run> {
  const order = onDesk(desk.burner.burnerId);
  return {
    'desk: revoke': order({ kind: 'revoke' }),
    'desk: report-stolen': order({ kind: 'report-stolen' }),
  };
}

async function fingerprintOf(desk: Desk): Promise<string> {
  const row = await desk.store.db.selectFrom('burners').select('fingerprint').executeTakeFirstOrThrow();
  return row.fingerprint;
}

/** A second person, whose request Tom has claimed. */
async function secondRequest(desk: Desk): Promise<string> {
  desk.core.directory.add({ id: 'two', name: 'Two', upn: 'two@contoso.example' });
  const { id } = await desk.submit({}, 'two');
  await desk.order(id, { kind: 'claim' }, otherTechnician);
  await desk.order(id, { kind: 'check-identity', identity: 'badge-photo' }, otherTechnician);
  return id;
}

const unheardNotice = {
  ...{ id: 'notice-1', seq: 1, kind: 'notice', event: 'held', request_id: '', conversation_id: null },
  ...{ person_id: 'mara', made_at: 1, state: 'red', why: 'not-installed', ended_at: null, tries: 0 },
  ...{ maybe_twice: 0, duty_of: null, duty_due: null, done_by: null },
};

export const scenes: Readonly<Record<string, Scene>> = {
  'somebody waits for an account': async ({ core }) => {
    const asked = { name: 'Sven', startsOn: '2026-11-09', match: sven.upn, form, submissionId: 'joiner' };
    await askForJoiner(core.deps, manager, asked);
    core.clock.turn(60 * minuteMs);
    return {
      'joiner: ask': (deps) => askForJoiner(deps, manager, { ...asked, submissionId: 'other' }),
      'joiner: withdraw': (deps) => withdrawJoiner(deps, manager, 'joiner'),
      'joiner: bind all': (deps) => bindJoiners(deps),
      'joiner: bind': (deps) => bindJoiner(deps, manager, { joinerId: 'joiner', account: sven.upn }),
      'request: submit': (deps) => submitRequest(deps, manager, { subject: sven.id, form, source: 'chat' }),
    };
  },
  'several people are asked for': async ({ core }) => {
    core.directory.add({ id: 'two', name: 'Two', upn: 'two@contoso.example' });
    const several = (people: readonly string[], submissionId: string): Run => {
      const asked = { people: people.map((id) => ({ id })), form, submissionId, cohort: submissionId };
      return (deps) => submitSeveral(deps, manager, asked);
    };
    const key = { personId: manager.person.id, kind: 'several' } as const;
    return {
      'request: submit several': several([sven.id, 'two'], 'list'),
      'request: submit others': several(['two', olga.id], 'other'),
      'request: submit': (deps) => submitRequest(deps, manager, { subject: sven.id, form, source: 'chat' }),
      'chat: keep a form': (deps) => keepDraft(deps, key, '{}'),
      'chat: drop a form': (deps) => dropDraft(deps, key),
    };
  },
  'a record set apart': async (desk) => {
    await desk.store.db.insertInto('set_apart').values({ seq: 1, acknowledged_at: null }).execute();
    return {
      'record: acknowledge': (deps) => acknowledgeRecord(deps, technician, 1),
      'record: acknowledge by another': (deps) => acknowledgeRecord(deps, otherTechnician, 1),
    };
  },
  'a token that its person knows nothing of': async (desk) => {
    const { deps } = desk.core;
    await desk.handedOver();
    await commandToken(deps, technician, { serial, command: { kind: 'report-lost', note: '' } });
    const seqOf = async (event: string) => {
      const found = desk.store.db.selectFrom('audit').select('seq').where('event', '=', event);
      return (await found.executeTakeFirstOrThrow()).seq;
    };
    const [bound, lost] = [await seqOf('bound'), await seqOf('token_lost')];
    const holder: Caller = { person: sven, roles: [] };
    await reportNotMe(deps, holder, bound);
    const incident = await seqOf('incident_reported');
    return {
      'incident: report': (deps) => reportNotMe(deps, holder, lost),
      'incident: close': (deps) => closeIncident(deps, technician, incident),
      'incident: close by another': (deps) => closeIncident(deps, otherTechnician, incident),
    };
  },
  'a lost token is not yet disabled': async (desk) => {
    const { deps, clock } = desk.core;
    await desk.handedOver();
    const { id: requestId } = await desk.submit({ type: 'replace-lost' });
    const [open] = (await listTasks(deps)).items;
    const taskId = open?.id ?? assert.fail();
    clock.turn(20 * minuteMs);
    const order =
      (kind: 'take' | 'say-disabled' | 'sessions-ended', who = technician): Run =>
      (given) =>
        commandTask(given, who, { taskId, command: { kind } });
    // the core's own directory is the runner's too only where it is handed in
    const directory = new MemoryDirectory();
    directory.methods = null;
    const unread =
      (run: Run): Run =>
      (given) =>
        run({ ...given, directory });
    return {
      'task: take': unread(order('take')),
      'task: take by another': unread(order('take', otherTechnician)),
      'task: say disabled': unread(order('say-disabled')),
      'task: sessions ended': unread(order('sessions-ended')),
      'task: watch': unread((given) => watchTasks(given)),
      'request: withdraw': unread(onRequest(requestId)({ kind: 'withdraw' }, manager)),
    };
  },
  'a policy waits for a second administrator': async ({ core }) => {
    const text = JSON.stringify(approverDecides);
    const { version } = await proposePolicy(core.deps, administrator, { version: 0, text });
    const decide = (decision: 'confirm' | 'drop', who = otherAdministrator): Run => {
      return (deps) => decidePolicy(deps, who, { version, decision });
    };
    return {
      'policy: confirm': decide('confirm'),
      'policy: drop': decide('drop'),
      'policy: propose another': (deps) =>
        proposePolicy(deps, administrator, { version, text: text.replace('everything', 'all') }),
      'request: submit': (deps) =>
        submitRequest(deps, manager, { subject: sven.id, form, source: 'tab', submissionId: 'once' }),
    };
  },
  'Microsoft has a device that no book knows': async ({ core }) => {
    const key = 'device-unknown 999 d-9';
    const devices = read([{ id: 'd-9', serial: '999', holderId: null, lastUsedAt: null }]);
    const last = { readAt: core.clock.now(), devices, people: new Map(), changes: read([]) };
    const directory = new MemoryDirectory();
    directory.booksState = { ...directory.booksState, last };
    const decide =
      (note: string, who = technician): Run =>
      (deps) =>
        decideDifference({ ...deps, directory }, who, { key, note });
    await decide('a spare')(core.deps);
    return {
      'difference: right': decide('of the maker'),
      'difference: right by another': decide('of the plant', otherTechnician),
      'difference: open again': decide(''),
    };
  },
  'somebody carries a token from before, which Microsoft knows': async ({ core, store }) => {
    await saveToken(store.db, takenOver(serial, { holder: sven, site: null, now: 1 }));
    const methods = read([{ id: 'm-1', kind: 'token', deviceId: 'd-1' } as const]);
    const last = {
      readAt: core.clock.now(),
      devices: read([{ id: 'd-1', serial, holderId: sven.id, lastUsedAt: null }]),
      people: new Map([[sven.id, { isEnabled: read(true), methods, mfa: null }]]),
      changes: read([]),
    };
    const directory = new MemoryDirectory();
    directory.booksState = { ...directory.booksState, last };
    return {
      'books: match what was taken over': (deps) => compareNightly({ ...deps, directory }),
      'token: take-back': onToken({ kind: 'take-back' }),
      'token: report-lost': onToken({ kind: 'report-lost', note: 'gone' }),
    };
  },
  'a line that reached nobody': async (desk) => {
    await desk.store.db.insertInto('notices').values(unheardNotice).execute();
    return {
      'notice: told': (deps) => settleNotice(deps, technician, unheardNotice.id),
      'notice: told by another': (deps) => settleNotice(deps, otherTechnician, unheardNotice.id),
    };
  },
  'the rules of the organisation': async ({ core }) => {
    const saving = async (
      change: (rules: Organisation) => Organisation,
      who = administrator,
    ): Promise<Run> => {
      const { version, organisation } = await readOrganisation(core.deps);
      const order = { version, organisation: change(organisation) };
      return (deps) => saveOrganisation(deps, who, order);
    };
    await (await saving((rules) => ({ ...rules, sites: [siteNamed('Lyon')] })))(core.deps);
    return {
      'rules: save': await saving((rules) => ({ ...rules, claimIdleMinutes: 30 })),
      'rules: save by another': await saving(
        (rules) => ({ ...rules, claimIdleMinutes: 45 }),
        otherAdministrator,
      ),
      'rules: another site': await saving((rules) => ({ ...rules, sites: [siteNamed('Graz')] })),
      'token: import': (deps) =>
        importTokens(deps, technician, { csv: `serial,site\n${serial},Lyon`, commit: true }),
    };
  },
  'somebody waits for a token': async (desk) => {
    const { id } = await desk.submit();
    const order = onRequest(id);
    // It was looked at when it was asked, and nothing was missing.
    for (let look = 0; look < 2; look += 1) {
      await lookAhead(desk.core.deps);
      desk.core.clock.turn(2 * minuteMs);
    }
    // The day before it is needed, at a Microsoft that has the account disabled.
    desk.core.clock.turn(2 * 24 * 60 * minuteMs);
    const directory = new MemoryDirectory();
    directory.add(sven, { enabled: false });
    return {
      'clock: look ahead': (deps) => lookAhead({ ...deps, directory }),
      'request: submit': (deps) =>
        submitRequest(deps, manager, { subject: sven.id, form, source: 'tab', submissionId: 'once' }),
      'request: claim': order({ kind: 'claim' }),
      'request: claim by another': order({ kind: 'claim' }, otherTechnician),
      'request: hold': order({ kind: 'hold', why: 'later' }),
      'request: withdraw': order({ kind: 'withdraw' }, manager),
    };
  },
  'somebody waits for an approval': async (desk) => {
    const { id } = await submitRequest({ ...desk.core.deps, approval: approverDecides }, manager, {
      subject: sven.id,
      form,
      source: 'chat',
    });
    assert.equal(await desk.stateOf(id), 'submitted');
    const order = onRequest(id);
    desk.core.clock.turn(20 * 24 * 60 * minuteMs);
    return {
      'request: approve': order({ kind: 'approve' }, approver),
      'request: reject': order({ kind: 'reject', why: 'no' }, approver),
      'request: withdraw': order({ kind: 'withdraw' }, manager),
      'request: edit': order({ kind: 'edit', neededBy: '2026-12-30', handOver: 'ship' }, manager),
      'request: nudge': order({ kind: 'nudge' }, manager),
      'clock: sweep': (deps) => sweep(deps),
    };
  },
  'a request in hand, a token in stock': async (desk) => {
    const requestId = await desk.claimed();
    const second = await secondRequest(desk);
    await commandToken(desk.core.deps, technician, { serial, command: { kind: 'adopt', site: null } });
    const order = onRequest(requestId);
    return {
      'job: open': await opening(desk, requestId, technician),
      'job: open for another': await opening(desk, second, otherTechnician),
      'job: blank': ofDesk(desk, 'blank'),
      'job: identify by another': ofDesk(desk, 'identify', otherTechnician),
      'request: release': order({ kind: 'release' }),
      'request: take-over': order({ kind: 'take-over' }, otherTechnician),
      'request: check-identity': order({ kind: 'check-identity', identity: 'picture-id' }),
      'request: give-up': order({ kind: 'give-up', why: 'no' }),
      'token: set-aside': onToken({ kind: 'set-aside', note: '' }),
      'token: retire': onToken({ kind: 'retire', note: '' }),
      'token: report-lost': onToken({ kind: 'report-lost', note: '' }, otherTechnician),
      ...deskEnds(desk),
    };
  },
  'a token being loaded': async (desk) => {
    const steps = loadSteps(desk);
    desk.burner.behaviour.answers = false;
    const order = await steps.order();
    const { id: jobId, offer } = await openLoad({ ...desk.core.deps, jobKeyWaitMs: 1 }, technician, order);
    const burned = desk.burner.burn(offer).at(-1);
    const again = await steps.order();
    const requestId = await desk.claimed();
    return {
      'load: open': (deps) => openLoad({ ...deps, jobKeyWaitMs: 1 }, technician, again),
      'frame: outcome of a load': says(desk, burned),
      'job: cancel a load': (deps) => cancelJob(deps, technician, jobId),
      'job: open': await opening(desk, requestId, technician),
      'job: identify by another': ofDesk(desk, 'identify', otherTechnician),
      'clock: expire': (deps) =>
        expireJobs({ ...deps, clock: { now: () => offer.expiresAt + minuteMs + 1 } }),
      ...deskEnds(desk),
    };
  },
  'a token that was loaded': async (desk) => {
    const steps = loadSteps(desk);
    desk.burner.behaviour.answers = true;
    await steps.checked();
    desk.burner.behaviour.answers = false;
    const deviceId = steps.createDevice();
    const requestId = await desk.claimed();
    const second = await secondRequest(desk);
    const look: Run = (deps) => lookForDevice(deps, technician, { serial, deviceId });
    return {
      'load: look for the device': look,
      'token: set-aside': onToken({ kind: 'set-aside', note: '' }),
      'token: report-lost': onToken({ kind: 'report-lost', note: '' }, otherTechnician),
      'request: take-loaded': onRequest(requestId)({ kind: 'take-loaded', serial }),
      'request: take-loaded for another': onRequest(second)({ kind: 'take-loaded', serial }, otherTechnician),
    };
  },
  'a token with its maker’s secret': async (desk) => {
    const deviceId = loadSteps(desk).createDevice();
    const seed: Run = (deps) =>
      loadFactory(deps, technician, { serial, box: 'Box 7', model: null, deviceId });
    const requestId = await desk.claimed();
    return {
      'load: a token with its maker’s secret': seed,
      'job: open': await opening(desk, requestId, technician),
      'token: adopt': onToken({ kind: 'adopt', site: null }, otherTechnician),
      'token: set-aside': onToken({ kind: 'set-aside', note: '' }, otherTechnician),
    };
  },
  'loaded stock, and two who want it': async (desk) => {
    const steps = loadSteps(desk);
    desk.burner.behaviour.answers = true;
    await steps.load();
    desk.burner.behaviour.answers = false;
    const requestId = await desk.claimed();
    const second = await secondRequest(desk);
    const mine = onRequest(requestId);
    const theirs = onRequest(second);
    return {
      'request: take-loaded': mine({ kind: 'take-loaded', serial }),
      'request: take-loaded for another': theirs({ kind: 'take-loaded', serial }, otherTechnician),
      'request: choose-route': mine({ kind: 'choose-route', route: 'B' }),
      'request: release': mine({ kind: 'release' }),
      'token: set-aside': onToken({ kind: 'set-aside', note: '' }),
      'token: retire': onToken({ kind: 'retire', note: '' }),
    };
  },
  'a loaded token that was taken': async (desk) => {
    const steps = loadSteps(desk);
    desk.burner.behaviour.answers = true;
    await steps.load();
    desk.burner.behaviour.answers = false;
    const requestId = await desk.claimed();
    await desk.order(requestId, { kind: 'take-loaded', serial });
    steps.assign(sven.id);
    const order = onRequest(requestId);
    const second = await secondRequest(desk);
    return {
      'request: give-back-loaded': order({ kind: 'give-back-loaded' }),
      'request: leave-to-holder': order({ kind: 'leave-to-holder', isAssigned: true }),
      'request: look-for-method': order({ kind: 'look-for-method' }),
      'request: give-up': order({ kind: 'give-up', why: 'no' }),
      'request: take-loaded for another': onRequest(second)({ kind: 'take-loaded', serial }, otherTechnician),
      'job: open': await opening(desk, requestId, technician, '8659622000024'),
    };
  },
  'a loaded token that waits for a second technician': async (desk) => {
    const steps = loadSteps(desk);
    desk.burner.behaviour.answers = true;
    await steps.load();
    desk.burner.behaviour.answers = false;
    desk.core.directory.tenant = readyTenant({ assignableMembers: read([sven.id]) }, technician.person.id);
    const requestId = await desk.claimed();
    await desk.order(requestId, { kind: 'take-loaded', serial });
    steps.assign(sven.id);
    const order = onRequest(requestId);
    return {
      'request: confirm-hand-out': order({ kind: 'confirm-hand-out' }, otherTechnician),
      'request: take-over': order({ kind: 'take-over' }, otherTechnician),
      'request: give-back-loaded': order({ kind: 'give-back-loaded' }),
      'request: look-for-method': order({ kind: 'look-for-method' }),
    };
  },
  'a desk at work': async (desk) => {
    const requestId = await desk.claimed();
    const { burnerId } = desk.burner;
    const hello = desk.burner.hello();
    return {
      'desk: rename': onDesk(burnerId)({ kind: 'rename', name: 'Desk 9' }),
      'desk: hello': (deps) => recordHello(deps, burnerId, hello),
      'desk: changed': (deps) => burnerChanged(deps, burnerId),
      'job: open': await opening(desk, requestId, technician),
      ...deskEnds(desk),
    };
  },
  'a request on hold': async (desk) => {
    const { id } = await desk.submit();
    await desk.order(id, { kind: 'hold', why: 'later' });
    const order = onRequest(id);
    return {
      'request: resume': order({ kind: 'resume' }),
      'request: hold': order({ kind: 'hold', why: 'much later' }),
      'request: withdraw': order({ kind: 'withdraw' }, manager),
    };
  },
  'a desk that is not confirmed yet': async (desk) => {
    await desk.store.db.updateTable('burners').set({ state: 'pending' }).execute();
    const order = onDesk(desk.burner.burnerId);
    const fingerprint = await fingerprintOf(desk);
    const requestId = await desk.claimed();
    const confirmed = await createPairingCode(desk.core.deps, administrator, { name: 'Desk 1' });
    const again = new DeskBurner(desk.core.clock.now);
    Object.assign(again, { identity: desk.burner.identity, link: desk.burner.link });
    const asked = again.pairRequest(confirmed.code);
    return {
      'desk: confirm': order({ kind: 'confirm', fingerprint }),
      'desk: pair': (deps) => pairBurner(deps, asked),
      'job: open': await opening(desk, requestId, technician),
      ...deskEnds(desk),
    };
  },
  'a pairing code': async (desk) => {
    const { code } = await createPairingCode(desk.core.deps, administrator, { name: 'Desk 2' });
    await desk.store.db.updateTable('pairing_codes').set({ tries_left: 1 }).execute();
    const pair = (asked: string): Run => {
      const request = new DeskBurner(desk.core.clock.now).pairRequest(asked);
      return (deps) => pairBurner(deps, request);
    };
    const wrong = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;
    return {
      'desk: pair': pair(code),
      'desk: pair another': pair(code),
      'desk: pair with a wrong secret': pair(wrong),
      'desk: create a code': (deps) => createPairingCode(deps, administrator, { name: 'Desk 3' }),
    };
  },
  'a job with its key': async (desk) => {
    const requestId = await desk.claimed();
    const { id: jobId, offer } = await desk.open(requestId);
    await desk.core.hub.settled();
    const order = onRequest(requestId);
    const key = desk.burner.jobKey(offer);
    const ref = { jobId, attempt: offer.attempt };
    const refused: FromBurner = { type: 'job-refused', ...ref, problem: { code: 'reader-not-found' } };
    return {
      'job: seal': (deps) => submitEnvelope(deps, technician, { jobId, envelope, accountSeen: true }),
      'job: cancel': (deps) => cancelJob(deps, technician, jobId),
      'job: open': await opening(desk, requestId, technician, '8659622000024'),
      'frame: job-key': says(desk, key),
      'frame: job-refused': says(desk, refused),
      'clock: expire': (deps) =>
        expireJobs({ ...deps, clock: { now: () => offer.expiresAt + minuteMs + 1 } }),
      'request: hold': order({ kind: 'hold', why: 'later' }),
      'request: withdraw': order({ kind: 'withdraw' }, manager),
      ...deskEnds(desk),
    };
  },
  'a job with its secret': async (desk) => {
    const requestId = await desk.claimed();
    desk.burner.behaviour.answers = true;
    const { id: jobId, offer } = await desk.open(requestId);
    await desk.core.hub.settled();
    desk.burner.behaviour.answers = false;
    await submitEnvelope(desk.core.deps, technician, { jobId, envelope, accountSeen: true });
    const burned = desk.burner.burn(offer).at(-1);
    const order = onRequest(requestId);
    return {
      'frame: outcome': says(desk, burned),
      'job: cancel': (deps) => cancelJob(deps, technician, jobId),
      'clock: expire': (deps) =>
        expireJobs({ ...deps, clock: { now: () => offer.expiresAt + minuteMs + 1 } }),
      'request: withdraw': order({ kind: 'withdraw' }, manager),
      'token: report-lost': onToken({ kind: 'report-lost', note: '' }),
      ...deskEnds(desk),
    };
  },
  'a token that is burned': async (desk) => {
    const { requestId, job } = await desk.burned();
    const second = await secondRequest(desk);
    const verify = { type: 'check', jobId: job.id, checkId: 'c', code: '', technician: anna } as const;
    const checked = desk.burner.check(job.offer, { ...verify, code: desk.burner.rightCode });
    const order = onRequest(requestId);
    return {
      'frame: checked': says(desk, checked),
      'request: give-up': order({ kind: 'give-up', why: 'no' }),
      'request: requeue': order({ kind: 'requeue' }),
      'request: look-for-method': order({ kind: 'look-for-method' }),
      'request: say-bound': order({ kind: 'say-bound' }),
      'token: set-aside': onToken({ kind: 'set-aside', note: '' }),
      'token: take-back': onToken({ kind: 'take-back' }, otherTechnician),
      'token: report-lost': onToken({ kind: 'report-lost', note: '' }),
      'job: open': await opening(desk, requestId, technician),
      'job: open for another': await opening(desk, second, otherTechnician),
      ...deskEnds(desk),
    };
  },
  'a token ready to be handed over': async (desk) => {
    const requestId = await desk.bound();
    const lying = {
      serial,
      model: 'OTPC-P2-i',
      clockDriftSeconds: 7,
      clearsSeedOnConfig: true,
    };
    const identify = await openTokenJob(desk.core.deps, otherTechnician, {
      kind: 'identify',
      burnerId: desk.burner.burnerId,
      reader: readerName,
      serial,
    });
    const identified: FromBurner = {
      type: 'outcome',
      jobId: identify.id,
      attempt: 1,
      receipt: null,
      problem: null,
      identified: lying as never,
    };
    const order = onRequest(requestId);
    return {
      'frame: outcome of identify': says(desk, identified),
      'job: cancel identify': (deps) => cancelJob(deps, otherTechnician, identify.id),
      'request: hand-over': order({ kind: 'hand-over', to: 'subject' }),
      'request: give-up': order({ kind: 'give-up', why: 'no' }),
      'token: take-back': onToken({ kind: 'take-back' }),
      'token: report-lost': onToken({ kind: 'report-lost', note: '' }),
      ...deskEnds(desk),
    };
  },
  'a token that was handed over': async (desk) => {
    const requestId = await desk.handedOver();
    desk.core.directory.mfa = new Map([[sven.id, 'enforced']]);
    desk.core.directory.ways = [{ id: 'key', kind: 'passkey' }];
    const order = onRequest(requestId);
    const replace = { ...form, type: 'replace-lost', reason: 'no-smartphone' } as const;
    return {
      'request: close': order({ kind: 'close' }, manager),
      'request: look-for-enforcement': order({ kind: 'look-for-enforcement' }, administrator),
      'request: waive-enforcement': order(
        { kind: 'waive-enforcement', because: 'conditional-access' },
        administrator,
      ),
      'request: look-for-second': order({ kind: 'look-for-second' }),
      'request: ask-spare': order({ kind: 'ask-spare' }),
      'request: waive-second': order({ kind: 'waive-second', why: 'leaves' }, otherTechnician),
      'request: say-signed-in': order({ kind: 'say-signed-in' }),
      'request: say-not-signed-in': order({ kind: 'say-not-signed-in', why: 'no password' }, otherTechnician),
      'request: replace': (deps) =>
        submitRequest(deps, manager, { subject: sven.id, form: replace, source: 'tab' }),
      'token: take-back': onToken({ kind: 'take-back' }),
      'token: report-lost': onToken({ kind: 'report-lost', note: '' }, otherTechnician),
      'job: blank': ofDesk(desk, 'blank'),
    };
  },
  'a spare token that was asked for': async (desk) => {
    const requestId = await desk.handedOver();
    desk.core.directory.ways = [{ id: 'key', kind: 'passkey' }];
    const { second } = await desk.order(requestId, { kind: 'ask-spare' });
    assert.ok(second?.how === 'spare');
    const [order, orderSpare] = [onRequest(requestId), onRequest(second.requestId)];
    return {
      'request: withdraw the spare': orderSpare({ kind: 'withdraw' }),
      'request: claim the spare': orderSpare({ kind: 'claim' }, otherTechnician),
      'request: look-for-second': order({ kind: 'look-for-second' }, otherTechnician),
      'request: ask-spare': order({ kind: 'ask-spare' }, otherTechnician),
      'request: waive-second': order({ kind: 'waive-second', why: 'leaves' }, otherTechnician),
    };
  },
  'a loss that a stranger reported': async (desk) => {
    await desk.handedOver();
    const stranger: Caller = { person: olga, roles: [] };
    const asked = { subject: sven.id, form: { ...form, type: 'replace-lost' }, source: 'chat' } as const;
    const { id } = await submitRequest(desk.core.deps, stranger, asked);
    const order = onRequest(id);
    return {
      'request: confirm-loss': order({ kind: 'confirm-loss' }),
      'request: reject-loss': order({ kind: 'reject-loss' }, otherTechnician),
      'request: withdraw': order({ kind: 'withdraw' }, stranger),
      'token: take-back': onToken({ kind: 'take-back' }),
      'token: report-lost': onToken({ kind: 'report-lost', note: '' }, otherTechnician),
    };
  },
  'a token that is lost': async (desk) => {
    await commandToken(desk.core.deps, technician, { serial, command: { kind: 'adopt', site: null } });
    await commandToken(desk.core.deps, technician, { serial, command: { kind: 'report-lost', note: '' } });
    const requestId = await desk.claimed();
    return {
      'token: report-found': onToken({ kind: 'report-found' }),
      'token: retire': onToken({ kind: 'retire', note: '' }, otherTechnician),
      'job: open': await opening(desk, requestId, technician),
      'job: blank': ofDesk(desk, 'blank', otherTechnician),
    };
  },
  'a token that came back': async (desk) => {
    await desk.handedOver();
    await commandToken(desk.core.deps, technician, { serial, command: { kind: 'take-back' } });
    desk.core.clock.turn(minuteMs);
    await openTokenJob(desk.core.deps, technician, {
      kind: 'blank',
      burnerId: desk.burner.burnerId,
      reader: null,
      serial,
    });
    await desk.core.hub.settled();
    const second = await secondRequest(desk);
    return {
      'token: look-for-methods': onToken({ kind: 'look-for-methods' }),
      'token: to-stock': (deps) =>
        commandToken(
          { ...deps, directory: { ...deps.directory, softwareOathMethods: async () => [] } },
          technician,
          { serial, command: { kind: 'to-stock' } },
        ),
      'token: retire': onToken({ kind: 'retire', note: '' }, otherTechnician),
      'job: open for another': await opening(desk, second, otherTechnician),
      'job: sync-clock': ofDesk(desk, 'sync-clock'),
    };
  },
  'a token nobody knows': async (desk) => {
    const requestId = await desk.claimed();
    return {
      'token: adopt': onToken({ kind: 'adopt', site: 'Vienna' }),
      'token: adopt by another': onToken({ kind: 'adopt', site: 'Graz' }, otherTechnician),
      'token: set-aside': onToken({ kind: 'set-aside', note: '' }),
      'token: import': (deps) =>
        importTokens(deps, technician, { csv: `serial,site\n${serial},Linz`, commit: true }),
      'job: open': await opening(desk, requestId, technician),
    };
  },
  'a kind nobody knows': async (desk) => {
    const requestId = await desk.claimed();
    const prefix = '7777777';
    const unknown = `${prefix}000001`;
    return {
      'kind: allow': (deps) => allowModel(deps, technician, prefix),
      'kind: allow by another': (deps) => allowModel(deps, otherTechnician, prefix),
      'kind: ask': (deps) => askForModel(deps, technician, { prefix, serial: unknown }),
      'kind: ask by another': (deps) => askForModel(deps, otherTechnician, { prefix, serial: unknown }),
      'job: open': await opening(desk, requestId, technician, unknown),
    };
  },
  'a beta that changes': async (desk) => {
    desk.burner.behaviour.answers = true;
    await loadSteps(desk).load();
    desk.burner.behaviour.answers = false;
    const requestId = await desk.claimed();
    const again = await loadSteps(desk).order({ serial: '8659622000024' });
    const looking =
      (...areas: BetaArea[]): Run =>
      (deps) =>
        lookAtBeta({ ...deps, directory: { ...deps.directory, betaShapes: async () => read(areas) } });
    await looking()(desk.core.deps);
    return {
      'beta: look': looking('devices'),
      'beta: look from another server': looking('methods'),
      'beta: as before': looking(),
      'request: take-loaded': onRequest(requestId)({ kind: 'take-loaded', serial }),
      'load: open': (deps) => openLoad({ ...deps, jobKeyWaitMs: 1 }, technician, again),
    };
  },
  'a chat': async (desk) => {
    const { id } = await desk.submit();
    await bindChannel(desk.core.deps, technician, { id: 'channel', reference: { n: 1 }, locale: 'de' });
    const chat = { personId: manager.person.id, reference: {}, locale: null };
    return {
      'chat: bind': (deps) =>
        bindChannel(deps, otherTechnician, { id: 'channel', reference: { n: 2 }, locale: 'en' }),
      'chat: unbind': (deps) => unbindChannel(deps, technician, 'channel'),
      'digest: make': makeDigest,
      'chat: write': (deps) => rememberPersonal(deps, { ...chat, id: 'one' }),
      'chat: write elsewhere': (deps) => rememberPersonal(deps, { ...chat, id: 'two' }),
      'request: claim': onRequest(id)({ kind: 'claim' }),
    };
  },
};
