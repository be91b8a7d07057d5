import { Button, Input } from '@fluentui/react-components';
import { longest } from '@token-desk/contract/lengths';
import { type IdentityCheckKind, identityCheckKinds } from '@token-desk/contract/request';
import { useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import type { Burn } from '../../../burning/use-burn.ts';
import { routeOf } from '../../../flow/burn/road.ts';
import { roadFor } from '../../../flow/burn/screen.ts';
import { skipInRun } from '../../../kept/kept-run.ts';
import { markAbsent } from '../../../kept/last-person.ts';
import { useDraft } from '../../../kept/use-draft.ts';
import { Heading } from '../../../ui/Heading.tsx';
import { isTyping } from '../../../ui/use-badge-scan.ts';
import { useAllStrings } from '../../../words/words.tsx';
import { BesideAtMicrosoft, MissingAtMicrosoft } from '../../request/AtMicrosoft.tsx';
import { LossReport } from '../../request/LossReport.tsx';
import { givenName } from '../given-name.ts';
import { leave } from '../leaving.ts';
import { StepFoot } from '../StepFoot.tsx';
import { useLoadedOnReader } from '../use-loaded-stock.ts';

export function PersonStep({ burn }: { readonly burn: Burn }) {
  const { person, work } = useAllStrings();
  const { subject } = burn.state.request;
  const isBatch = burn.after === 'run';
  const laid = useLoadedOnReader(burn);
  const atTheCounter = { requestId: burn.state.request.id, way: routeOf(roadFor(burn.state)) };
  const goNotHere = () => {
    if (isBatch) skipInRun(burn.state.request.id);
    else markAbsent(burn.state.request.id);
    void leave(burn);
  };
  const onNotHere = useEffectEvent(goNotHere);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'n' || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      onNotHere();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <Heading text={person.title(subject.name)} />
      <p className="lead">{person.text}</p>
      <LossReport request={burn.state.request} order={burn.order} />
      <MissingAtMicrosoft {...atTheCounter} />
      <IdentityForm burn={burn} button={person.done(givenName(subject))} laid={laid} />
      <BesideAtMicrosoft {...atTheCounter} />
      <StepFoot
        burn={burn}
        ways={[{ text: isBatch ? work.run.skip : work.arrivals.noShow, shortcut: 'N', onPress: goNotHere }]}
      />
    </>
  );
}

/** How the person was identified, chosen before it can be confirmed; the same at the start and at a hand-over on another day. */
export function IdentityForm({
  burn,
  button,
  laid = null,
}: {
  readonly burn: Burn;
  readonly button: string;
  /** A loaded token that lies on the reader: laid there once a way is chosen, it says the same as Enter. */
  readonly laid?: string | null;
}) {
  const strings = useAllStrings();
  const [kind, setKind] = useState<IdentityCheckKind | null>(null);
  const [vouchedBy, setVouchedBy, end] = useDraft(`${burn.state.request.id} voucher`, '');
  const [isSending, setIsSending] = useState(false);
  const isReady = kind !== null && (kind !== 'vouched' || vouchedBy.trim() !== '');
  const confirm = () => {
    if (kind === null || !isReady || isSending) return;
    setIsSending(true);
    const voucher = kind === 'vouched' ? { vouchedBy: vouchedBy.trim() } : {};
    void burn
      .order({ kind: 'check-identity', identity: kind, ...voucher })
      .then((isDone) => isDone && end())
      .finally(() => setIsSending(false));
  };
  // a name that is being typed is not complete because a token was laid down
  const onLaid = useEffectEvent(() => kind !== 'vouched' && confirm());
  useEffect(() => {
    if (laid !== null) onLaid();
  }, [laid]);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const chosen = identityCheckKinds[Number(event.key) - 1];
      if (chosen === undefined || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey)
        return;
      event.preventDefault();
      setKind(chosen);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <fieldset className="choices">
        <legend className="sr-only">{strings.person.text}</legend>
        {identityCheckKinds.map((each, at) => (
          <label key={each} className={each === kind ? 'choice choice-on' : 'choice'}>
            <input
              type="radio"
              name="identity"
              checked={each === kind}
              aria-keyshortcuts={String(at + 1)}
              onChange={() => setKind(each)}
            />
            <b>
              <kbd>{at + 1}</kbd> {strings.identities[each]}
            </b>
            <small>{strings.identityHints[each]}</small>
          </label>
        ))}
      </fieldset>
      {kind === 'vouched' && (
        <label className="field" htmlFor="voucher">
          {strings.person.vouchedBy}
          <Input
            id="voucher"
            autoFocus
            size="large"
            value={vouchedBy}
            maxLength={longest.personName}
            placeholder={strings.person.vouchedHint}
            onChange={(_, { value }) => setVouchedBy(value)}
          />
        </label>
      )}
      <Button
        type="submit"
        appearance="primary"
        size="large"
        className="main-button"
        disabled={!isReady}
        data-main
      >
        {button}
      </Button>
    </form>
  );
}
