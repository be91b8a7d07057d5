import type { AuditRow } from '@token-desk/contract/audit-row';
import { byText } from '../../ui/history/by-text.ts';
import type { AllStrings } from '../../words/all.ts';

/** What happened, and by whom: “Approved by Ada Keller”. */
export function eventText({ event, actor }: AuditRow, myId: string, strings: AllStrings): string {
  return { ...strings.events, ...strings.deskEvents }[event](byText(actor, myId, strings));
}

export function whoText({ actor }: AuditRow, strings: AllStrings): string {
  switch (actor.kind) {
    case 'person':
      return actor.person.name;
    case 'burner':
      return strings.auditPage.burner(actor.name);
    default:
      return byText(actor, '', strings);
  }
}

/** Of the token it is about; null where it is about none. */
export const serialOf = ({ data }: Pick<AuditRow, 'data'>): string | null =>
  typeof data.serial === 'string' ? data.serial : null;
