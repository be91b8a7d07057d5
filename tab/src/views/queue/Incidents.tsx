import { may } from '@token-desk/contract/rights';
import { useSession } from '../../server/session.ts';
import { useAllStrings } from '../../words/words.tsx';
import { listSource, ToLookAt } from './ToLookAt.tsx';

const source = listSource('incidents', (api, signal) => api.call('listIncidents', { signal }));

/** What people said was not them, until a technician says that they have looked. */
export function Incidents() {
  const { apart, locale } = useAllStrings();
  const { api, me } = useSession();
  const words = apart.incidents;
  const at = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <ToLookAt
      source={source}
      words={words}
      mayLook={may('keep-books', me.roles)}
      saidOf={(one) => ({ title: words.line(one.by.name, at.format(one.at)), text: words.about[one.about] })}
      nameOf={({ by }) => by.name}
      onLook={({ auditSeq }) => api.call('closeIncident', { params: { seq: String(auditSeq) }, body: {} })}
    />
  );
}
