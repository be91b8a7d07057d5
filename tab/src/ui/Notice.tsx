import { Button } from '@fluentui/react-components';
import { Warning20Regular } from '@fluentui/react-icons';
import type { Problem } from '@token-desk/contract/problem';
import { type ReactNode, Suspense } from 'react';
import { useProblemText, useStrings } from '../words/words.tsx';
import { Quoted } from './Quoted.tsx';

/** One bold sentence that says what it is, one that says what to do. */
export function Notice(props: {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
  readonly isGood?: boolean;
}) {
  return (
    <div className={props.isGood === true ? 'notice notice-good' : 'notice'} role="alert">
      <span className="notice-sign" aria-hidden="true">
        {props.isGood === true ? '✓' : <Warning20Regular />}
      </span>
      <div>
        <strong>
          <Quoted text={props.title} />
        </strong>
        <p>
          <Quoted text={props.text} />
        </p>
        {props.children}
      </div>
    </div>
  );
}

type ProblemProps = {
  readonly problem: Problem;
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
};

/** Where the sentences have to come first, only this waits for them, not the page around it. */
export const ProblemNotice = (props: ProblemProps) => (
  <Suspense>
    <SaidProblem {...props} />
  </Suspense>
);

function SaidProblem(props: ProblemProps) {
  const { title, action } = useProblemText(props.problem);
  const strings = useStrings();
  const number = props.problem.detail?.requestId;
  return (
    <Notice title={title} text={action}>
      {number !== undefined && <p className="quiet">{strings.shell.microsoftNumber(String(number))}</p>}
      {props.onRetry !== undefined && <Button onClick={props.onRetry}>{strings.shell.tryAgain}</Button>}
      {props.children}
    </Notice>
  );
}
