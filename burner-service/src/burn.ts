import type { BurnPhase } from '@token-desk/contract/job';
import type { Problem } from '@token-desk/contract/problem';
import { maxSeedBytes, minSeedBytes, type TokenConfig } from '@token-desk/contract/token-config';
import { BurnProgress } from './burn-progress.ts';
import { driftSeconds, freshDriftSeconds, type IdentifiedToken, identifyToken } from './identify.ts';
import { type ApduChannel, ContactError } from './reader/channel.ts';
import {
  authenticate,
  isUnknownCommand,
  type Refused,
  readInfo,
  writeConfig,
  writeSeed,
} from './token/session.ts';
import { isSm4Right } from './token/sm4.ts';

export type BurnOrder = {
  /** 10 to 63 bytes; stays the caller's, who wipes it. */
  readonly seed: Uint8Array;
  readonly config: TokenConfig;
  /** Refuse any other token. */
  readonly expectedSerial?: string | undefined;
  /** Write a token whose model nobody knows; it is then treated as restricted. */
  readonly allowUnknownModel?: boolean | undefined;
};

export type BurnSurroundings = {
  readonly channel: ApduChannel;
  readonly signal: AbortSignal;
  /** From `reading` to `written`; `place-token` is for whoever waits for the token. */
  readonly onPhase?: ((phase: BurnPhase) => void) | undefined;
  /** Host clock, ms since epoch. */
  readonly nowMs?: (() => number) | undefined;
};

export type Burned = {
  readonly outcome: 'burned';
  readonly token: IdentifiedToken;
  /** Read back after the clock was set; token minus host, positive is fast. */
  readonly clockDriftAfterSeconds: number;
  /** `token-clock-not-settable`: a first-generation token, which got the secret alone. */
  readonly note: Problem | null;
  /** From the first command to the last answer. */
  readonly durationMs: number;
};

/**
 * `failed`: the token holds what it held. `empty`: it holds no secret. `unknown`: the old one, none or the new one;
 * only the code on its display can tell.
 */
export type NotBurned = {
  readonly outcome: 'failed' | 'empty' | 'unknown';
  readonly problem: Problem;
  /** Null when contact ended before the token said who it is. */
  readonly token: IdentifiedToken | null;
};

export type BurnResult = Burned | NotBurned;

/**
 * Writes clock, options and seed in one authentication. Never resumes: after any end but `burned` the whole
 * sequence is run again, which is safe and changes nothing that is right.
 *
 * The clock is read back before the seed goes out rather than after: the answer proves that this token is still
 * there, so one lifted between clock and seed is known to be empty, and nothing is left to say once it has the seed.
 */
export async function burnToken(order: BurnOrder, surroundings: BurnSurroundings): Promise<BurnResult> {
  const unwritable = findUnwritable(order);
  if (unwritable !== null) return { outcome: 'failed', problem: unwritable, token: null };

  const { channel, signal, onPhase = () => {}, nowMs = Date.now } = surroundings;
  const progress = new BurnProgress(channel, signal);
  const { transmit } = progress;
  const startedAt = performance.now();
  let token: IdentifiedToken | null = null;
  const end = (problem: Problem): NotBurned => {
    const outcome = progress.outcome(token?.clearsSeedOnConfig ?? true);
    return { outcome, problem, token };
  };
  const refuse = (refused: Refused): NotBurned => {
    const ended = end(refused.problem);
    return refused.meaning === 'garbled' ? asLost(ended, progress) : asRefused(ended);
  };
  try {
    onPhase('reading');
    const identified = await identifyToken({ channel, signal, nowMs });
    if (!identified.ok) return end(identified.problem);
    token = identified.token;
    const unwelcome = findUnwelcome(token, order);
    if (unwelcome !== null) return end(unwelcome);

    onPhase('authenticating');
    const session = await authenticate(transmit);
    if (!session.ok) return refuse(session);

    onPhase('writing-clock');
    const config = await writeConfig({ transmit, serial: token.serial }, order.config, () =>
      Math.round(nowMs() / 1000),
    );
    // First-generation tokens take a secret but know no configuration; their clock stays as it is.
    const hasClock = config.ok || !isUnknownCommand(config);
    if (!config.ok && hasClock) return refuse(config);
    const readBack = await readInfo(transmit);
    if (!readBack.ok) return refuse(readBack);
    // Tokens swapped within one poll of the reader: the second must not get the secret.
    if (readBack.info.serial !== token.serial) return end(wrongSerial(readBack.info.serial, token.serial));
    const driftOf = hasClock ? freshDriftSeconds : driftSeconds;
    const clockDriftAfterSeconds = driftOf(readBack.info.utcSeconds, nowMs());

    onPhase('writing-seed');
    const seed = await writeSeed({ transmit, serial: token.serial }, order.seed);
    if (!seed.ok) return refuse(seed);
    onPhase('written');
    const durationMs = Math.round((performance.now() - startedAt) * 100) / 100;
    const note: Problem | null = hasClock
      ? null
      : { code: 'token-clock-not-settable', detail: { driftSeconds: clockDriftAfterSeconds } };
    return { outcome: 'burned', token, clockDriftAfterSeconds, note, durationMs };
  } catch (error) {
    if (error instanceof ContactError) return asLost(end(error.problem), progress);
    throw error;
  }
}

/** When contact ended, what the token now holds matters more than how contact ended. */
function asLost(ended: NotBurned, { isClockSet }: BurnProgress): NotBurned {
  if (ended.outcome === 'empty')
    return { ...ended, problem: { code: isClockSet ? 'token-empty' : 'token-perhaps-empty' } };
  if (ended.outcome === 'unknown') return { ...ended, problem: { code: 'burn-unknown' } };
  return ended;
}

/** As with lost contact: whoever is told to try again must know that the old secret is gone. */
function asRefused(ended: NotBurned): NotBurned {
  const isVague = ['token-refused', 'not-a-token'].includes(ended.problem.code);
  if (ended.outcome !== 'empty' || !isVague) return ended;
  return { ...ended, problem: { code: 'token-emptied' } };
}

function findUnwritable({ seed }: BurnOrder): Problem | null {
  if (!isSm4Right()) return { code: 'crypto-self-check' };
  // A seed of padding only would be stored as an empty one, and answered 9000.
  if (seed.length < minSeedBytes) return { code: 'seed-not-writable', detail: { reason: 'too short' } };
  if (seed.length > maxSeedBytes) return { code: 'seed-not-writable', detail: { reason: 'too long' } };
  if (seed.every((byte) => byte === 0)) return { code: 'seed-not-writable', detail: { reason: 'all zero' } };
  return null;
}

function findUnwelcome(
  { serial, model }: IdentifiedToken,
  { expectedSerial, allowUnknownModel = false }: BurnOrder,
): Problem | null {
  if (expectedSerial !== undefined && serial !== expectedSerial) return wrongSerial(serial, expectedSerial);
  if (model === null && !allowUnknownModel) return { code: 'unknown-model', detail: { serial } };
  return null;
}

function wrongSerial(serial: string, expected: string): Problem {
  return { code: 'wrong-serial', detail: { serial, expected } };
}
