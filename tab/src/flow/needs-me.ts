import { isSecondPerson } from '@token-desk/contract/four-eyes';
import type { Role } from '@token-desk/contract/ids';
import { doneStates } from '@token-desk/contract/request';
import { may } from '@token-desk/contract/rights';
import { fold } from '@token-desk/contract/text/fold';
import type { RequestSummary } from '@token-desk/contract/views';

export type Who = { readonly id: string; readonly roles: readonly Role[]; readonly today: string };

/** Whether the next move is this person's: what others hold, decide or fetch waits below. */
export function needsMe(item: RequestSummary, { id, roles }: Omit<Who, 'today'>): boolean {
  const isOthers = item.claim !== null && item.claim.by.id !== id;
  if (waitsForAnother(item)) return isOthers && may('burn', roles) && isSecondPerson(item, { id }, 'burn');
  switch (item.state) {
    case 'submitted':
      return may('approve', roles) && isSecondPerson(item, { id }, 'approve');
    case 'approved':
    case 'queued':
      return may('burn', roles) && isSecondPerson(item, { id }, 'burn');
    case 'failed':
    case 'in_progress':
    case 'burned':
    case 'checked':
      return may('burn', roles) && !isOthers;
    case 'bound':
      // a ready token waits for its person, unless it is in this technician's hand right now
      return may('burn', roles) && item.claim?.by.id === id;
    default:
      return false;
  }
}

/** Its loaded token waits for a technician who does not have it. */
const waitsForAnother = ({ state, secondTechnician }: RequestSummary): boolean =>
  state === 'in_progress' && secondTechnician?.confirmedBy === null;

/** Whether the person has the token, or will not get one by this request. */
export function isOver({ state }: Pick<RequestSummary, 'state'>): boolean {
  return doneStates.includes(state);
}

/** What is stuck first, then what was begun, then by the day it is needed; the server's order otherwise. */
export function sortByNeed(
  items: readonly RequestSummary[],
  { id, today }: Pick<Who, 'id' | 'today'>,
): readonly RequestSummary[] {
  const rank = (item: RequestSummary) => {
    if (item.attention !== null) return 0;
    if (item.claim?.by.id === id) return 1;
    return item.form.neededBy < today ? 2 : 3;
  };
  return items.toSorted((a, b) => rank(a) - rank(b));
}

/** People who have to be at the desk for the next step. */
export function isExpected(item: RequestSummary, me: Omit<Who, 'today'>): boolean {
  return (
    needsMe(item, me) && !waitsForAnother(item) && !['submitted', 'failed', 'bound'].includes(item.state)
  );
}

/** Who may come to the desk: for the next step, or to fetch a token that is ready. */
export function mayArrive(item: RequestSummary, me: Omit<Who, 'today'>): boolean {
  return isExpected(item, me) || (item.state === 'bound' && may('burn', me.roles));
}

/**
 * Whom a few letters or a badge mean: the start of any word of the name, the UPN, or all of it. Accents do not count,
 * nobody types them in a hurry.
 */
export function matching<T extends Pick<RequestSummary, 'subject' | 'token'>>(
  items: readonly T[],
  typed: string,
): readonly T[] {
  const wanted = plain(typed);
  if (wanted === '') return items;
  const isMatch = ({ subject, token }: T) =>
    plain(subject.name)
      .split(/[\s-]+/)
      .some((word) => word.startsWith(wanted)) ||
    plain(subject.name).startsWith(wanted) ||
    plain(subject.upn).startsWith(wanted) ||
    (wanted.length > 5 && token?.serial === typed.trim());
  return items.filter(isMatch);
}

const plain = (text: string) => fold(text).trim();
