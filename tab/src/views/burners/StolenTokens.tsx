import { Button, Link, Spinner } from '@fluentui/react-components';
import type { Reply } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import { may } from '@token-desk/contract/rights';
import type { TokenView } from '@token-desk/contract/token/record';
import type { BurnerView } from '@token-desk/contract/views';
import { useEffect, useState } from 'react';
import type { Api } from '../../server/api.ts';
import { problemOf, useSession } from '../../server/session.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { TokenBadge } from '../tokens/TokenBadge.tsx';
import { methodsUrl } from '../tokens/token-words.ts';

/** Every page: a token that is not shown is one that nobody disables. */
async function allLeftAt(api: Api, burnerId: string, signal: AbortSignal): Promise<readonly TokenView[]> {
  const found: TokenView[] = [];
  let cursor: string | null = null;
  for (;;) {
    const query: { notHandedOverFrom: string; cursor?: string } = { notHandedOverFrom: burnerId };
    if (cursor !== null) query.cursor = cursor;
    const { items, next }: Reply<'listTokens'> = await api.call('listTokens', { query, signal });
    found.push(...items);
    cursor = next;
    if (cursor === null) return found;
  }
}

/** A desk that may no longer write, and the tokens burned there that nobody was handed: each can be disabled. */
export function StolenTokens({ burner }: { readonly burner: BurnerView }) {
  const strings = useAllStrings();
  const { burners: words, tokens: tokenWords } = strings;
  const { api, me } = useSession();
  const [tokens, setTokens] = useState<readonly TokenView[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asking, setAsking] = useState<TokenView | null>(null);
  useEffect(() => {
    const aborting = new AbortController();
    allLeftAt(api, burner.id, aborting.signal).then(
      setTokens,
      (error: unknown) => aborting.signal.aborted || setProblem(problemOf(error)),
    );
    return () => aborting.abort();
  }, [api, burner.id]);
  const mayMove = may('keep-books', me.roles);
  const disable = ({ serial }: TokenView) => {
    setAsking(null);
    setProblem(null);
    const body = { kind: 'report-lost', note: words.disableNote(burner.name) } as const;
    api.call('commandToken', { params: { serial }, body }).then(
      (changed) => setTokens((old) => (old ?? []).map((one) => (one.serial === serial ? changed : one))),
      (error: unknown) => setProblem(problemOf(error)),
    );
  };
  return (
    <section className="card burner" aria-label={burner.name}>
      <h2 className="burner-head">
        {burner.name}{' '}
        <span className="badge badge-quiet">
          <span aria-hidden="true">–</span> {strings.desksPage.states[burner.state]}
        </span>
      </h2>
      {tokens === null && problem === null && <Spinner size="small" />}
      {problem !== null && <ProblemNotice problem={problem} />}
      {tokens?.length === 0 && <p className="quiet">{words.leftNone}</p>}
      {tokens !== null && tokens.length > 0 && (
        <>
          <h3>{words.leftTitle(burner.name)}</h3>
          <p>{words.leftText}</p>
          <ul className="left-tokens" aria-live="polite">
            {tokens.map((token) => (
              <li key={token.serial}>
                <span>
                  <a href={`#/tokens?open=${token.serial}`}>
                    <code>{token.serial}</code>
                  </a>{' '}
                  {token.holder !== null && words.leftFor(token.holder.name)}{' '}
                  <TokenBadge state={token.state} />
                </span>
                {token.state === 'lost' && token.holder !== null && (
                  <Link href={methodsUrl(token.holder)} target="_blank" rel="noreferrer">
                    {words.removeAt(token.holder.name)}
                  </Link>
                )}
                {token.state !== 'lost' && mayMove && (
                  <Button size="large" data-main onClick={() => setAsking(token)}>
                    {words.disable}
                    <span className="sr-only"> {token.serial}</span>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {asking !== null && (
        <ConfirmDialog
          title={words.disableTitle(asking.serial)}
          goText={words.disable}
          stayText={words.cancel}
          onStay={() => setAsking(null)}
          onGo={() => disable(asking)}
        >
          {words.disableText(asking.holder?.name ?? tokenWords.nobody)}
        </ConfirmDialog>
      )}
    </section>
  );
}
