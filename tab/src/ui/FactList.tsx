import type { ReactNode } from 'react';

/** A name and what is known of it; null or undefined: nothing, and it is left out. */
export type Fact = readonly [name: string, value: ReactNode];

/** Facts one below the other, in their order. */
export function FactList({
  facts,
  className = '',
}: {
  readonly facts: readonly Fact[];
  readonly className?: string;
}) {
  return (
    <dl className={`facts ${className}`.trimEnd()}>
      {facts.map(
        ([name, value]) =>
          value !== null &&
          value !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
