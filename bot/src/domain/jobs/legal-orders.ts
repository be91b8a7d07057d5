import { type OfferedOrder, offeredOrders, type Request } from '@token-desk/contract/request';
import type { Acting } from '../permissions.ts';
import type { Command } from '../requests/request-commands.ts';
import { decide } from '../requests/request-machine.ts';

const why = 'asked whether it may be';
const withWhy: readonly OfferedOrder[] = ['give-up', 'hold', 'reject'];

/** The orders the machine would take from this person now and that would change something. */
export function legalOrders(request: Request, acting: Acting, now: number): OfferedOrder[] {
  return offeredOrders.filter((kind) => {
    const command = (withWhy.includes(kind) ? { kind, why } : { kind }) as Command;
    const decided = decide(request, command, acting, now);
    return decided.ok && decided.events.length > 0;
  });
}
