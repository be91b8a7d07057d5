import type { BurnPhase } from '@token-desk/contract/desk/job';
import type { Problem } from '@token-desk/contract/problem';
import type { TokenConfig } from '@token-desk/contract/token/config';
import type { ApduChannel } from '../reader/channel.ts';
import { BurnProgress } from './burn-progress.ts';
import { ClockWriting } from './clock-writing.ts';
import { type IdentifiedToken, identifyToken } from './identify.ts';
import type { TokenInfo } from './protocol/commands.ts';
import { authenticate, isUnknownCommand, type Refused, readInfo, writeConfig } from './protocol/session.ts';

export type BurnSurroundings = {
  readonly channel: ApduChannel;
  readonly signal: AbortSignal;
  /** From `reading` to `written`; `place-token` is for whoever waits for the token. */
  readonly onPhase?: ((phase: BurnPhase) => void) | undefined;
  /** Host clock, ms since epoch. */
  readonly nowMs?: (() => number) | undefined;
};

/** What burning and setting the clock begin with: the token says who it is, then clock and settings are written and read back. */
export class TokenWriting {
  readonly progress: BurnProgress;
  readonly clock: ClockWriting;
  readonly onPhase: (phase: BurnPhase) => void;
  readonly #signal: AbortSignal;
  readonly #nowMs: () => number;
  readonly #startedAt = performance.now();

  constructor({ channel, signal, onPhase = () => {}, nowMs = Date.now }: BurnSurroundings) {
    this.progress = new BurnProgress(channel, signal);
    this.clock = new ClockWriting(this.progress.transmit, nowMs);
    this.onPhase = onPhase;
    this.#signal = signal;
    this.#nowMs = nowMs;
  }

  identify(): ReturnType<typeof identifyToken> {
    this.onPhase('reading');
    const channel = { transmit: this.clock.transmit };
    return identifyToken({ channel, signal: this.#signal, nowMs: this.#nowMs });
  }

  /** `mayLackClock`: a token that knows no configuration is no refusal; its clock stays as it is. */
  async writeClock(
    { serial }: IdentifiedToken,
    config: TokenConfig,
    { mayLackClock }: { readonly mayLackClock: boolean },
  ): Promise<Refused | { readonly ok: true; readonly hasClock: boolean; readonly info: TokenInfo }> {
    const { transmit, utcSeconds } = this.clock;
    this.onPhase('authenticating');
    const session = await authenticate(transmit);
    if (!session.ok) return session;
    this.onPhase('writing-clock');
    const configured = await writeConfig({ transmit, serial }, config, utcSeconds);
    const hasClock = configured.ok || !(mayLackClock && isUnknownCommand(configured));
    if (!configured.ok && hasClock) return configured;
    const readBack = await readInfo(transmit);
    return readBack.ok ? { ok: true, hasClock, info: readBack.info } : readBack;
  }

  /** From the first command until now. */
  get durationMs(): number {
    return Math.round((performance.now() - this.#startedAt) * 100) / 100;
  }
}

export type Wanted = {
  /** Refuse any other token. */
  readonly expectedSerial?: string | undefined;
  readonly allowUnknownModel?: boolean | undefined;
};

/** Why this token is not the one to write. */
export function findUnwelcome(
  { serial, model }: IdentifiedToken,
  { expectedSerial, allowUnknownModel = false }: Wanted,
): Problem | null {
  if (expectedSerial !== undefined && serial !== expectedSerial) return wrongSerial(serial, expectedSerial);
  if (model === null && !allowUnknownModel) return { code: 'unknown-model', detail: { serial } };
  return null;
}

export function wrongSerial(serial: string, expected: string): Problem {
  return { code: 'wrong-serial', detail: { serial, expected } };
}
