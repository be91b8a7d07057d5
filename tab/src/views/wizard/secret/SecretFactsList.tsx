import type { HeldFacts } from '../../../flow/burn/burn-flow.ts';
import { FactList } from '../../../ui/FactList.tsx';
import { useAllStrings } from '../../../words/words.tsx';

/** What was brought in: everything but the secret. */
export function SecretFactsList({ facts }: { readonly facts: HeldFacts }) {
  const { facts: words, captures } = useAllStrings();
  const rows: readonly (readonly [string, string])[] = [
    [words.account, facts.account ?? words.notSeen],
    [words.organisation, facts.tenant ?? words.notSeen],
    [words.length, words.bytes(facts.sizeBytes)],
    [words.kind, words.kindText(facts.stepSeconds, facts.algorithm)],
    [words.how, captures[facts.capture]],
  ];
  return <FactList facts={rows} className="card" />;
}
