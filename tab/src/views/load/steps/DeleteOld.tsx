import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import type { Step } from './step-parts.tsx';

export function DeleteOld({ load, serial }: Pick<Step, 'load'> & { readonly serial: string }) {
  const { load: words } = useAllStrings();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <p>{words.deleteOldText}</p>
      <Button size="large" onClick={() => setIsAsking(true)}>
        {words.deleteOld}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={words.deleteSure.title(serial)}
          goText={words.deleteSure.go}
          stayText={words.deleteSure.stay}
          onStay={() => setIsAsking(false)}
          onGo={() => {
            setIsAsking(false);
            load.deleteOld(serial);
          }}
        >
          {words.deleteSure.text}
        </ConfirmDialog>
      )}
    </>
  );
}
