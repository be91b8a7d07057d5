import type { Burn } from '../../burning/use-burn.ts';
import { Foot } from '../../ui/Foot.tsx';
import type { Tool } from '../../ui/frame/tool.ts';
import { useAllStrings } from '../../words/words.tsx';
import { consequence, leave } from './leaving.ts';

/** The foot of a step of one burn: leaving it says its consequence at this very moment. */
export function StepFoot({ burn, ways = [] }: { readonly burn: Burn; readonly ways?: readonly Tool[] }) {
  const strings = useAllStrings();
  return <Foot leave={{ text: consequence(burn, strings), onLeave: () => void leave(burn) }} ways={ways} />;
}
