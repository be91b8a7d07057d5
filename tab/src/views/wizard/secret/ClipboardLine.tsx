import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Burn } from '../../../burning/use-burn.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { useAllStrings } from '../../../words/words.tsx';

const toldKey = 'token-desk.paste-told';

/** After a paste: whether the clipboard was overwritten, and once for each PC what Windows may keep all the same. */
export function ClipboardLine({ burn }: { readonly burn: Burn }) {
  const { capture: words } = useAllStrings();
  const { clipboard } = burn.state;
  const [isTold, setIsTold] = useState(wasTold);
  if (clipboard === null) return null;
  const isWindows = /Win/.test(navigator.platform);
  return (
    <>
      <p className="quiet" role="status">
        {clipboard === 'overwritten' ? words.overwritten : words.notOverwritten}
      </p>
      {isWindows && !isTold && (
        <Notice title={words.pasteToldTitle} text={words.pasteToldText}>
          <Button
            size="large"
            onClick={() => {
              setIsTold(true);
              tellOnce();
            }}
          >
            {words.pasteToldOk}
          </Button>
        </Notice>
      )}
    </>
  );
}

function wasTold(): boolean {
  try {
    return localStorage.getItem(toldKey) === '1';
  } catch {
    return false; // storage forbidden: it is said again
  }
}

function tellOnce(): void {
  try {
    localStorage.setItem(toldKey, '1');
  } catch {
    // storage forbidden: it is said again
  }
}
