import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore, type Store } from '@token-desk/bot/store/database';
import { commandBurner, listBurners, recordHello } from '@token-desk/bot/usecases/desks/burners';
import { createPairingCode, pairBurner } from '@token-desk/bot/usecases/desks/pairing';
import { checkCode, openJob, submitEnvelope } from '@token-desk/bot/usecases/jobs/jobs';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { commandRequest, submitRequest } from '@token-desk/bot/usecases/requests/requests';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import type { JobView } from '@token-desk/contract/api';
import type { ProblemCode } from '@token-desk/contract/problem';
import { ProblemError } from '@token-desk/contract/problem';
import type { RequestCommand } from '@token-desk/contract/request';
import { DeskBurner } from '../desk/desk-burner.ts';
import { administrator, auditor, type Core, manager, startCore, technician } from './bot-core.ts';
import { form, serial, sven } from './requests.ts';

export const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;
export const envelope = { enc: 'b3BhcXVl', ciphertext: 'c2VhbGVk' };

/** The code of the problem it throws; anything else it throws is thrown on. */
export async function problemOf(work: Promise<unknown>): Promise<ProblemCode | 'fine'> {
  try {
    await work;
    return 'fine';
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

/** A paired, confirmed and connected desk on an empty store for each test (SQLite unless told), and the steps to get somewhere. */
export function useDeskCore(openEmpty?: () => Promise<Store>) {
  let folder: string;
  let store: Store;
  let core: Core;
  let burner: DeskBurner;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'token-desk-core-'));
    store =
      openEmpty === undefined ? await openStore({ file: path.join(folder, 'desk.db') }) : await openEmpty();
    core = startCore(store);
    burner = await pairDesk();
  });

  afterEach(async () => {
    await core.hub.settled();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function pairDesk(): Promise<DeskBurner> {
    const desk = new DeskBurner(() => core.time.now);
    const { code } = await createPairingCode(core.deps, administrator, { name: 'Desk 1' });
    desk.paired(await pairBurner(core.deps, desk.pairRequest(code)));
    const view = (await listBurners(core.deps)).find(({ id }) => id === desk.burnerId);
    assert.equal(view?.state, 'pending');
    await commandBurner(core.deps, technician, {
      burnerId: desk.burnerId,
      command: { kind: 'confirm', fingerprint: view?.fingerprint ?? '' },
    });
    await recordHello(core.deps, desk.burnerId, desk.hello());
    core.hub.burners.set(desk.burnerId, desk);
    return desk;
  }

  const submit = (change: Partial<typeof form> = {}, subject = sven.id) =>
    submitRequest(core.deps, manager, { subject, form: { ...form, ...change }, source: 'chat' });

  const order = (requestId: string, command: RequestCommand, who: Caller = technician) =>
    commandRequest(core.deps, who, { requestId, version: null, command });

  async function claimed(): Promise<string> {
    const { id } = await submit();
    await order(id, { kind: 'claim' });
    await order(id, { kind: 'check-identity', identity: 'badge-photo' });
    return id;
  }

  type Change = Partial<Parameters<typeof openJob>[2]>;

  async function openAs(who: Caller, requestId: string, change: Change = {}): Promise<JobView> {
    const { version } = await getRequestDetail(core.deps, who, requestId);
    const wanted = { requestId, version, burnerId: burner.burnerId, reader: null, serial, config };
    return openJob(core.deps, who, { ...wanted, ...change });
  }

  const open = (requestId: string, change: Change = {}) => openAs(technician, requestId, change);

  async function burned(): Promise<{ requestId: string; job: JobView }> {
    const requestId = await claimed();
    const job = await open(requestId);
    await submitEnvelope(core.deps, technician, {
      jobId: job.id,
      envelope,
      accountSeen: true,
      heldSeconds: 4.2,
    });
    await core.hub.settled();
    return { requestId, job };
  }

  /** Checked, and Microsoft shows its method. */
  async function bound(): Promise<string> {
    const { requestId } = await burned();
    core.time.now += 20_000;
    await checkCode(core.deps, technician, { requestId, code: burner.rightCode });
    core.directory.methods = ['old-method', 'new-method'];
    await order(requestId, { kind: 'look-for-method' });
    return requestId;
  }

  async function handedOver(): Promise<string> {
    const requestId = await bound();
    await order(requestId, { kind: 'hand-over', to: 'subject' });
    return requestId;
  }

  const stateOf = async (requestId: string) => (await getRequestDetail(core.deps, auditor, requestId)).state;

  return {
    get core() {
      return core;
    },
    get store() {
      return store;
    },
    get burner() {
      return burner;
    },
    pairDesk,
    submit,
    order,
    claimed,
    open,
    openAs,
    burned,
    bound,
    handedOver,
    stateOf,
  };
}
