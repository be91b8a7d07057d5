import type { BurnPhase } from '@token-desk/contract/job';
import type { Problem } from '@token-desk/contract/problem';
import type { TokenConfig } from '@token-desk/contract/token/config';
import { ContactError } from '../reader/channel.ts';
import type { BurnSurroundings } from './burn.ts';
import { BurnProgress } from './burn-progress.ts';
import type { NotBurned } from './burn-result.ts';
import { problemWhenNotSet } from './burn-words.ts';
import { ClockWriting, slowNote } from './clock-writing.ts';
import { type IdentifiedToken, identifyToken } from './identify.ts';
import { authenticate, type Refused, readInfo, writeConfig } from './protocol/session.ts';
import { isSm4Right } from './protocol/sm4.ts';

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
  { channel, signal, onPhase = () => {}, nowMs = Date.now }: BurnSurroundings,
): Promise<Synced | NotBurned> {
  const progress = new BurnProgress(channel, signal);
  const clock = new ClockWriting(progress.transmit, nowMs);
  const { transmit } = clock;
  let token: IdentifiedToken | null = null;
  const end = (problem: Problem): NotBurned => ({ outcome: 'failed', problem, token });
  const endWriting = (problem: Problem): NotBurned =>
    progress.mayHaveClock ? { outcome: 'unknown', problem: { code: 'clock-unknown' }, token } : end(problem);
  // It has said its serial before: a token it is.
  const refuse = ({ problem }: Refused): NotBurned =>
    endWriting(problem.code === 'not-a-token' ? { code: 'token-refused' } : problem);
  if (!isSm4Right()) return end({ code: 'crypto-self-check' });
  const phase = (name: BurnPhase) => onPhase(name);
  const startedAt = performance.now();
  try {
    phase('reading');
    const identified = await identifyToken({ channel: { transmit }, signal, nowMs });
    if (!identified.ok) return end(identified.problem);
    token = identified.token;
    const { serial, model, clearsSeedOnConfig } = token;
    const { expectedSerial } = order;
    if (expectedSerial !== undefined && serial !== expectedSerial)
      return end({ code: 'wrong-serial', detail: { serial, expected: expectedSerial } });
    if (model === null) return end({ code: 'unknown-model', detail: { serial } });
    if (clearsSeedOnConfig) return end({ code: 'token-would-be-emptied' });

    phase('authenticating');
    const session = await authenticate(transmit);
    if (!session.ok) return refuse(session);
    phase('writing-clock');
    const config = await writeConfig({ transmit, serial }, order.config, clock.utcSeconds);
    if (!config.ok) return refuse(config);
    const readBack = await readInfo(transmit);
    if (!readBack.ok) return refuse(readBack);
    // Another token's clock says nothing about this one's.
    if (readBack.info.serial !== serial) return endWriting({ code: 'clock-unknown' });
    const read = clock.judge(readBack.info.utcSeconds);
    const { driftSeconds: clockDriftAfterSeconds } = read;
    if (!read.isSet) {
      const problem = problemWhenNotSet(token, clockDriftAfterSeconds);
      return { outcome: 'settings-changed', problem, token };
    }
    phase('written');
    return {
      outcome: 'burned',
      token,
      clockDriftAfterSeconds,
      note: slowNote(read),
      durationMs: Math.round((performance.now() - startedAt) * 100) / 100,
    };
  } catch (error) {
    if (!(error instanceof ContactError)) throw error;
    return endWriting(error.problem);
  }
}
