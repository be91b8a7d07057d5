import { Button } from '@fluentui/react-components';
import { Warning20Regular } from '@fluentui/react-icons';
import type { Problem } from '@token-desk/contract/problem';
import type { ReactNode } from 'react';
import { useLanguage } from '../words/words.tsx';
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

export function ProblemNotice(props: {
  readonly problem: Problem;
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}) {
  const { strings, describe } = useLanguage();
  const { title, action } = describe(props.problem);
  const number = props.problem.detail?.requestId;
  return (
    <Notice title={title} text={action}>
      {number !== undefined && <p className="quiet">{strings.shell.microsoftNumber(String(number))}</p>}
      {props.onRetry !== undefined && <Button onClick={props.onRetry}>{strings.shell.tryAgain}</Button>}
      {props.children}
    </Notice>
  );
}
