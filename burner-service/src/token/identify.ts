import type { Problem } from '@token-desk/contract/problem';
import { modelOf } from '@token-desk/contract/token/model';
import { type ApduChannel, ContactError } from '../reader/channel.ts';
import { probeOtherDevice } from './protocol/probe.ts';
import { type Refused, readInfo, type Transmit } from './protocol/session.ts';

export type IdentifiedToken = {
  readonly serial: string;
  /** Null: nobody knows this serial's prefix. */
  readonly model: string | null;
  /** True for unknown models too: the careful assumption. */
  readonly clearsSeedOnConfig: boolean;
  /** Token minus host, whole seconds: positive is fast. */
  readonly clockDriftSeconds: number;
};

export type Identification =
  | { readonly ok: true; readonly token: IdentifiedToken }
  | { readonly ok: false; readonly problem: Problem };

export type IdentifyOptions = {
  readonly channel: ApduChannel;
  readonly signal: AbortSignal;
  readonly nowMs?: (() => number) | undefined;
};

/** Reads who the token is and how its clock stands; writes nothing. Rejects with `ContactError` when contact ends. */
export async function identifyToken({
  channel,
  signal,
  nowMs = Date.now,
}: IdentifyOptions): Promise<Identification> {
  let sentAt = nowMs();
  const transmit: Transmit = (apdu) => {
    sentAt = nowMs();
    return channel.transmit(apdu, signal);
  };
  const read = await readInfo(transmit);
  const hostMs = (sentAt + nowMs()) / 2;
  if (!read.ok) {
    return { ok: false, problem: await explainRefusal(read, transmit) };
  }
  const { serial, utcSeconds } = read.info;
  const known = modelOf(serial);
  return {
    ok: true,
    token: {
      serial,
      model: known?.model ?? null,
      clearsSeedOnConfig: known?.clearsSeedOnConfig ?? true,
      clockDriftSeconds: driftSeconds(utcSeconds, hostMs),
    },
  };
}

async function explainRefusal(refused: Refused, transmit: Transmit): Promise<Problem> {
  const { problem, meaning } = refused;
  if (!isForeign(refused)) return problem;
  const device = await probeOtherDevice(transmit);
  if (device.kind === 'security-key')
    return { code: device.kind, detail: { application: device.application } };
  if (device.kind === 'plain-nfc-tag') return { code: device.kind };
  return meaning === 'garbled' ? problem : { code: 'not-a-token' };
}

/** Words a token has for its own trouble (docs/protocol-token.md §4): no sign of another device. */
const tokenWords: readonly (number | null)[] = [0x6700, 0x6983, 0x6a80];
/** A reader’s own answer for a card that takes no commands (PC/SC part 3 §3.2.2.1). */
const readerRefused = 0x6300;

function isForeign({ meaning, statusWord }: Refused): boolean {
  if (meaning === 'garbled') return statusWord === readerRefused;
  return !tokenWords.includes(statusWord);
}

/** As `identifyToken`, but lost contact is an answer like any other. */
export async function tryIdentify(options: IdentifyOptions): Promise<Identification> {
  try {
    return await identifyToken(options);
  } catch (error) {
    if (error instanceof ContactError) return { ok: false, problem: error.problem };
    throw error;
  }
}

/**
 * Token minus host, whole seconds. The token tells only whole seconds that it has completed, so its time is up to
 * one second more than it says: rounded up, a right clock is 0 off at any moment.
 */
export function driftSeconds(tokenUtcSeconds: number, hostMs: number): number {
  return Math.ceil(tokenUtcSeconds - hostMs / 1000) + 0;
}
