import type { ReactNode } from 'react';

/** The quiet row below a step: what else is possible on the left, leaving at the end. */
export function Foot({ children, end }: { readonly children?: ReactNode; readonly end?: ReactNode }) {
  return (
    <div className="step-foot">
      <div>{children}</div>
      {end}
    </div>
  );
}
