import { Button } from '@fluentui/react-components';
import { tokensPlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { Heading } from '../../ui/Heading.tsx';
import { useAllStrings } from '../../words/words.tsx';
import '../shell/desk.css';
import { AddByList } from './AddByList.tsx';
import { AddByTapping } from './AddByTapping.tsx';

/** Two ways into the books: one by one over a reader, or the vendor's list. */
export function AddTokensView() {
  const { tokens: words } = useAllStrings();
  return (
    <main className="desk-page page page-narrow">
      <Button appearance="subtle" onClick={() => goTo(tokensPlace)}>
        ← {words.back}
      </Button>
      <Heading text={words.adding.title} />
      <AddByTapping />
      <AddByList />
    </main>
  );
}
