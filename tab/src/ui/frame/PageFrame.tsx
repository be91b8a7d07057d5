import { type ReactNode, useId } from 'react';
import { Heading } from '../Heading.tsx';
import { BackButton } from './BackButton.tsx';
import { PageToolbar } from './PageToolbar.tsx';
import type { Tool } from './tool.ts';

/**
 * The one frame of every page: as wide as the header and begun where it begins. `text`: what is read or filled in
 * stands in a column; `wide`: lists take all of it; `steps`: each step has its own heading.
 */
export function PageFrame(props: {
  readonly layout: 'text' | 'wide' | 'steps';
  readonly title?: string;
  /** Where a field of the page takes the focus first, or the page is the first one. */
  readonly isTitleQuiet?: boolean;
  /** What the page is for, in a sentence. */
  readonly lead?: ReactNode;
  readonly back?: { readonly text: string; onBack(): void };
  /** The one main button, where it does not belong to a form or a row. */
  readonly main?: ReactNode;
  readonly tools?: readonly Tool[];
  readonly className?: string;
  readonly children?: ReactNode;
}) {
  const { layout, title, isTitleQuiet = false, lead, back, main, tools = [], className = '' } = props;
  const id = useId();
  const hasButtons = Boolean(main) || tools.length > 0;
  return (
    <main className={`page page-${layout} ${className}`.trimEnd()} aria-labelledby={title && id}>
      {back !== undefined && <BackButton {...back} />}
      {title !== undefined && (
        <div className="page-head">
          <Heading id={id} text={title} isQuiet={isTitleQuiet} />
          {hasButtons && (
            <div className="page-buttons">
              <PageToolbar tools={tools} />
              {main}
            </div>
          )}
        </div>
      )}
      {lead !== undefined && <p className="page-lead quiet">{lead}</p>}
      {props.children}
    </main>
  );
}
