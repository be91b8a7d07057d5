import { useEffect, useRef } from 'react';

/**
 * The one heading of a page or step. It takes the focus when the step changes, so that it is read out and keys start
 * there; `isQuiet`: something else has the focus.
 */
export function Heading(props: { readonly text: string; readonly id?: string; readonly isQuiet?: boolean }) {
  const { text, id, isQuiet = false } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text is a new step
  useEffect(() => {
    if (!isQuiet) heading.current?.focus({ preventScroll: true });
  }, [text, isQuiet]);
  return (
    <h1 ref={heading} id={id} tabIndex={isQuiet ? undefined : -1} className="step-heading">
      {text}
    </h1>
  );
}
