import { type Problem, type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { RequestCommand, WaiverReason } from '@token-desk/contract/request';
import type { GraphAccess } from '../graph/graph-access.ts';
import { switchMfaOn } from '../graph/per-user-mfa.ts';
import { numberIn, type Said } from '../graph/said.ts';
import type { Api } from '../server/api.ts';
import { problemOf } from '../server/session.ts';

export type Enforcing = { readonly requestId: string; readonly personId: string; readonly isOn: boolean };
/** `switching` at Microsoft, `looking` whether it shows. */
export type EnforceStep = 'switching' | 'looking' | 'recording' | 'done' | Problem;

type Parts = {
  readonly api: Pick<Api, 'call'>;
  readonly pause: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
  onStep(requestId: string, step: EnforceStep): void;
};

/** Microsoft takes some seconds until a change is seen. */
const looksAfterMs = [0, 1_000, 2_000, 4_000, 8_000] as const;
const notYet: readonly ProblemCode[] = ['mfa-not-on', 'mfa-not-readable'];
/** Whoever meets these meets them with the next person too. */
const forEverybody: readonly ProblemCode[] = [
  'graph-access-not-given',
  'sign-in-failed',
  'role-missing',
  'too-many-tries',
  'asked-too-often',
];
/** Refused of one person it may be for that person's own role; of two in a row, for whoever does it. */
const mostRefused = 2;

/**
 * One after the other: switched on at Microsoft with the access of whoever does it, then looked for by the server. Ends
 * before the next person once it is aborted, or where what was refused would be refused with everybody, as far as can be told.
 */
export async function enforceAll(
  chosen: readonly Enforcing[],
  { graph, ...parts }: Parts & { readonly graph: () => Promise<GraphAccess> },
): Promise<void> {
  await inTurn(chosen, parts, async ({ requestId, personId, isOn }) => {
    const said = isOn ? null : await switchOn({ ...parts, graph }, { requestId, personId });
    parts.onStep(requestId, 'looking');
    await lookUntilOn(parts, requestId, said);
  });
}

/** One after the other: nobody has to, and why. */
export async function waiveAll(
  chosen: readonly Enforcing[],
  { because, ...parts }: Parts & { readonly because: WaiverReason },
): Promise<void> {
  await inTurn(chosen, parts, async ({ requestId }) => {
    parts.onStep(requestId, 'recording');
    await order(parts, requestId, { kind: 'waive-enforcement', because });
  });
}

async function inTurn(
  chosen: readonly Enforcing[],
  { signal, onStep }: Parts,
  work: (one: Enforcing) => Promise<void>,
): Promise<void> {
  let refused = 0;
  for (const one of chosen) {
    if (signal.aborted) return;
    try {
      await work(one);
      onStep(one.requestId, 'done');
      refused = 0;
    } catch (error) {
      const problem = problemOf(error);
      onStep(one.requestId, problem);
      refused = problem.code === 'mfa-refused' ? refused + 1 : 0;
      if (refused === mostRefused || forEverybody.includes(problem.code)) return;
    }
  }
}

/** Answers the problem of an answer that was lost: it may have been done, and a look tells. */
async function switchOn(
  { graph, onStep }: Parts & { readonly graph: () => Promise<GraphAccess> },
  { requestId, personId }: Pick<Enforcing, 'requestId' | 'personId'>,
): Promise<Said | ProblemError> {
  onStep(requestId, 'switching');
  const access = await graph();
  try {
    return await switchMfaOn(access, { personId });
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'graph-busy') return error;
    throw error;
  }
}

async function lookUntilOn(parts: Parts, requestId: string, said: Said | ProblemError | null): Promise<void> {
  const lost = said instanceof ProblemError ? said : null;
  const command = {
    kind: 'look-for-enforcement',
    ...numberIn(said instanceof ProblemError ? null : said),
  } as const;
  let last: unknown = lost;
  for (const afterMs of looksAfterMs) {
    if (afterMs > 0) await parts.pause(afterMs);
    try {
      return await order(parts, requestId, command);
    } catch (error) {
      if (!notYet.includes(problemOf(error).code)) throw error;
      last = lost ?? error;
    }
    if (parts.signal.aborted) break;
  }
  throw last;
}

/** Of the request as it is now: a hand-over meanwhile hinders nothing. */
async function order({ api }: Parts, requestId: string, command: RequestCommand): Promise<void> {
  const params = { requestId };
  const { version } = await api.call('getRequest', { params });
  await api.call('commandRequest', { params, body: { version, command } });
}
