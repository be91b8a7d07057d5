import type { Problem } from '@token-desk/contract/problem';
import type { TokenConfig } from '@token-desk/contract/token/config';
import { ContactError } from '../reader/channel.ts';
import type { NotBurned } from './burn-result.ts';
import { problemWhenNotSet } from './burn-words.ts';
import { slowNote } from './clock-writing.ts';
import type { IdentifiedToken } from './identify.ts';
import type { Refused } from './protocol/session.ts';
import { isSm4Right } from './protocol/sm4.ts';
import { type BurnSurroundings, findUnwelcome, TokenWriting } from './token-writing.ts';

export type SyncOrder = {
  /** Written together with the clock: the token has no command for the clock alone, and tells nobody what it holds. */
  readonly config: TokenConfig;
  readonly expectedSerial?: string | undefined;
};

export type Synced = {
  readonly outcome: 'burned';
  readonly token: IdentifiedToken;
  readonly clockDriftAfterSeconds: number;
  /** `token-clock-unsure`: as for a burn. */
  readonly note: Problem | null;
  readonly durationMs: number;
};

/**
 * Sets the clock of a token whose seed survives that, and leaves the seed alone. Any model that would lose it, and any
 * that nobody knows, is refused. `unknown`: clock and settings may be written or not; again is safe.
 * `settings-changed`: the settings are written, the clock is not right.
 */
export async function syncClock(
  order: SyncOrder,
  surroundings: BurnSurroundings,
): Promise<Synced | NotBurned> {
  const writing = new TokenWriting(surroundings);
  const { progress, clock } = writing;
  let token: IdentifiedToken | null = null;
  const end = (problem: Problem): NotBurned => ({ outcome: 'failed', problem, token });
  const endWriting = (problem: Problem): NotBurned =>
    progress.mayHaveClock ? { outcome: 'unknown', problem: { code: 'clock-unknown' }, token } : end(problem);
  // It has said its serial before: a token it is.
  const refuse = ({ problem }: Refused): NotBurned =>
    endWriting(problem.code === 'not-a-token' ? { code: 'token-refused' } : problem);
  if (!isSm4Right()) return end({ code: 'crypto-self-check' });
  try {
    const identified = await writing.identify();
    if (!identified.ok) return end(identified.problem);
    token = identified.token;
    const unwelcome = findUnwelcome(token, { expectedSerial: order.expectedSerial });
    if (unwelcome !== null) return end(unwelcome);
    if (token.clearsSeedOnConfig) return end({ code: 'token-would-be-emptied' });

    const written = await writing.writeClock(token, order.config, { mayLackClock: false });
    if (!written.ok) return refuse(written);
    const { info } = written;
    // Another token's clock says nothing about this one's.
    if (info.serial !== token.serial) return endWriting({ code: 'clock-unknown' });
    const read = clock.judge(info.utcSeconds);
    const { driftSeconds: clockDriftAfterSeconds } = read;
    if (!read.isSet) {
      const problem = problemWhenNotSet(token, clockDriftAfterSeconds);
      return { outcome: 'settings-changed', problem, token };
    }
    writing.onPhase('written');
    return {
      outcome: 'burned',
      token,
      clockDriftAfterSeconds,
      note: slowNote(read),
      durationMs: writing.durationMs,
    };
  } catch (error) {
    if (!(error instanceof ContactError)) throw error;
    return endWriting(error.problem);
  }
}
