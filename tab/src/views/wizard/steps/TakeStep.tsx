import { Button, Input, Spinner } from '@fluentui/react-components';
import { serial as serialText } from '@token-desk/contract/ids';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import type { Burn } from '../../../burning/use-burn.ts';
import { useCall } from '../../../burning/use-sounds.ts';
import { useBooks } from '../../../server/use-books.ts';
import { useBoxes } from '../../../server/use-boxes.ts';
import { Heading } from '../../../ui/Heading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useBadgeScan } from '../../../ui/use-badge-scan.ts';
import { useAllStrings, useLanguage } from '../../../words/words.tsx';
import { currentReader } from '../current-reader.ts';
import { givenName } from '../given-name.ts';
import { RoadLine, useOtherRoads } from '../Road.tsx';
import { StepFoot } from '../StepFoot.tsx';
import { useLoadedOnReader } from '../use-loaded-stock.ts';

/** Which loaded token: one that lies on the reader is taken at once, another by its serial. */
export function TakeStep({ burn }: { readonly burn: Burn }) {
  const { handOut: words } = useAllStrings();
  const { list } = useLanguage();
  const given = givenName(burn.state.request.subject);
  const id = useId();
  const [typed, setTyped] = useState('');
  const [isTaking, setIsTaking] = useState(false);
  const boxes = (useBoxes().items ?? []).filter(({ loaded }) => loaded > 0);
  const total = boxes.reduce((sum, { loaded }) => sum + loaded, 0);
  const reader = currentReader(burn.desk);
  const lying = reader?.state === 'present' ? (reader.token?.serial ?? null) : null;
  const books = useBooks(lying);
  const isKnown = lying !== null && books.serial === lying && books.isRead;
  const loaded = useLoadedOnReader(burn);
  const ready = loaded === burn.state.givenBack ? null : loaded;
  const unfit = isKnown && loaded === null && lying !== burn.state.givenBack ? lying : null;
  useCall(unfit);
  const take = (serial: string) => {
    if (isTaking || !serialText.safeParse(serial).success) return;
    setIsTaking(true);
    void burn.order({ kind: 'take-loaded', serial }).finally(() => setIsTaking(false));
  };
  const takeLying = useEffectEvent(take);
  useEffect(() => {
    if (ready !== null) takeLying(ready);
  }, [ready]);
  const otherRoads = useOtherRoads(burn, 'take');
  useBadgeScan((text) => take(text.trim()));
  return (
    <>
      <Heading text={words.take(given)} />
      <p className="lead">{words.takeText}</p>
      {unfit !== null && <Notice title={words.notLoaded(unfit)} text={words.notLoadedText} />}
      {isTaking && <Spinner size="tiny" label={words.taking} className="watching" />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          take(typed.trim());
        }}
      >
        <label className="field" htmlFor={id}>
          {words.serial}
          <Input
            id={id}
            size="large"
            value={typed}
            maxLength={16}
            inputMode="numeric"
            autoComplete="off"
            onChange={(_, { value }) => setTyped(value)}
          />
        </label>
        <Button
          type="submit"
          appearance="primary"
          size="large"
          className="main-button"
          disabled={isTaking || typed.trim() === ''}
          data-main
        >
          {words.takeIt}
        </Button>
      </form>
      <p className="quiet">
        {total === 0
          ? words.noStock
          : words.stock(total, list(boxes.map(({ box, loaded }) => words.box(box, loaded))))}
      </p>
      <RoadLine burn={burn} road="take" />
      <StepFoot burn={burn} ways={otherRoads} />
    </>
  );
}
