import { loadKept, saveKept } from './window-store.ts';

/** For which request, and with which token, Microsoft said yes to this window last: it shows so only some seconds later. */
export type Accepted = {
  readonly requestId: string;
  readonly serial: string;
  readonly at: number;
  /** Microsoft's number of that answer. */
  readonly graphRequestId: string | null;
};

const key = 'token-desk.accepted';

const isAccepted = (found: unknown): found is Accepted => {
  if (typeof found !== 'object' || found === null) return false;
  const { requestId, serial, at, graphRequestId } = found as Record<string, unknown>;
  const isNumbered = graphRequestId === null || typeof graphRequestId === 'string';
  return typeof requestId === 'string' && typeof serial === 'string' && typeof at === 'number' && isNumbered;
};

export function acceptedOf(requestId: string, serial: string): Accepted | null {
  const kept = loadKept(key, isAccepted);
  return kept?.requestId === requestId && kept.serial === serial ? kept : null;
}
export const keepAccepted = (accepted: Accepted | null): void => saveKept(key, accepted);
