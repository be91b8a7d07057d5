import type { Problem } from '@token-desk/contract/problem';
import type { Algorithm } from '@token-desk/contract/token/config';
import { HOTP, Secret } from 'otpauth';

/** The secret stays the caller's, who wipes it. */
export type CodeSource = {
  readonly seed: Uint8Array;
  readonly algorithm: Algorithm;
  readonly stepSeconds: number;
};

export type CodeCheck = {
  /** The code of the previous, current or next step. */
  readonly matched: boolean;
  /** Steps from now: negative is an older code. Beyond ±1 it only explains; null when no step near fits. */
  readonly stepOffset: number | null;
};

const digits = 6;
const acceptedOffset = 1;
/** How far to look for an explanation: with 30 s steps, a clock ten minutes off. */
const explainedOffset = 20;

/** Code of one time step (RFC 6238 §4.2), six digits. */
export function codeAt({ seed, algorithm, stepSeconds }: CodeSource, utcMs: number): string {
  return codeOfStep({ seed, algorithm, stepSeconds }, stepAt(stepSeconds, utcMs));
}

/** Compares without remembering: the same code matches as often as it is asked. */
export function checkCode(source: CodeSource, code: string, utcMs: number): CodeCheck {
  const step = findStep(source, code, utcMs);
  if (step === null) return { matched: false, stepOffset: null };
  const stepOffset = step - stepAt(source.stepSeconds, utcMs);
  return { matched: Math.abs(stepOffset) <= acceptedOffset, stepOffset };
}

export type Recheck = CodeCheck & {
  /** The code fits a step that was accepted before, or one older than that. */
  readonly isUsed: boolean;
};

/** The desk's check after a burn: accepts no time step twice (RFC 6238 §5.2), nor one before it. */
export class CodeChecker {
  readonly #source: CodeSource;
  #lastStep: number | null = null;

  constructor(source: CodeSource) {
    this.#source = source;
  }

  check(code: string, utcMs: number): Recheck {
    const { matched, stepOffset } = checkCode(this.#source, code, utcMs);
    if (!matched || stepOffset === null) return { matched, stepOffset, isUsed: false };
    const step = stepAt(this.#source.stepSeconds, utcMs) + stepOffset;
    if (this.#lastStep !== null && step <= this.#lastStep)
      return { matched: false, stepOffset, isUsed: true };
    this.#lastStep = step;
    return { matched, stepOffset, isUsed: false };
  }
}

/** Nearest step first, so that a chance match far away never hides a near one. */
function findStep(source: CodeSource, code: string, utcMs: number): number | null {
  const current = stepAt(source.stepSeconds, utcMs);
  for (let distance = 0; distance <= explainedOffset; distance += 1) {
    for (const step of distance === 0 ? [current] : [current - distance, current + distance]) {
      if (step >= 0 && codeOfStep(source, step) === code) return step;
    }
  }
  return null;
}

function stepAt(stepSeconds: number, utcMs: number): number {
  return Math.floor(utcMs / 1000 / stepSeconds);
}

function codeOfStep({ seed, algorithm }: CodeSource, step: number): string {
  const copy = Uint8Array.from(seed);
  try {
    return HOTP.generate({ secret: new Secret({ buffer: copy.buffer }), algorithm, digits, counter: step });
  } finally {
    copy.fill(0);
  }
}

export type Miss = {
  readonly stepOffset: number | null;
  readonly isUsed: boolean;
  readonly stepSeconds: number;
};

/** Why a typed code did not match, as far as a desk can know. */
export function explainMiss(check: Miss): Problem {
  if (check.isUsed) return { code: 'code-old' };
  if (check.stepOffset === null) return { code: 'code-wrong' };
  return { code: 'code-clock-off', detail: { offsetSeconds: check.stepOffset * check.stepSeconds } };
}
