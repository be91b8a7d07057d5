import type { Request } from '@token-desk/contract/request';
import type { Road } from '../flow/burn/road.ts';
import { loadKept, saveKept } from './window-store.ts';

/**
 * Between a loaded token and one that is written here the server records no choice: both end as the same kind of token.
 * What was chosen lasts as long as the person has the request in hand.
 */
type KeptRoad = { readonly requestId: string; readonly since: number; readonly road: 'take' | 'draw' };

const key = 'token-desk.road';

const isKeptRoad = (found: unknown): found is KeptRoad => {
  if (typeof found !== 'object' || found === null) return false;
  const { requestId, since, road } = found as Record<string, unknown>;
  return typeof requestId === 'string' && typeof since === 'number' && (road === 'take' || road === 'draw');
};

type Chosen = Pick<Request, 'id' | 'claim' | 'chosenRoute'>;

/** What was chosen in this window, unless the server has another choice or another hand since. */
export function keptRoad({ id, claim, chosenRoute }: Chosen): KeptRoad['road'] | null {
  const kept = loadKept(key, isKeptRoad);
  const isOfThis = kept?.requestId === id && kept.since === claim?.since && chosenRoute !== 'A';
  return isOfThis ? kept.road : null;
}

export function keepRoad({ id, claim }: Chosen, road: Road): void {
  const isRecorded = road === 'secret' || claim === null;
  saveKept(key, isRecorded ? null : { requestId: id, since: claim.since, road });
}
