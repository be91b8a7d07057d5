import { insertRequest } from '@token-desk/bot/store/tables/requests';
import type { Deps } from '@token-desk/bot/usecases/write/deps';
import type { Request, RequestState } from '@token-desk/contract/request';
import { form, monday, requestIn } from '../bot/requests.ts';

const states: readonly RequestState[] = [
  'queued',
  'submitted',
  'in_progress',
  'bound',
  'closed',
  'withdrawn',
];

/** Names as rare as real ones, so that some searches find one and others thousands. */
export function requestOf(n: number): Request {
  const name = `${['Ana', 'Béla', 'Chloé', 'Dmitri'][n % 4]} ${String.fromCharCode(65 + (n % 26))}ovak${n}`;
  const { token } = requestIn('burned');
  return requestIn(states[n % states.length] ?? 'queued', {
    id: `request-${n}`,
    subject: { id: `person-${n}`, name, upn: `p${n}@contoso.example` },
    form: { ...form, neededBy: `2026-11-${String((n % 28) + 1).padStart(2, '0')}`, ticketNumber: `INC${n}` },
    token:
      token === null || n % 6 !== 3 ? null : { ...token, serial: `86596220${String(n).padStart(5, '0')}` },
    updatedAt: monday + n,
  });
}

/** What a deployment has after years: this many requests, in one transaction. */
export async function fillStore(store: Deps['store'], count: number): Promise<void> {
  await store.transaction(async (tx) => {
    for (let n = 0; n < count; n += 1) await insertRequest(tx, requestOf(n), null);
  });
}
