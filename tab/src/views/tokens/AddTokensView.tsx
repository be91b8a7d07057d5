import { Button } from '@fluentui/react-components';
import { tokensPlace } from '../../desk-place.ts';
import { goTo } from '../../route.ts';
import { useDeskStrings } from '../../strings/desk.ts';
import { Heading } from '../../ui/Heading.tsx';
import '../desk.css';
import { AddByList } from './AddByList.tsx';
import { AddByTapping } from './AddByTapping.tsx';

/** Two ways into the books: one by one over a reader, or the vendor's list. */
export function AddTokensView() {
  const { tokens: words } = useDeskStrings();
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
