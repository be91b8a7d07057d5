import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Burn } from '../../burning/use-burn.ts';
import { Foot } from '../../ui/Foot.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { consequence, leave } from './leaving.ts';

/** The quiet row below each step: what else is possible on the left, leaving with its consequence on the right. */
export function StepFoot({ burn, children }: { readonly burn: Burn; readonly children?: ReactNode }) {
  const strings = useAllStrings();
  return (
    <Foot
      end={
        <Button size="large" onClick={() => void leave(burn)}>
          {consequence(burn, strings)}
        </Button>
      }
    >
      {children}
    </Foot>
  );
}
