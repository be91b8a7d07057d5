import { fail, type Result } from '@token-desk/contract/problem';
import type { Request, RequestCommand, RequestForm } from '@token-desk/contract/request';
import { isRealDay } from '@token-desk/contract/working-days';
import { isPastDay } from './form-rules.ts';
import type { EventBody } from './request-events.ts';

type Order = Extract<RequestCommand, { kind: 'edit' | 'nudge' }>;
type Decided = Result<{ readonly events: readonly EventBody[] }>;

const nudgeMs = 24 * 60 * 60_000;

/** Whether it may be asked again how it stands: once a day. */
export const isNudgeable = ({ nudgedAt }: Pick<Request, 'nudgedAt'>, now: number): boolean =>
  nudgedAt === undefined || now - nudgedAt >= nudgeMs;

/** What whoever asked may still do until somebody works on it. */
export function decideByAsker(request: Request, command: Order, now: number): Decided {
  if (command.kind === 'nudge')
    return isNudgeable(request, now) ? { ok: true, events: [{ kind: 'nudged' }] } : fail('nudged-already');
  const { neededBy } = command;
  if (!isRealDay(neededBy)) return fail('request-invalid', { field: 'neededBy' });
  // A day that has passed meanwhile may stay.
  if (neededBy !== request.form.neededBy && isPastDay(neededBy, now)) return fail('needed-by-past');
  const form = edited(request.form, command);
  const isSame = editable.every((field) => form[field] === request.form[field]);
  return { ok: true, events: isSame ? [] : [{ kind: 'edited', form }] };
}

const editable = ['neededBy', 'handOver', 'ticketNumber', 'costCentre', 'note'] as const;

/** What is left empty is taken out. */
function edited(form: RequestForm, command: Extract<Order, { kind: 'edit' }>): RequestForm {
  const { ticketNumber: _ticket, costCentre: _costs, note: _note, ...kept } = form;
  const { neededBy, handOver } = command;
  const optional = (['ticketNumber', 'costCentre', 'note'] as const).flatMap((field) => {
    const value = command[field];
    return value === undefined || value === '' ? [] : [[field, value] as const];
  });
  return { ...kept, neededBy, handOver, ...Object.fromEntries(optional) };
}
