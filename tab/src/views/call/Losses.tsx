import { useAnswer } from '../../server/use-answer.ts';
import { useAllStrings, useLanguage } from '../../words/words.tsx';

/** Said before it is recorded: which token is written off by it, and which is not. */
export function Losses({ personId }: { readonly personId: string }) {
  const { losses: words } = useAllStrings().work.call;
  const { list } = useLanguage();
  // By the books; null until that was read, or where it cannot be.
  const { data: losses } = useAnswer(['losses', personId], (api, signal) =>
    api.call('getLosses', { params: { personId }, signal }),
  );
  if (losses === null) return null;
  const { lost, spare } = losses;
  return (
    <p className="notice-line">
      {lost.length === 0 ? words.none : words.lost(list(lost))}
      {spare.length > 0 && ` ${words.spare(list(spare))}`}
    </p>
  );
}
