import { Button } from '@fluentui/react-components';
import { Suspense, useSyncExternalStore } from 'react';
import { laterPart } from '../later-part.tsx';
import type { Tool } from './tool.ts';

const ToolMenu = laterPart(() => import('./ToolMenu.tsx').then((m) => m.ToolMenu));

/** As in the style sheets: below it everything stands in one column. */
const narrow = matchMedia('(max-width: 720px)');

/** Buttons in a row; where there is no room for them, one menu. */
export function PageToolbar({ tools }: { readonly tools: readonly Tool[] }) {
  const isNarrow = useSyncExternalStore(onWidth, () => narrow.matches);
  if (tools.length === 0) return null;
  if (isNarrow && tools.length > 1)
    return (
      <Suspense>
        <ToolMenu tools={tools} />
      </Suspense>
    );
  return tools.map(({ text, isDisabled = false, onPress }) => (
    <Button key={text} size="large" disabledFocusable={isDisabled} onClick={onPress}>
      {text}
    </Button>
  ));
}

function onWidth(onChange: () => void): () => void {
  narrow.addEventListener('change', onChange);
  return () => narrow.removeEventListener('change', onChange);
}
