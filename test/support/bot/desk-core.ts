import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore, type Store } from '@token-desk/bot/store/database';
import { getRequestDetail } from '@token-desk/bot/usecases/requests/request-views';
import { submitRequest } from '@token-desk/bot/usecases/requests/requests';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import { type Problem, type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { RequestCommand } from '@token-desk/contract/request';
import type { JobView } from '@token-desk/contract/views';
import type { DeskBurner } from '../desk/desk-burner.ts';
import { administrator, auditor, type Core, manager, startCore, technician } from './bot-core.ts';
import { deskSteps, type JobChange, pairDeskOf } from './desk-steps.ts';
import { form, sven } from './requests.ts';

export { config, envelope } from './desk-steps.ts';

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

/** For `assert.rejects`: this problem, with what fills its words. */
export const isProblem =
  (code: ProblemCode, detail: Problem['detail']) =>
  (error: unknown): true => {
    assert.ok(error instanceof ProblemError, String(error));
    assert.deepEqual([error.problem.code, error.problem.detail], [code, detail]);
    return true;
  };

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

  const pairDesk = () => pairDeskOf(core, { administrator, technician });
  const steps = () => deskSteps({ core, burner, technician });

  const submit = (change: Partial<typeof form> = {}, subject = sven.id) =>
    submitRequest(core.deps, manager, { subject, form: { ...form, ...change }, source: 'chat' });

  const order = (requestId: string, command: RequestCommand, who?: Caller) =>
    steps().order(requestId, command, who);
  const openAs = (who: Caller, requestId: string, change: JobChange = {}) =>
    steps().openAs(who, requestId, change);
  const open = (requestId: string, change: JobChange = {}) => openAs(technician, requestId, change);

  async function claimed(): Promise<string> {
    const { id } = await submit();
    await steps().claim(id);
    return id;
  }

  async function burned(): Promise<{ requestId: string; job: JobView }> {
    const requestId = await claimed();
    return { requestId, job: await steps().burn(requestId) };
  }

  /** Checked, and Microsoft shows its method. */
  async function bound(): Promise<string> {
    const { requestId } = await burned();
    await steps().bind(requestId);
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
