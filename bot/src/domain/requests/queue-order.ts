import type { Request } from '@token-desk/contract/request';

/**
 * Where a request stands in the queue, as text that sorts: what is stuck, what somebody has in hand, what waits, what
 * is on hold, what is with its person; within each by the day it is needed. Whoever looks sorts by their own needs
 * only within what they have read, so whatever may need somebody has to come early.
 */
export function queueKey({
  state,
  attention,
  form,
}: Pick<Request, 'state' | 'attention'> & { readonly form: Pick<Request['form'], 'neededBy'> }): string {
  const place = placeOf(state);
  return `${place < handedOver && attention !== null ? 0 : place} ${form.neededBy}`;
}

const handedOver = 4;

function placeOf(state: Request['state']): number {
  switch (state) {
    case 'in_progress':
    case 'burned':
    case 'checked':
    case 'bound':
    case 'failed':
      return 1;
    case 'submitted':
    case 'approved':
    case 'queued':
      return 2;
    case 'on_hold':
      return 3;
    case 'handed_over':
      return handedOver;
    case 'closed':
    case 'withdrawn':
    case 'rejected':
    case 'expired':
      return 5;
  }
}
