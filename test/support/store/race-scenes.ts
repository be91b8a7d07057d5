import assert from 'node:assert/strict';
import { acknowledgeRecord } from '@token-desk/bot/usecases/audit/record-apart';
import { burnerChanged, commandBurner, recordHello } from '@token-desk/bot/usecases/desks/burners';
import { createPairingCode, pairBurner } from '@token-desk/bot/usecases/desks/pairing';
import { receiveFrame } from '@token-desk/bot/usecases/jobs/burner-reports';
import { cancelJob, openJob, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { openTokenJob } from '@token-desk/bot/usecases/jobs/token-jobs';
import { bindChannel, rememberPersonal, unbindChannel } from '@token-desk/bot/usecases/people/conversations';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { commandRequest, submitRequest } from '@token-desk/bot/usecases/requests/requests';
import { expireJobs, sweep } from '@token-desk/bot/usecases/sweep';
import { allowModel, askForModel } from '@token-desk/bot/usecases/tokens/allow-model';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { importTokens } from '@token-desk/bot/usecases/tokens/token-import';
import type { Caller, Deps } from '@token-desk/bot/usecases/write/deps';
import type { Body } from '@token-desk/contract/api';
import type { FromBurner } from '@token-desk/contract/job';
import type { RequestCommand } from '@token-desk/contract/request';
import type { TokenCommand } from '@token-desk/contract/token/record';
import { administrator, approver, manager, otherTechnician, technician } from '../bot/bot-core.ts';
import { config, envelope, type useDeskCore } from '../bot/desk-core.ts';
import { anna, form, minuteMs, olga, serial, sven } from '../bot/requests.ts';
import { DeskBurner, readerName } from '../desk/desk-burner.ts';

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

export const scenes: Readonly<Record<string, Scene>> = {
  'a record set apart': async (desk) => {
    await desk.store.db.insertInto('set_apart').values({ seq: 1, acknowledged_at: null }).execute();
    return {
      'record: acknowledge': (deps) => acknowledgeRecord(deps, technician, 1),
      'record: acknowledge by another': (deps) => acknowledgeRecord(deps, otherTechnician, 1),
    };
  },
  'somebody waits for a token': async (desk) => {
    const { id } = await desk.submit();
    const order = onRequest(id);
    return {
      'request: submit': (deps) =>
        submitRequest(deps, manager, { subject: sven.id, form, source: 'tab', submissionId: 'once' }),
      'request: claim': order({ kind: 'claim' }),
      'request: claim by another': order({ kind: 'claim' }, otherTechnician),
      'request: hold': order({ kind: 'hold', why: 'later' }),
      'request: withdraw': order({ kind: 'withdraw' }, manager),
    };
  },
  'somebody waits for an approval': async (desk) => {
    const { id } = await submitRequest({ ...desk.core.deps, rules: [] }, manager, {
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
    const order = onRequest(requestId);
    const replace = { ...form, type: 'replace-lost', reason: 'no-smartphone' } as const;
    return {
      'request: close': order({ kind: 'close' }, manager),
      'request: replace': (deps) =>
        submitRequest(deps, manager, { subject: sven.id, form: replace, source: 'tab' }),
      'token: take-back': onToken({ kind: 'take-back' }),
      'token: report-lost': onToken({ kind: 'report-lost', note: '' }, otherTechnician),
      'job: blank': ofDesk(desk, 'blank'),
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
  'a chat': async (desk) => {
    const { id } = await desk.submit();
    await bindChannel(desk.core.deps, technician, { id: 'channel', reference: { n: 1 }, locale: 'de' });
    const chat = { personId: manager.person.id, reference: {}, locale: null };
    return {
      'chat: bind': (deps) =>
        bindChannel(deps, otherTechnician, { id: 'channel', reference: { n: 2 }, locale: 'en' }),
      'chat: unbind': (deps) => unbindChannel(deps, technician, 'channel'),
      'chat: write': (deps) => rememberPersonal(deps, { ...chat, id: 'one' }),
      'chat: write elsewhere': (deps) => rememberPersonal(deps, { ...chat, id: 'two' }),
      'request: claim': onRequest(id)({ kind: 'claim' }),
    };
  },
};
