import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import type { PartProps } from './part-props.ts';

/** The end of each part: what became of the last try stands beside the button that made it. */
export function SaveRow(
  props: Pick<PartProps, 'problem' | 'isSaved' | 'isSaving' | 'onAgain'> & { readonly children?: ReactNode },
) {
  const { organisation: words } = useAllStrings();
  const { problem } = props;
  return (
    <>
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className="button-row">
        <Button type="submit" size="large" appearance="primary" disabledFocusable={props.isSaving}>
          {words.save}
        </Button>
        {problem?.code === 'organisation-changed' && (
          <Button size="large" onClick={props.onAgain}>
            {words.again}
          </Button>
        )}
        {props.children}
        <span className="quiet" role="status">
          {props.isSaved ? words.saved : ''}
        </span>
      </div>
    </>
  );
}
