import { Button, Checkbox } from '@fluentui/react-components';
import { prefixOf, takesSha256 } from '@token-desk/contract/token/model';
import type { Load } from '../../../burning/load/use-load.ts';
import { deletableDevice } from '../../../flow/old-device.ts';
import { useSession } from '../../../server/session.ts';
import { useBooks } from '../../../server/use-books.ts';
import { isAllowedFor, useModels } from '../../../server/use-models.ts';
import { Heading } from '../../../ui/Heading.tsx';
import { Notice, ProblemNotice } from '../../../ui/Notice.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { currentReader } from '../../wizard/current-reader.ts';
import { UnknownModelNotice } from '../../wizard/steps/UnknownModelNotice.tsx';
import { LeftOverList } from '../LeftOverList.tsx';
import { secondsText } from '../LoadReport.tsx';
import { DeleteOld } from './DeleteOld.tsx';
import { mainButton, type Step } from './step-parts.tsx';

/** Which token lies there, and whether it may be written; Enter does. */
export function PlaceStep({ load, foot }: Step) {
  const strings = useAllStrings();
  const { load: words } = strings;
  const { isAway, me } = useSession();
  const { run, work } = load.state;
  // what lay there before the server was silent may lie there no more
  const reader = isAway ? null : currentReader(load.desk);
  const lying = reader?.state === 'present' ? reader.token : null;
  const books = useBooks(lying?.serial ?? null);
  const models = useModels(lying !== null && lying.model === null);
  const model = models.items.find(({ prefix }) => prefix === prefixOf(lying?.serial ?? '')) ?? null;
  const isUnknown = lying !== null && lying.model === null && !isAllowedFor(model, me.person.id);
  const isRead = lying !== null && books.serial === lying.serial && books.isRead;
  const token = isRead ? books.token : null;
  const isLoaded = token?.state === 'loaded' || run.loaded.some(({ serial }) => serial === lying?.serial);
  const holder = token?.state === 'active' || token?.state === 'suspended' ? token.holder : null;
  const ready = isRead && !isUnknown && !isLoaded && holder === null ? lying.serial : null;
  const last = run.loaded.at(-1) ?? null;
  const problem = work.kind === 'place' ? work.problem : null;
  const deletable = deletableDevice(problem, lying && { serial: lying.serial, isRead, token });
  return (
    <>
      <Heading text={ready === null ? words.place : words.ready(ready)} />
      <p className="lead">
        {isAway ? strings.reader.unknown : ready === null ? words.placeText : words.readyText}
      </p>
      <LeftOverList box={run.box} onLoaded={load.foundLoaded} />
      {problem !== null && (
        <ProblemNotice problem={problem}>
          {deletable !== null && <DeleteOld load={load} serial={deletable} />}
        </ProblemNotice>
      )}
      {isUnknown && <UnknownModelNotice serial={lying.serial} models={models} />}
      {isLoaded && lying !== null && (
        <Notice
          isGood
          title={words.isLoaded(lying.serial)}
          text={words.isLoadedText(token?.box ?? run.box)}
        />
      )}
      {holder !== null && lying !== null && (
        <Notice title={words.isHeld(lying.serial, holder.name)} text={words.isHeldText} />
      )}
      {ready !== null && (
        <Button {...mainButton} onClick={() => load.write(ready)}>
          {words.write}
        </Button>
      )}
      <Hash load={load} serial={lying?.serial ?? null} />
      {last !== null && last.ms !== null && !isLoaded && (
        <p className="quiet">✓ {words.lastLoaded(last.serial, secondsText(last.ms, strings))}</p>
      )}
      {foot}
    </>
  );
}

/** How long the drawn secret is, and with which hash the token computes; it stays so until it is changed. */
function Hash({ load, serial }: { readonly load: Load; readonly serial: string | null }) {
  const { load: words } = useAllStrings();
  const { run } = load.state;
  const isPossible = serial === null || takesSha256(serial);
  return (
    <>
      <Checkbox
        size="large"
        label={words.sha256}
        checked={isPossible && run.algorithm === 'SHA256'}
        disabled={!isPossible}
        onChange={(_, { checked }) => load.chooseHash(checked === true ? 'SHA256' : 'SHA1')}
      />
      <p className="quiet">{isPossible ? words.sha256Text : words.sha256Unsure}</p>
    </>
  );
}
