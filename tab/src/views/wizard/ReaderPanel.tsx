import type { ReaderView } from '@token-desk/contract/desk/job';
import type { RequestToken } from '@token-desk/contract/request';
import type { BurnerView } from '@token-desk/contract/views';
import { problemOfWire } from '../../flow/burn/burn-flow.ts';
import { useNow, useSession } from '../../server/session.ts';
import { agoText, driftText } from '../../time.ts';
import { DrawnToken } from '../../ui/DrawnToken.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { SoundSwitch } from '../../ui/sound/SoundSwitch.tsx';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';
import { currentReader } from './current-reader.ts';

type Shown = {
  readonly desk: BurnerView | null;
  /** What was written or taken for the person in hand. */
  readonly burned: RequestToken | null;
  /** Whose that one is, in words. */
  readonly holder: string | null;
};

/** What is on the reader now, since when, and what it said: always in view. */
export function ReaderPanel({ desk, burned, holder }: Shown) {
  const strings = useAllStrings();
  const { reader: words } = strings;
  const now = useNow();
  const { isAway } = useSession();
  const reader = isAway ? null : currentReader(desk);
  const lying = reader?.state === 'present' ? reader.token : null;
  const shown = lying ?? burned;
  const drift =
    lying === null || lying.serial === burned?.serial ? (burned?.clockDriftBeforeSeconds ?? null) : null;
  return (
    <aside className="reader card" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="quiet">{isAway ? words.unknown : lineOf({ desk, burned }, reader, now, strings)}</p>
      {reader?.problem !== null && reader?.problem !== undefined && (
        <ProblemNotice problem={problemOfWire(reader.problem)} />
      )}
      {shown === null ? (
        <>
          <div className="reader-empty">{reader?.state === 'present' ? words.reading : words.early}</div>
          <p className="quiet">{words.awake}</p>
        </>
      ) : (
        <>
          <DrawnToken model={shown.model ?? ''} serial={shown.serial} />
          <dl className="facts facts-tight">
            <div>
              <dt>{words.serial}</dt>
              <dd>
                <code>{shown.serial}</code>
              </dd>
            </div>
            <div>
              <dt>{words.clock}</dt>
              <dd>
                {drift !== null
                  ? Math.abs(drift) < 2
                    ? strings.time.clockRight
                    : words.clockBefore(driftText(drift, strings))
                  : lying !== null && driftText(lying.clockDriftSeconds, strings)}
              </dd>
            </div>
            {holder !== null && burned?.serial === shown.serial && (
              <div>
                <dt>{words.holder}</dt>
                <dd>{holder}</dd>
              </div>
            )}
          </dl>
        </>
      )}
      <SoundSwitch />
    </aside>
  );
}

function lineOf(
  { desk, burned }: Pick<Shown, 'desk' | 'burned'>,
  reader: ReaderView | null,
  now: number,
  strings: AllStrings,
): string {
  const { reader: words } = strings;
  if (desk === null) return words.notChosen;
  if (!desk.online) return words.offline;
  if (reader === null) return words.noReader;
  const ago = agoText(reader.since, now, strings);
  switch (reader.state) {
    case 'busy':
      return words.busy;
    case 'present':
      return words.onIt(ago);
    case 'empty':
      return burned === null ? words.nothingLine(reader.name) : words.lifted(ago);
  }
}
