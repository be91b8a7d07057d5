import { readKept, writeKept } from './browser-store.ts';

const deskKey = 'token-desk.desk';

/** The desk chosen on this PC. */
export const chosenDesk = (): string | null => readKept(deskKey);
export const rememberDesk = (burnerId: string): void => writeKept(deskKey, burnerId);
