import * as z from 'zod/mini';
import { id, person } from './ids.ts';

/** What happened, one audit row each. `data` is small, readable and free of secrets. */
export const requestEventKinds = [
  'submitted',
  'approved',
  'rejected',
  'approval_reminded',
  'approval_passed_on',
  'queued',
  'edited',
  'nudged',
  'withdrawn',
  'expired',
  'loss_reported',
  'loss_confirmed',
  'loss_rejected',
  'claimed',
  'taken_over',
  'released',
  'identity_checked',
  'route_chosen',
  'job_opened',
  'job_cancelled',
  'secret_sealed',
  'burned',
  'burn_empty',
  'burn_settings_changed',
  'burn_unknown',
  'burn_failed',
  'checked',
  'check_failed',
  'loaded_taken',
  'loaded_given_back',
  'hand_out_confirmed',
  'holder_awaited',
  'bound',
  'handed_over',
  'closed',
  'held',
  'resumed',
  'failed',
  'requeued',
  'enforced',
  'enforcement_waived',
  'missing_found',
  'second_found',
  'second_asked',
  'second_waived',
  'spare_ended',
  'sign_in_tested',
  'sign_in_not_tested',
] as const;
export const requestEventKind = z.enum(requestEventKinds);
export type RequestEventKind = (typeof requestEventKinds)[number];

/** Who did it: a person, a rule, the clock, or a burner. */
export const actor = z.union([
  z.object({ kind: z.literal('person'), person }),
  z.object({ kind: z.literal('policy') }),
  z.object({ kind: z.literal('clock') }),
  z.object({ kind: z.literal('burner'), burnerId: id, name: z.string() }),
]);
export type Actor = z.infer<typeof actor>;
