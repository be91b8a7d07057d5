import type { BurnPhase } from '@token-desk/contract/job';
import type { Problem } from '@token-desk/contract/problem';
import { maxSeedBytes, minSeedBytes, type TokenConfig } from '@token-desk/contract/token/config';
import { type ApduChannel, ContactError } from '../reader/channel.ts';
import { BurnProgress } from './burn-progress.ts';
import type { BurnResult, NotBurned } from './burn-result.ts';
import { problemWhenLost, problemWhenNotSet, problemWhenRefused } from './burn-words.ts';
import { ClockWriting, slowNote } from './clock-writing.ts';
import { driftSeconds, type IdentifiedToken, identifyToken } from './identify.ts';
import {
  authenticate,
  isUnknownCommand,
  type Refused,
  readInfo,
  writeConfig,
  writeSeed,
} from './protocol/session.ts';
import { isSm4Right } from './protocol/sm4.ts';

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
  const clock = new ClockWriting(progress.transmit, nowMs);
  const { transmit } = clock;
  const startedAt = performance.now();
  let token: IdentifiedToken | null = null;
  const end = (problem: Problem): NotBurned => {
    const outcome = progress.outcome(token?.clearsSeedOnConfig ?? true);
    return { outcome, problem, token };
  };
  const lose = (problem: Problem): NotBurned => {
    const ended = end(problem);
    return { ...ended, problem: problemWhenLost(ended, progress.isClockSet) };
  };
  const refuse = ({ meaning, problem }: Refused): NotBurned => {
    if (meaning === 'garbled') return lose(problem);
    const ended = end(problem);
    return { ...ended, problem: problemWhenRefused(ended) };
  };
  try {
    onPhase('reading');
    const identified = await identifyToken({ channel: { transmit }, signal, nowMs });
    if (!identified.ok) return end(identified.problem);
    token = identified.token;
    const unwelcome = findUnwelcome(token, order);
    if (unwelcome !== null) return end(unwelcome);

    onPhase('authenticating');
    const session = await authenticate(transmit);
    if (!session.ok) return refuse(session);

    onPhase('writing-clock');
    const config = await writeConfig({ transmit, serial: token.serial }, order.config, clock.utcSeconds);
    // First-generation tokens take a secret but know no configuration; their clock stays as it is.
    const hasClock = config.ok || !isUnknownCommand(config);
    if (!config.ok && hasClock) return refuse(config);
    const readBack = await readInfo(transmit);
    if (!readBack.ok) return refuse(readBack);
    // Tokens swapped within one poll of the reader: the second must not get the secret.
    if (readBack.info.serial !== token.serial) return end(wrongSerial(readBack.info.serial, token.serial));
    const read = hasClock ? clock.judge(readBack.info.utcSeconds) : null;
    const clockDriftAfterSeconds =
      read?.driftSeconds ?? driftSeconds(readBack.info.utcSeconds, clock.lastMiddleMs);
    // With a wrong clock no code of the new secret would ever be right.
    if (read?.isSet === false) return end(problemWhenNotSet(token, clockDriftAfterSeconds));

    onPhase('writing-seed');
    const seed = await writeSeed({ transmit, serial: token.serial }, order.seed);
    if (!seed.ok) return refuse(seed);
    onPhase('written');
    const durationMs = Math.round((performance.now() - startedAt) * 100) / 100;
    const note: Problem | null =
      read === null
        ? { code: 'token-clock-not-settable', detail: { driftSeconds: clockDriftAfterSeconds } }
        : slowNote(read);
    return { outcome: 'burned', token, clockDriftAfterSeconds, note, durationMs };
  } catch (error) {
    if (error instanceof ContactError) return lose(error.problem);
    throw error;
  }
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
