import type { BurnPhase } from '@token-desk/contract/job';
import type { Problem } from '@token-desk/contract/problem';
import type { TokenConfig } from '@token-desk/contract/token-config';
import type { BurnSurroundings, NotBurned } from './burn.ts';
import { freshDriftSeconds, type IdentifiedToken, identifyToken } from './identify.ts';
import { ContactError } from './reader/channel.ts';
import { ins } from './token/commands.ts';
import { authenticate, readInfo, type Transmit, writeConfig } from './token/session.ts';
import { isSm4Right } from './token/sm4.ts';

export type SyncOrder = {
  /** Written together with the clock: the token has no command for the clock alone, and tells nobody what it holds. */
  readonly config: TokenConfig;
  readonly expectedSerial?: string | undefined;
};

export type Synced = {
  readonly outcome: 'burned';
  readonly token: IdentifiedToken;
  readonly clockDriftAfterSeconds: number;
  readonly note: null;
  readonly durationMs: number;
};

/**
 * Sets the clock of a token whose seed survives that, and leaves the seed alone. Any model that would lose it, and any
 * that nobody knows, is refused. `unknown`: the clock may be set or not; again is safe.
 */
export async function syncClock(
  order: SyncOrder,
  { channel, signal, onPhase = () => {}, nowMs = Date.now }: BurnSurroundings,
): Promise<Synced | NotBurned> {
  let mayHaveSet = false;
  const transmit: Transmit = (apdu) => {
    mayHaveSet ||= apdu[1] === ins.setConfig;
    return channel.transmit(apdu, signal);
  };
  let token: IdentifiedToken | null = null;
  const end = (problem: Problem): NotBurned => ({ outcome: 'failed', problem, token });
  if (!isSm4Right()) return end({ code: 'crypto-self-check' });
  const phase = (name: BurnPhase) => onPhase(name);
  const startedAt = performance.now();
  try {
    phase('reading');
    const identified = await identifyToken({ channel, signal, nowMs });
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
    if (!session.ok) return end(session.problem);
    phase('writing-clock');
    const config = await writeConfig({ transmit, serial }, order.config, () => Math.round(nowMs() / 1000));
    if (!config.ok) return config.meaning === 'garbled' ? unknown(token) : end(config.problem);
    const readBack = await readInfo(transmit);
    if (!readBack.ok) return unknown(token);
    phase('written');
    return {
      outcome: 'burned',
      token,
      clockDriftAfterSeconds: freshDriftSeconds(readBack.info.utcSeconds, nowMs()),
      note: null,
      durationMs: Math.round((performance.now() - startedAt) * 100) / 100,
    };
  } catch (error) {
    if (!(error instanceof ContactError)) throw error;
    return mayHaveSet ? unknown(token) : end(error.problem);
  }
}

function unknown(token: IdentifiedToken | null): NotBurned {
  return { outcome: 'unknown', problem: { code: 'clock-unknown' }, token };
}
