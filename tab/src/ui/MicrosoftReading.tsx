import { Spinner } from '@fluentui/react-components';
import type { ProblemCode } from '@token-desk/contract/problem';
import type { ReactNode } from 'react';
import { ProblemNotice } from './Notice.tsx';

/** Where a long reading of Microsoft stands, and what it did not tell. */
export function MicrosoftReading(props: {
  /** How far the one under way is; null: none is. */
  readonly progress: string | null;
  /** When the last one ended; null: none has. */
  readonly read: string | null;
  /** Why the last one came to nothing. */
  readonly failure: ProblemCode | null;
  readonly gapsTitle: string;
  /** A list item for each thing that was not read. */
  readonly gaps: readonly ReactNode[];
  onAgain(): void;
}) {
  const { progress, read, failure, gapsTitle, gaps } = props;
  return (
    <>
      <div role="status" className="reading-status">
        {progress !== null && <Spinner labelPosition="after" label={progress} />}
        {read !== null && <p className="quiet">{read}</p>}
      </div>
      {failure !== null && progress === null && (
        <ProblemNotice problem={{ code: failure }} onRetry={props.onAgain} />
      )}
      {gaps.length > 0 && (
        <section className="card" aria-label={gapsTitle}>
          <h2>{gapsTitle}</h2>
          <ul className="findings">{gaps}</ul>
        </section>
      )}
    </>
  );
}
