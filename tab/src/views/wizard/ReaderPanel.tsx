import type { ReaderView } from '@token-desk/contract/job';
import type { Burn } from '../../burning/use-burn.ts';
import { problemOfWire } from '../../flow/burn-flow.ts';
import { useNow } from '../../server/session.ts';
import { agoText, driftText } from '../../time.ts';
import { DrawnToken } from '../../ui/DrawnToken.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { SoundSwitch } from '../../ui/SoundSwitch.tsx';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';
import { currentReader } from './current-reader.ts';

/** What is on the reader now, since when, and what it said: always in view. */
export function ReaderPanel({ burn }: { readonly burn: Burn }) {
  const strings = useAllStrings();
  const { reader: words } = strings;
  const now = useNow();
  const reader = currentReader(burn.desk);
  const { token: burned, subject } = burn.state.request;
  const lying = reader?.state === 'present' ? reader.token : null;
  const shown = lying ?? burned;
  const drift =
    lying === null || lying.serial === burned?.serial ? (burned?.clockDriftBeforeSeconds ?? null) : null;
  return (
    <aside className="reader card" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="quiet">{lineOf(burn, reader, now, strings)}</p>
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
            {burned !== null && burned.serial === shown.serial && (
              <div>
                <dt>{words.holder}</dt>
                <dd>
                  {burn.screen.kind === 'check'
                    ? words.afterCheck(subject.name)
                    : words.holderNow(subject.name)}
                </dd>
              </div>
            )}
          </dl>
        </>
      )}
      <SoundSwitch />
    </aside>
  );
}

function lineOf(burn: Burn, reader: ReaderView | null, now: number, strings: AllStrings): string {
  const { reader: words } = strings;
  if (burn.desk === null) return words.notChosen;
  if (!burn.desk.online) return words.offline;
  if (reader === null) return words.noReader;
  const ago = agoText(reader.since, now, strings);
  switch (reader.state) {
    case 'busy':
      return words.busy;
    case 'present':
      return words.onIt(ago);
    case 'empty':
      return burn.state.request.token === null ? words.nothingLine(reader.name) : words.lifted(ago);
  }
}
