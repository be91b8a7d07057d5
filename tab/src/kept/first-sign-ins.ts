import { readKept, writeKept } from './browser-store.ts';

const key = 'token-desk.first-sign-in';
const most = 100;

/** Requests whose person this browser saw before their first sign-in: afterwards Microsoft does not tell any more that it was one. */
const seen = (): readonly string[] => (readKept(key) ?? '').split(' ').filter((id) => id !== '');

export const wasAheadHere = (requestId: string): boolean => seen().includes(requestId);

export function markAhead(requestId: string): void {
  if (!wasAheadHere(requestId)) writeKept(key, [...seen(), requestId].slice(-most).join(' '));
}
