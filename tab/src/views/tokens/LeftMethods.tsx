import { Button, Link } from '@fluentui/react-components';
import type { TokenDetail } from '@token-desk/contract/token/record';
import { numberIn, type Said } from '../../graph/said.ts';
import type { FollowedToken } from '../../server/use-token.ts';
import { useAllStrings } from '../../words/words.tsx';
import { RemoveMethod } from './RemoveMethod.tsx';
import { methodsUrl } from './token-words.ts';

/** Methods of secrets that a token carried before: each stays here until Microsoft says that it is gone. */
export function LeftMethods({
  token,
  followed,
}: {
  readonly token: TokenDetail;
  readonly followed: FollowedToken;
}) {
  const { left: words, takeBack } = useAllStrings().tokens;
  if (token.leftMethods.length === 0) return null;
  const look = (said?: Said) => void followed.order({ kind: 'look-for-methods', ...numberIn(said) });
  const seen = (isThere: boolean | null) =>
    isThere === null ? words.seen.unread : isThere ? words.seen.there : words.seen.gone;
  return (
    <section>
      <h3>{words.title}</h3>
      {token.leftMethods.map(({ owner, methodId, isThere, route }) => (
        <div key={methodId} className="held">
          <p>
            {words.text(owner.name)} {seen(isThere)}
          </p>
          <Link className="own-line" href={methodsUrl(owner)} target="_blank" rel="noreferrer">
            {takeBack.step2Link(owner.name)}
          </Link>
          {isThere === true && (
            <RemoveMethod holder={owner} methodId={methodId} route={route ?? 'A'} onRemoved={look} />
          )}
        </div>
      ))}
      <Button size="large" onClick={() => look()}>
        {words.look}
      </Button>
    </section>
  );
}
