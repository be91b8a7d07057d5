import { may } from '@token-desk/contract/rights';
import { recordApartText } from '../../flow/record-apart-text.ts';
import { useSession } from '../../server/session.ts';
import { useAllStrings } from '../../words/words.tsx';
import { listSource, ToLookAt } from './ToLookAt.tsx';

const source = listSource('records-apart', (api, signal) => api.call('listRecordsApart', { signal }));

/** What desks signed and should not have been, until somebody says that they have looked. */
export function RecordsApart() {
  const strings = useAllStrings();
  const { api, me } = useSession();
  return (
    <ToLookAt
      source={source}
      words={strings.apart}
      mayLook={may('keep-desks', me.roles)}
      saidOf={(record) => recordApartText(record, { strings })}
      nameOf={({ auditSeq }) => strings.apart.number(auditSeq)}
      onLook={({ auditSeq }) =>
        api.call('acknowledgeRecord', { params: { seq: String(auditSeq) }, body: {} })
      }
    />
  );
}
