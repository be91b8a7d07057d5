import type { Problem } from '@token-desk/contract/problem';
import { maxSeedBytes, minSeedBytes, type TokenConfig } from '@token-desk/contract/token/config';
import { ContactError } from '../reader/channel.ts';
import type { BurnResult, NotBurned } from './burn-result.ts';
import { problemWhenLost, problemWhenNotSet, problemWhenRefused } from './burn-words.ts';
import { slowNote } from './clock-writing.ts';
import { driftSeconds, type IdentifiedToken } from './identify.ts';
import { type Refused, writeSeed } from './protocol/session.ts';
import { isSm4Right } from './protocol/sm4.ts';
import { type BurnSurroundings, findUnwelcome, TokenWriting, wrongSerial } from './token-writing.ts';

export type BurnOrder = {
  /** 10 to 63 bytes; stays the caller's, who wipes it. */
  readonly seed: Uint8Array;
  readonly config: TokenConfig;
  /** Refuse any other token. */
  readonly expectedSerial?: string | undefined;
  /** Write a token whose model nobody knows; it is then treated as restricted. */
  readonly allowUnknownModel?: boolean | undefined;
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

  const writing = new TokenWriting(surroundings);
  const { progress, clock, onPhase } = writing;
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
    const identified = await writing.identify();
    if (!identified.ok) return end(identified.problem);
    token = identified.token;
    const unwelcome = findUnwelcome(token, order);
    if (unwelcome !== null) return end(unwelcome);

    // First-generation tokens take a secret but know no configuration; their clock stays as it is.
    const written = await writing.writeClock(token, order.config, { mayLackClock: true });
    if (!written.ok) return refuse(written);
    const { info, hasClock } = written;
    // Tokens swapped within one poll of the reader: the second must not get the secret.
    if (info.serial !== token.serial) return end(wrongSerial(info.serial, token.serial));
    const read = hasClock ? clock.judge(info.utcSeconds) : null;
    const clockDriftAfterSeconds = read?.driftSeconds ?? driftSeconds(info.utcSeconds, clock.lastMiddleMs);
    // With a wrong clock no code of the new secret would ever be right.
    if (read?.isSet === false) return end(problemWhenNotSet(token, clockDriftAfterSeconds));

    onPhase('writing-seed');
    const seed = await writeSeed({ transmit: clock.transmit, serial: token.serial }, order.seed);
    if (!seed.ok) return refuse(seed);
    onPhase('written');
    const { durationMs } = writing;
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
