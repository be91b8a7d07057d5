import { usualReasons } from '@token-desk/contract/organisation';
import { fail, type Result } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import type { Decision } from '../approval/approval-policy.ts';
import { offeredReasons, worded } from '../organisation.ts';
import type { Acting } from '../permissions.ts';
import { isPastDay, wrongFields } from './form-rules.ts';
import type { InternalCommand } from './request-commands.ts';
import type { Decided, RequestEvent } from './request-events.ts';

type Submit = Extract<InternalCommand, { kind: 'submit' }>;

function checkForm(
  { form, call, spareFor, sites = [], reasons = usualReasons }: Submit,
  now: number,
): Result<object> {
  const rules = { sites, reasons: offeredReasons(reasons), ...(call === undefined ? {} : { call }) };
  // why a spare token is asked for is said by what it is
  const [wrong] = wrongFields(form, rules).filter((one) => one !== 'reason' || spareFor === undefined);
  if (wrong === 'type') return fail('request-type-not-yet');
  if (wrong !== undefined) return fail('request-invalid', { field: wrong });
  return isPastDay(form.neededBy, now) ? fail('needed-by-past') : { ok: true };
}

const isWaiting = (decision: Decision): decision is Decision & { approve: 'manager' | 'approver' } =>
  decision.approve !== 'none';

function approvalOf(decision: Decision): { readonly approval?: NonNullable<Request['approval']> } {
  if (!isWaiting(decision)) return {};
  const { rule, approve: of, asked, also } = decision;
  const told = {
    ...(asked === undefined ? {} : { asked }),
    ...(also === undefined ? {} : { also: [...also] }),
  };
  return { approval: { rule, of, ...told } };
}

/** Whoever can chat may ask; approval by a rule is written as the policy's own act. */
export function decideSubmit(command: Submit, acting: Acting, now: number): Result<Decided> {
  if (acting.actor.kind !== 'person') return fail('role-missing', { roles: 'a person' });
  const requestedBy = acting.actor.person;
  if (requestedBy.id === command.subject.id) return fail('request-for-self');
  const form = checkForm(command, now);
  if (!form.ok) return form;
  const policy: Actor = { kind: 'policy' };
  const events: RequestEvent[] = [
    {
      kind: 'submitted',
      id: command.id,
      subject: command.subject,
      requestedBy,
      source: command.source,
      form: worded(command.form, command.reasons ?? usualReasons),
      ...approvalOf(command.decision),
      ...(command.decision.isPrivileged === true ? { isPrivileged: true as const } : {}),
      ...(command.call === undefined ? {} : { call: command.call }),
      ...(command.spareFor === undefined ? {} : { spareFor: command.spareFor }),
      ...(command.cohort === undefined ? {} : { cohort: command.cohort }),
      ...(command.isAside === true ? { isAside: true as const } : {}),
      at: now,
      actor: acting.actor,
    },
  ];
  for (const serial of command.reported ?? []) {
    events.push({ kind: 'loss_reported', serial, at: now, actor: acting.actor });
  }
  if (command.decision.approve === 'none') {
    const { rule, managerAsked } = command.decision;
    const asked = managerAsked === true ? { managerAsked } : {};
    events.push({ kind: 'approved', rule, ...asked, at: now, actor: policy });
    events.push({ kind: 'queued', at: now, actor: policy });
  }
  return { ok: true, events };
}
