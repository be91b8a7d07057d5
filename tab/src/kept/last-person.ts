import { type Person, person } from '@token-desk/contract/ids';
import { loadKept, saveKept } from './window-store.ts';

const lastKey = 'token-desk.last-at-microsoft';
const absentKey = 'token-desk.not-here';
const maxAbsent = 200;

const isPerson = (found: unknown): found is Person => person.safeParse(found).success;
const isIds = (found: unknown): found is string[] =>
  Array.isArray(found) && found.length <= maxAbsent && found.every((id) => typeof id === 'string');

/**
 * Whose Microsoft page was open last in this window. The next person has to sign in over it, or the code that comes
 * is the last one's. A reload does not sign them out.
 */
let last: Person | null | undefined;

export function lastAtMicrosoft(): Person | null {
  last ??= loadKept(lastKey, isPerson);
  return last;
}
export function wasAtMicrosoft(at: Person): void {
  last = at;
  saveKept(lastKey, at);
}
export function signedOut(): void {
  last = null;
  saveKept(lastKey, null);
}

/** Who was said not to be here, by request: kept for this window only. */
let absent: Set<string> | undefined;
const absentNow = () => {
  absent ??= new Set(loadKept(absentKey, isIds));
  return absent;
};
export const isAbsent = (requestId: string): boolean => absentNow().has(requestId);
export function markAbsent(requestId: string): void {
  absentNow().add(requestId);
  keepAbsent();
}
export function markHere(requestId: string): void {
  absentNow().delete(requestId);
  keepAbsent();
}
/** The newest, and no more than are read again. */
const keepAbsent = () => saveKept(absentKey, [...absentNow()].slice(-maxAbsent));
