import type { PolicyMeaning } from '@token-desk/contract/approval';
import type { ApprovalView } from '@token-desk/contract/routes/approval';
import { reasonNamed } from '../../words/reasons.ts';
import { useAllStrings } from '../../words/words.tsx';

/** What other rules change: each of them, and whose approval an ordinary request needs then. */
export function Meaning({
  meaning: { changes, effects, unused },
  reasons,
}: {
  readonly meaning: PolicyMeaning;
  readonly reasons: ApprovalView['reasons'];
}) {
  const strings = useAllStrings();
  const { approval: words, types, locale } = strings;
  return (
    <>
      <h3>{words.meaning}</h3>
      {changes.length === 0 && <p>{words.same}</p>}
      <ul className="plain-list">
        {changes.map(({ what, rule }) => (
          <li key={`${what} ${rule}`}>{words.changes[what](rule)}</li>
        ))}
      </ul>
      {effects.length > 0 && <p>{words.effects}</p>}
      <ul className="plain-list">
        {effects.map(({ type, reason, asker, from, to }) => {
          const who = asker === null ? null : words.conditions.askedBy(words.askers[asker]);
          const about = [types[type], reason === null ? null : reasonNamed(reason, reasons, locale), who];
          const what = about.filter((one) => one !== null).join(', ');
          return <li key={what}>{words.effect(what, words.approve[from], words.approve[to])}</li>;
        })}
      </ul>
      {unused.map((one) => (
        <p key={one}>{words.unused[one]}</p>
      ))}
    </>
  );
}
