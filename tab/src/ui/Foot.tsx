import { Button } from '@fluentui/react-components';
import { useAllStrings } from '../words/words.tsx';
import { ToolMenu } from './frame/ToolMenu.tsx';
import type { Tool } from './frame/tool.ts';

type Shown = {
  /** Says what leaving leaves. */
  readonly leave?: { readonly text: string; onLeave(): void };
  /** Other ways from here than the one next thing. */
  readonly ways?: readonly Tool[];
};

/** The ways out of a step, quieter than the step: leaving is one link, everything else one menu. */
export function Foot({ leave, ways = [] }: Shown) {
  const { foot: words } = useAllStrings();
  return (
    <div className="step-foot">
      {leave !== undefined && (
        <Button appearance="transparent" size="large" className="quiet-link" onClick={leave.onLeave}>
          {leave.text}
        </Button>
      )}
      {ways.length > 0 && <ToolMenu isQuiet text={words.ways} tools={ways} />}
    </div>
  );
}
