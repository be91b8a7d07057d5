import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { FactoryStep, Made } from '../../flow/load/factory-flow.ts';
import { numberIn } from '../../graph/said.ts';
import type { FactoryToken } from '../../lists/factory-list.ts';
import type { FactoryBox } from '../../seed/factory-box.ts';
import type { Api } from '../../server/api.ts';
import { problemOf } from '../../server/session.ts';

export type FactoryOrder = {
  readonly serial: string;
  readonly model: string;
  /** What Microsoft has of this serial, of nobody, goes first. */
  readonly isReplacing: boolean;
  /** Created before, and not read back. */
  readonly made: Made | null;
};

type Parts = {
  readonly api: Pick<Api, 'call'>;
  /** By the technician's own access. */
  readonly create: (order: FactoryOrder, token: FactoryToken) => Promise<Made>;
  readonly secrets: Pick<FactoryBox, 'spend'>;
  readonly box: string;
  readonly pause: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
  onStep(serial: string, step: FactoryStep): void;
  /** So long until Microsoft is asked again; 0 once it goes on. */
  onWait(ms: number): void;
};
type Unseen = { readonly order: FactoryOrder; readonly made: Made; problem: ProblemError | null };

/** Microsoft is down, or has wanted us to wait for longer than one call waits: then the same token again. */
const busyPausesMs = [10_000, 20_000, 40_000, 60_000, 60_000] as const;
/** Microsoft takes some seconds until its list shows what was made. */
const looksAfterMs = [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;
/** Whoever meets these meets them with the next token too. */
const forEveryToken: readonly ProblemCode[] = [
  'graph-access-not-given',
  'sign-in-failed',
  'device-create-refused',
  'graph-busy',
];
/** Refused of one token it may be that token; of two in a row, the tenant. */
const mostImpossible = 2;
/** The server's, not the token's: it is asked again. */
const passing: readonly ProblemCode[] = [
  'no-answer',
  'too-many-tries',
  'unexpected',
  'directory-unavailable',
];
/** Said of this token; whatever else the server refuses, it refuses of the next one too. */
const ofThisToken: readonly ProblemCode[] = [
  'device-other',
  'token-secret-written-over',
  'token-wrong-state',
];
/** So many are created at most that were not read back: closed then, the page leaves them with nobody knowing which secret they hold. */
const mostUnseen = 3;

/**
 * One after the other: created with the access of whoever does it, then read back by the server, which loads it. Ends
 * before the next token once it is aborted, or where the next would meet the same, at Microsoft or at the server; what was
 * created is read back all the same.
 */
export async function loadFactory(orders: readonly FactoryOrder[], parts: Parts): Promise<void> {
  const unseen: Unseen[] = [];
  let impossible = 0;
  for (const order of orders) {
    if (parts.signal.aborted) break;
    try {
      const made = order.made ?? (await create(order, parts));
      parts.onStep(order.serial, { kind: 'made', made });
      unseen.push({ order, made, problem: null });
      impossible = 0;
    } catch (error) {
      const problem = problemOf(error);
      parts.onStep(order.serial, { kind: 'failed', problem, made: null });
      impossible = problem.code === 'device-create-impossible' ? impossible + 1 : 0;
      if (impossible === mostImpossible || forEveryToken.includes(problem.code)) break;
    }
    if (!(await lookFor(unseen.splice(0, 1), unseen, parts))) break;
    if (unseen.length >= mostUnseen && !(await lookForAll(unseen, parts))) break;
  }
  await lookForAll(unseen, parts);
}

async function create(order: FactoryOrder, parts: Parts): Promise<Made> {
  const { serial } = order;
  parts.onStep(serial, { kind: 'creating' });
  for (const pauseMs of [...busyPausesMs, null]) {
    try {
      return await parts.secrets.spend(serial, (token) => parts.create(order, token));
    } catch (error) {
      if (problemOf(error).code !== 'graph-busy' || pauseMs === null || parts.signal.aborted) throw error;
      parts.onWait(pauseMs);
      await parts.pause(pauseMs);
      parts.onWait(0);
    }
  }
  throw new ProblemError('graph-busy', { serial });
}

/** Whatever is not listed yet stands behind the others. Whether the next token may be created. */
async function lookFor(some: readonly Unseen[], unseen: Unseen[], parts: Parts): Promise<boolean> {
  let mayGoOn = true;
  for (const one of some) {
    const { order, made } = one;
    try {
      const found = await record(order, made, parts);
      if (found === 'none') unseen.push({ ...one, problem: null });
      else if (found === 'other') throw new ProblemError('device-other', { serial: order.serial });
      else parts.onStep(order.serial, { kind: 'done' });
    } catch (error) {
      const problem = problemOf(error);
      if (error instanceof ProblemError && passing.includes(problem.code)) {
        unseen.push({ ...one, problem: error });
      } else {
        parts.onStep(order.serial, { kind: 'failed', problem, made });
        if (!ofThisToken.includes(problem.code)) mayGoOn = false;
      }
    }
  }
  return mayGoOn;
}

/** As above, and not where one is still not to be seen. */
async function lookForAll(unseen: Unseen[], parts: Parts): Promise<boolean> {
  let mayGoOn = true;
  for (const afterMs of looksAfterMs) {
    if (unseen.length === 0) return mayGoOn;
    if (afterMs > 0) await parts.pause(afterMs);
    if (!(await lookFor(unseen.splice(0), unseen, parts))) mayGoOn = false;
  }
  for (const { order, made, problem } of unseen.splice(0)) {
    mayGoOn = false;
    const why = problem ?? new ProblemError('device-not-listed', { serial: order.serial });
    parts.onStep(order.serial, { kind: 'failed', problem: why.problem, made });
  }
  return mayGoOn;
}

async function record({ serial, model }: FactoryOrder, made: Made, { api, box }: Parts) {
  const body = { box, model, deviceId: made.deviceId, ...numberIn(made) };
  return (await api.call('loadFactory', { params: { serial }, body })).found;
}
