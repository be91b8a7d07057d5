import type { RecordApart } from '@token-desk/contract/token/record';
import type { AllStrings } from '../words/all.ts';

/** A desk's record that does not fit, as people read it on the first page and in a statement. Pure. */
export function recordApartText(
  record: RecordApart,
  { strings }: { readonly strings: AllStrings },
): { readonly title: string; readonly text: string } {
  const { apart: words, details } = strings;
  const at = new Intl.DateTimeFormat(strings.locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const { subject, account } = record;
  const told = [
    details.outcomes[record.outcome as keyof typeof details.outcomes] ?? record.outcome,
    ...(subject === null ? [] : [details.for(`${subject.name} (${subject.upn})`)]),
    ...(account === null ? [] : [words.account(account)]),
    details.orderedBy(record.technician.name),
  ];
  return {
    title: words.line(words.records[record.record], record.burner, at.format(record.at)),
    text: words.sentence(details.doubts[record.why], told.join(' · ')),
  };
}
