import { fail, type Result } from '@token-desk/contract/problem';
import { handledTypes, type RequestForm } from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import type { Acting } from './permissions.ts';
import type { InternalCommand } from './request-commands.ts';
import type { Decided, RequestEvent } from './request-events.ts';

type Submit = Extract<InternalCommand, { kind: 'submit' }>;

export const minOtherReasonLength = 10;
/** The earliest place on Earth is still in the day before: a date is past only when it is past everywhere. */
const latestZoneMs = 12 * 60 * 60_000;

export function isPastDay(day: string, now: number): boolean {
  return day < new Date(now - latestZoneMs).toISOString().slice(0, 10);
}

function isRealDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

function checkForm(form: RequestForm, now: number): Result<object> {
  if (!handledTypes.some((type) => type === form.type)) return fail('request-type-not-yet');
  if (form.type === 'new' && form.reason === undefined) return fail('request-invalid', { field: 'reason' });
  if (form.reason === 'other' && (form.reasonText ?? '').length < minOtherReasonLength) {
    return fail('request-invalid', { field: 'reasonText' });
  }
  if (!isRealDay(form.neededBy)) return fail('request-invalid', { field: 'neededBy' });
  return isPastDay(form.neededBy, now) ? fail('needed-by-past') : { ok: true };
}

/** Whoever can chat may ask; approval by a rule is written as the policy's own act. */
export function decideSubmit(command: Submit, acting: Acting, now: number): Result<Decided> {
  if (acting.actor.kind !== 'person') return fail('role-missing', { roles: 'a person' });
  const requestedBy = acting.actor.person;
  if (requestedBy.id === command.subject.id) return fail('request-for-self');
  const form = checkForm(command.form, now);
  if (!form.ok) return form;
  const policy: Actor = { kind: 'policy' };
  const events: RequestEvent[] = [
    {
      kind: 'submitted',
      id: command.id,
      subject: command.subject,
      requestedBy,
      source: command.source,
      form: command.form,
      ...(command.call === undefined ? {} : { call: command.call }),
      at: now,
      actor: acting.actor,
    },
  ];
  if (command.rule !== null) {
    events.push({ kind: 'approved', rule: command.rule, at: now, actor: policy });
    events.push({ kind: 'queued', at: now, actor: policy });
  }
  return { ok: true, events };
}
