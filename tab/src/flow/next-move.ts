import type { RequestDetail } from '@token-desk/contract/api';
import type { Who } from './needs-me.ts';
import { isAtWork } from './state-badge.ts';

/** The one thing this person can do for a request; `wait`: nothing, somebody else is next or it is over. */
export type NextMove =
  | 'decide'
  | 'start'
  | 'carry-on'
  | 'carry-on-at-reader'
  | 'take-over'
  | 'hand-over'
  | 'requeue'
  | 'wait';

type Asked = Pick<RequestDetail, 'state' | 'claim' | 'attention' | 'may'>;

/** What the server would refuse is never the next thing; it says with each request what it would take. */
export function nextMoveOf(
  { state, claim, attention, may }: Asked,
  { id, roles }: Omit<Who, 'today'>,
): NextMove {
  if (may.includes('approve')) return 'decide';
  if (may.includes('claim')) return 'start';
  if (may.includes('take-over')) return 'take-over';
  if (may.includes('requeue')) return 'requeue';
  if (!roles.includes('Technician')) return 'wait';
  if (state === 'bound') return 'hand-over';
  if (!isAtWork(state) || claim?.by.id !== id) return 'wait';
  return attention === 'token-empty' ? 'carry-on-at-reader' : 'carry-on';
}
