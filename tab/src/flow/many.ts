import { isSecondPerson } from '@token-desk/contract/four-eyes';
import type { RequestCommand, RequestState } from '@token-desk/contract/request';
import type { RequestSummary } from '@token-desk/contract/views';
import { plannedReceiver } from './receivers.ts';

/** What can be ordered of several requests at once. */
export const manyOrders = ['approve', 'hold', 'hand-over'] as const;
export type ManyOrder = (typeof manyOrders)[number];

const holdable: readonly RequestState[] = [
  'submitted',
  'approved',
  'queued',
  'in_progress',
  'burned',
  'checked',
  'bound',
];

/** Whose order it is. */
export const rightFor = (order: ManyOrder): 'approve' | 'burn' => (order === 'approve' ? 'approve' : 'burn');

/** Those for whom the order makes sense; the server still decides on each. Whoever comes to the counter comes one by one. */
export function fitFor(
  order: ManyOrder,
  items: readonly RequestSummary[],
  myId: string,
): readonly RequestSummary[] {
  if (order === 'approve')
    return items.filter(
      (item) => item.state === 'submitted' && isSecondPerson(item, { id: myId }, 'approve'),
    );
  if (order === 'hold') return items.filter(({ state }) => holdable.includes(state));
  return items.filter((item) => item.state === 'bound' && plannedReceiver(item, myId) !== 'subject');
}

export function commandOf(
  order: ManyOrder,
  item: RequestSummary,
  { why, myId }: { readonly why: string; readonly myId: string },
): RequestCommand {
  if (order === 'approve') return { kind: 'approve' };
  return order === 'hold' ? { kind: 'hold', why } : { kind: 'hand-over', to: plannedReceiver(item, myId) };
}
