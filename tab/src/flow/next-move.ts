import { may } from '@token-desk/contract/rights';
import type { RequestDetail } from '@token-desk/contract/views';
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

type Asked = Pick<RequestDetail, 'state' | 'claim' | 'attention' | 'may' | 'cannotBurn'>;

/** What the server would refuse is never the next thing; it says with each request what it would take. */
export function nextMoveOf(
  { state, claim, attention, may: commands, cannotBurn }: Asked,
  { id, roles }: Omit<Who, 'today'>,
): NextMove {
  if (commands.includes('approve')) return 'decide';
  if (commands.includes('claim')) return 'start';
  if (commands.includes('take-over')) return 'take-over';
  if (commands.includes('requeue')) return 'requeue';
  if (!may('burn', roles)) return 'wait';
  if (state === 'bound') return cannotBurn === 'subject' ? 'wait' : 'hand-over';
  if (!isAtWork(state) || claim?.by.id !== id) return 'wait';
  return attention === 'token-empty' ? 'carry-on-at-reader' : 'carry-on';
}
