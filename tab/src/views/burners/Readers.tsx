import type { ReaderView } from '@token-desk/contract/desk/job';
import type { BurnerView } from '@token-desk/contract/views';
import { problemOfWire } from '../../flow/burn/burn-flow.ts';
import { useNow } from '../../server/session.ts';
import { agoText } from '../../time.ts';
import { type AllStrings, useAllWords } from '../../words/words.tsx';

const shapes = { empty: '○', present: '●', busy: '◐' } as const;

/** What lies on each reader of a desk, now. */
export function Readers({ burner }: { readonly burner: BurnerView }) {
  const { strings, describe } = useAllWords();
  const now = useNow(10_000);
  if (!burner.online) return null;
  return (
    <div>
      <h3>{strings.burners.readers}</h3>
      {burner.readers.length === 0 && <p className="quiet">{strings.desksPage.noReaders}</p>}
      <ul className="reader-list">
        {burner.readers.map((reader) => (
          <li key={reader.name}>
            <span className="reader-shape" aria-hidden="true">
              {shapes[reader.state]}
            </span>
            <span>
              <b>{reader.name}</b>
              <small className="quiet">
                {reader.problem !== null
                  ? describe(problemOfWire(reader.problem)).title
                  : readerText(reader, now, strings)}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function readerText({ state, token, since }: ReaderView, now: number, strings: AllStrings): string {
  const { burners, tokens } = strings;
  if (state === 'busy') return burners.busy;
  if (state === 'empty') return burners.nothing;
  if (token === null) return burners.reading;
  return burners.lies(token.serial, token.model ?? tokens.modelUnknown, agoText(since, now, strings));
}
