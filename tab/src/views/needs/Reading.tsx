import type { NeedGapFound, Needs } from '@token-desk/contract/entra/needs';
import { useNow } from '../../server/session.ts';
import { momentText } from '../../time.ts';
import { MicrosoftReading } from '../../ui/MicrosoftReading.tsx';
import { useAllStrings, useLanguage } from '../../words/words.tsx';

/** When Microsoft was asked and how far it is, and what it did not tell. */
export function Reading({ needs, onAgain }: { readonly needs: Needs; onAgain(): void }) {
  const strings = useAllStrings();
  const { needs: words } = strings;
  const now = useNow(60_000);
  const { readAt, source, reading, failure, gaps } = needs;
  return (
    <MicrosoftReading
      progress={reading === null ? null : words.reading(reading.done, reading.of)}
      read={
        readAt === null || source === null
          ? null
          : `${words.readAt(momentText(readAt, now, strings))} ${words.sources[source]}`
      }
      failure={failure}
      gapsTitle={words.gapsTitle}
      gaps={gaps.map((gap) => <Gap key={gap.what} gap={gap} />)}
      onAgain={onAgain}
    />
  );
}

function Gap({ gap: { what, why, permissions } }: { readonly gap: NeedGapFound }) {
  const { needs: words } = useAllStrings();
  const { list } = useLanguage();
  return (
    <li className="finding finding-note">
      <b>{words.gaps[what]}</b> {words.gapWhy[why]}
      <span className="doctor-todo">{words.gapSo[what]}</span>
      {permissions.length > 0 && <small className="quiet">{words.gapTodo(list(permissions, 'or'))}</small>}
    </li>
  );
}
