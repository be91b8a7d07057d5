import { tokensPlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { useAllStrings } from '../../words/words.tsx';
import '../shell/desk.css';
import { AddByList } from './AddByList.tsx';
import { AddByTapping } from './AddByTapping.tsx';

/** Two ways into the books: one by one over a reader, or the vendor's list. */
export function AddTokensView() {
  const { tokens: words } = useAllStrings();
  return (
    <PageFrame
      layout="text"
      title={words.adding.title}
      back={{ text: words.back, onBack: () => goTo(tokensPlace) }}
    >
      <AddByTapping />
      <AddByList />
    </PageFrame>
  );
}
