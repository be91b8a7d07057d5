import { useEffect, useRef } from 'react';

/** The one heading of a step: it takes the focus when the step changes, so that it is read out and keys start there. */
export function Heading({ text }: { readonly text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text is a new step
  useEffect(() => heading.current?.focus({ preventScroll: true }), [text]);
  return (
    <h1 ref={heading} tabIndex={-1} className="step-heading">
      {text}
    </h1>
  );
}
