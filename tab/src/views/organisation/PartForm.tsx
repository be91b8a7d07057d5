import type { ReactNode } from 'react';
import type { PartProps } from './part-props.ts';
import { SaveRow } from './SaveRow.tsx';

/** One part of the rules: what it is about, its fields, and what became of saving it. */
export function PartForm(
  props: PartProps & {
    readonly title: string;
    readonly text?: string;
    /** Fields. */
    readonly children: ReactNode;
    /** Outside the form. */
    readonly after?: ReactNode;
    onSend(): void;
  },
) {
  const { title, text } = props;
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {text !== undefined && <p className="quiet">{text}</p>}
      <form
        className="site-form"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          props.onSend();
        }}
      >
        {props.children}
        <SaveRow
          problem={props.problem}
          isSaved={props.isSaved}
          isSaving={props.isSaving}
          onAgain={props.onAgain}
        />
      </form>
      {props.after}
    </section>
  );
}
