import { type ComponentType, use } from 'react';
import { askedOnce } from '../asked-once.ts';

/** A component that comes when it is first shown, like React's `lazy`, which would keep a failure until the page is loaded again. */
export function laterPart<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const part = askedOnce(load);
  // biome-ignore lint/correctness/noComponentHookFactories: made once, where the module of whoever shows it is loaded
  return function LaterPart(props: P) {
    const Part = use(part());
    return <Part {...props} />;
  };
}
