import * as z from 'zod/mini';
import { id, person } from './ids.ts';
import { requestEventKind } from './request-event.ts';
import { historyEntry } from './views.ts';

/** What is recorded besides requests: who may write tokens here, and who is told. */
export const otherEventKinds = [
  'pairing_code_created',
  'burner_paired',
  'burner_confirmed',
  'burner_renamed',
  'burner_revoked',
  'burner_stolen',
  'receipt_refused',
  'receipt_set_apart',
  'receipt_acknowledged',
  'input_refused',
  'model_asked',
  'model_allowed',
  'beta_changed',
  'beta_as_before',
  'token_added',
  'token_adopted',
  'token_taken_over',
  'token_matched',
  'token_set_aside',
  'token_taken_back',
  'token_blanked',
  'token_clock_set',
  'token_written',
  'token_checked',
  'token_loaded',
  'desk_job_failed',
  'token_to_stock',
  'token_retired',
  'token_lost',
  'token_found',
  'token_loss_undone',
  'token_method_gone',
  'data_deleted',
  'site_changed',
  'reason_changed',
  'rule_changed',
  'policy_proposed',
  'policy_dropped',
  'policy_changed',
  'difference_accepted',
  'difference_reopened',
  'channel_bound',
  'channel_unbound',
  'digest_made',
  'notice_settled',
  'incident_reported',
  'incident_closed',
  'task_taken',
  'task_escalated',
  'task_ended',
  'sessions_ended',
] as const;
export const otherEventKind = z.enum(otherEventKinds);
export type OtherEventKind = (typeof otherEventKinds)[number];

export const auditRow = z.extend(historyEntry, {
  event: z.union([requestEventKind, otherEventKind]),
  requestId: z.nullable(id),
  /** SHA-256 over the previous row's hash and this row, hex. */
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRow>;

/** With whom its request is for: that is read beside it, and not in its hash. */
export const listedAuditRow = z.extend(auditRow, { subject: z.nullable(person) });
export type ListedAuditRow = z.infer<typeof listedAuditRow>;

/** Why a row of the audit does not fit. */
export const chainBreaks = [
  'row-missing',
  'not-after-previous',
  'changed',
  'misfiled',
  'receipt-of-no-desk',
  'receipt-out-of-order',
  'receipt-false',
  'receipt-contradicts',
] as const;
export type ChainBreak = (typeof chainBreaks)[number];
