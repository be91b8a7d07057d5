import assert from 'node:assert/strict';
import type { FaultPlan } from '@token-desk/burner-service/reader/virtual/virtual-card';
import { VirtualReaders, virtualReaderName } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import type { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import { burnToken } from '@token-desk/burner-service/token/burn';
import type { BurnResult } from '@token-desk/burner-service/token/burn-result';
import { codeAt } from '@token-desk/burner-service/token/code-check';
import type { BurnPhase } from '@token-desk/contract/desk/job';
import { makeToken, restrictedSerial } from '../reader/virtual-tokens.ts';

export const nowMs = () => 1_700_000_000_000;
export const config = { algorithm: 'SHA256', stepSeconds: 60, displayTimeoutSeconds: 60 } as const;
export const oldSeed = new Uint8Array(20).fill(1);
export const seed = new Uint8Array(20).fill(2);
export const code = (of: Uint8Array) => codeAt({ seed: of, ...config }, nowMs());

type Desk = { readonly readers: VirtualReaders; readonly token: VirtualToken };

export async function burnOn(
  { readers }: Desk,
  order: Partial<Parameters<typeof burnToken>[0]> = {},
  onPhase?: (phase: BurnPhase) => void,
) {
  const channel = readers.openChannel(virtualReaderName);
  return burnToken(
    { seed, config, ...order },
    { channel, signal: AbortSignal.timeout(5000), nowMs, onPhase },
  );
}

/** A desk whose token already holds the old seed, laid down again with faults. */
export async function makeDesk(serial: string, faults?: FaultPlan): Promise<Desk> {
  const token = makeToken({ serial, isRestricted: serial === restrictedSerial, driftSeconds: -95 });
  const readers = new VirtualReaders();
  readers.tap(token);
  assert.equal((await burnOn({ readers, token }, { seed: oldSeed })).outcome, 'burned');
  readers.lift();
  readers.tap(token, { faults });
  return { readers, token };
}

export const problemOf = (result: BurnResult) => (result.outcome === 'burned' ? null : result.problem.code);
