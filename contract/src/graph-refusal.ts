import type { ProblemCode } from './problem.ts';

/** What Graph said no with; `message` is English whoever asks, and the only place where a 400 says which one it is. */
export type GraphAnswer = { readonly status: number; readonly message: string };

/** Microsoft's own trouble, or too many questions (Graph, “Error responses”): these pass by waiting, the others never. */
const passing: ReadonlySet<number> = new Set([408, 423, 425, 429, 500, 502, 503, 504, 509]);

export const passesByWaiting = (status: number): boolean => passing.has(status);

type Row = { readonly status: number; readonly says?: RegExp; readonly code: ProblemCode };

/** DELETE …/authentication/…Methods/{id}; the first row that fits. */
const removals: readonly Row[] = [
  { status: 401, code: 'graph-access-not-given' },
  { status: 403, code: 'method-remove-refused' },
  // “Cannot delete default method with other methods configured”, “matches the user's current default authentication method”
  { status: 400, says: /\bdefault\b/i, code: 'method-is-default' },
];

export function methodRemovalProblem({ status, message }: GraphAnswer): ProblemCode {
  const row = removals.find((one) => one.status === status && (one.says?.test(message) ?? true));
  return row?.code ?? (passesByWaiting(status) ? 'method-remove-failed' : 'method-remove-impossible');
}

/** What the server asks Graph, and the token endpoint, in its own name: a missing consent, a secret that ended. */
export function directoryProblem(status: number): ProblemCode {
  return passesByWaiting(status) ? 'directory-unavailable' : 'directory-refused';
}
