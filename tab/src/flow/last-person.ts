import type { Person } from '@token-desk/contract/ids';

/**
 * Whose Microsoft page was open last in this window. The next person has to sign in over it, or the code that comes
 * is the last one's. Lives as long as the page does.
 */
let last: Person | null = null;

export const lastAtMicrosoft = (): Person | null => last;
export function wasAtMicrosoft(person: Person): void {
  last = person;
}
export function signedOut(): void {
  last = null;
}

/** Who was said not to be here, by request: kept for this window only. */
const absent = new Set<string>();
export const isAbsent = (requestId: string): boolean => absent.has(requestId);
export const markAbsent = (requestId: string): void => void absent.add(requestId);
export const markHere = (requestId: string): void => void absent.delete(requestId);
