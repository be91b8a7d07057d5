import { Button, Input } from '@fluentui/react-components';
import type { Body } from '@token-desk/contract/api';
import { longest } from '@token-desk/contract/lengths';
import type { BurnerView } from '@token-desk/contract/views';
import { useId, useState } from 'react';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useAllStrings } from '../../words/words.tsx';

export type BurnerCommand = Body<'commandBurner'>;

/** Use here, rename, revoke, report stolen; the last two say first what they do. */
export function BurnerMoves(props: {
  readonly burner: BurnerView;
  order(command: BurnerCommand): Promise<boolean>;
  readonly onChoose: (() => void) | null;
}) {
  const { burner, order, onChoose } = props;
  const { burners: words } = useAllStrings();
  const [asking, setAsking] = useState<'rename' | 'revoke' | 'stolen' | null>(null);
  const [name, setName] = useState(burner.name);
  const nameId = useId();
  const stay = () => setAsking(null);
  const go = (command: BurnerCommand) => {
    stay();
    void order(command);
  };
  return (
    <>
      <div className="button-row">
        {onChoose !== null && (
          <Button size="large" onClick={onChoose}>
            {words.chooseHere}
          </Button>
        )}
        <Button
          size="large"
          onClick={() => {
            setName(burner.name);
            setAsking('rename');
          }}
        >
          {words.rename}
        </Button>
        <Button size="large" onClick={() => setAsking('revoke')}>
          {words.revoke}
        </Button>
        <Button size="large" onClick={() => setAsking('stolen')}>
          {words.stolen}
        </Button>
      </div>
      {asking === 'rename' && (
        <ConfirmDialog
          title={`${words.rename}: ${burner.name}`}
          goText={words.renameGo}
          stayText={words.cancel}
          isGoDisabled={name.trim() === ''}
          onStay={stay}
          onGo={() => go({ kind: 'rename', name: name.trim() })}
        >
          <div className="field">
            <label htmlFor={nameId}>{words.renameLabel}</label>
            <Input
              id={nameId}
              size="large"
              maxLength={longest.deskName}
              value={name}
              onChange={(_, { value }) => setName(value)}
            />
          </div>
        </ConfirmDialog>
      )}
      {asking === 'revoke' && (
        <ConfirmDialog
          title={words.revokeTitle(burner.name)}
          goText={words.revokeGo(burner.name)}
          stayText={words.cancel}
          onStay={stay}
          onGo={() => go({ kind: 'revoke' })}
        >
          {words.revokeText}
        </ConfirmDialog>
      )}
      {asking === 'stolen' && (
        <ConfirmDialog
          title={words.stolenTitle(burner.name)}
          goText={words.stolenGo}
          stayText={words.cancel}
          onStay={stay}
          onGo={() => go({ kind: 'report-stolen' })}
        >
          <p>{words.stolenIntro}</p>
          <ul>
            {words.stolenPoints.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          <p>{words.stolenAfter}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
