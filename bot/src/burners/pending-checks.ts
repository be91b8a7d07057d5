import { ProblemError } from '@token-desk/contract/problem';
import type { CheckedCode } from '../ports.ts';

type Waiting = {
  readonly burnerId: string;
  readonly name: string;
  readonly resolve: (result: CheckedCode) => void;
  readonly reject: (error: Error) => void;
};

/** Typed codes on their way to a burner: each waits for its own answer, and only so long. */
export class PendingChecks {
  readonly #timeoutMs: number;
  readonly #waiting = new Map<string, Waiting>();

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  async wait(
    check: { readonly burnerId: string; readonly name: string; readonly checkId: string },
    signal: AbortSignal | undefined,
  ): Promise<CheckedCode> {
    const { burnerId, name, checkId } = check;
    signal?.throwIfAborted();
    let giveUp = () => {};
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<CheckedCode>((resolve, reject) => {
        giveUp = () => reject(new ProblemError('burner-silent', { burner: name }));
        this.#waiting.set(checkId, { burnerId, name, resolve, reject });
        timer = setTimeout(giveUp, this.#timeoutMs);
        signal?.addEventListener('abort', giveUp, { once: true });
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      this.#waiting.delete(checkId);
    }
  }

  /** The answer counts only from the burner that was asked; `failure` is why it was not accepted. */
  answer(burnerId: string, result: CheckedCode, failure: Error | null): void {
    const waiting = this.#waiting.get(result.said.checkId);
    if (waiting?.burnerId !== burnerId) return;
    if (failure === null) waiting.resolve(result);
    else waiting.reject(failure);
  }

  /** Everything this burner was asked fails now. */
  fail(burnerId: string, code: 'burner-offline' | 'burner-revoked'): void {
    for (const waiting of this.#waiting.values()) {
      if (waiting.burnerId === burnerId) waiting.reject(new ProblemError(code, { burner: waiting.name }));
    }
  }
}
