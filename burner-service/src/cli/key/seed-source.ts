import { ProblemError } from '@token-desk/contract/problem';
import { parseSeedInput, problemOfInput, type SeedFound } from '@token-desk/contract/seed/input';
import type { Algorithm, StepSeconds } from '@token-desk/contract/token/config';
import { choiceOption, type Values } from '../command.ts';

export const seedOptions = {
  algorithm: { type: 'string' },
  step: { type: 'string' },
  'read-as': { type: 'string' },
} as const;

export type SeedSource = {
  /** Whoever asked for it wipes it. */
  readonly seed: Uint8Array;
  readonly algorithm: Algorithm;
  readonly stepSeconds: StepSeconds;
};

/** What was piped in together with the options. A link says everything; to a bare key the options are added. */
export function readSeedSource(text: string, values: Values): SeedSource {
  const algorithm = choiceOption(values, 'algorithm', ['SHA1', 'SHA256'] as const);
  const stepSeconds = choiceOption(values, 'step', [30, 60] as const);
  const found = parseSeedInput(text, { readAs: readAsOption(values) });
  const problem = problemOfInput(found);
  if (found.kind !== 'seed') throw new ProblemError(problem?.code ?? 'bad-request', problem?.detail);
  try {
    refuseContradiction(found, { flag: 'algorithm', given: algorithm, stated: found.algorithm });
    refuseContradiction(found, { flag: 'step', given: stepSeconds, stated: found.stepSeconds });
  } catch (error) {
    found.seed.fill(0);
    throw error;
  }
  return {
    seed: found.seed,
    algorithm: algorithm ?? found.algorithm,
    stepSeconds: stepSeconds ?? found.stepSeconds,
  };
}

export function readAsOption(values: Values): 'base32' | 'hex' | undefined {
  const choice = choiceOption(values, 'read-as', ['BASE32', 'HEX'] as const);
  if (choice === null) return undefined;
  return choice === 'BASE32' ? 'base32' : 'hex';
}

type Claim = {
  readonly flag: string;
  readonly given: string | number | null;
  readonly stated: string | number;
};

/** A link without a parameter states its default: that is what the server behind it will compute. */
function refuseContradiction({ form }: SeedFound, { flag, given, stated }: Claim): void {
  if (form === 'uri' && given !== null && given !== stated)
    throw new ProblemError('flag-contradicts-uri', { flag, given, stated });
}
