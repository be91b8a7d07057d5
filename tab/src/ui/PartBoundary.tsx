import type { Problem } from '@token-desk/contract/problem';
import { Component, type ReactNode } from 'react';
import { againAfterMs } from '../asked-once.ts';
import { problemOf } from '../server/session.ts';
import { PageFrame } from './frame/PageFrame.tsx';
import { ProblemNotice } from './Notice.tsx';

type Props = { readonly children: ReactNode };
type State = { readonly problem: Problem | null };

/** Says what went wrong in the part inside; one that did not come is tried again by itself. React has this for classes only. */
export class PartBoundary extends Component<Props, State> {
  override state: State = { problem: null };
  #timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(error: unknown): State {
    return { problem: problemOf(error) };
  }

  override componentDidCatch(error: unknown) {
    if (problemOf(error).code === 'no-answer') this.#timer = setTimeout(this.#again, againAfterMs);
  }

  override componentWillUnmount() {
    clearTimeout(this.#timer);
  }

  readonly #again = () => {
    clearTimeout(this.#timer);
    this.setState({ problem: null });
  };

  override render() {
    const { problem } = this.state;
    if (problem === null) return this.props.children;
    return (
      <PageFrame layout="text">
        <ProblemNotice problem={problem} onRetry={this.#again} />
      </PageFrame>
    );
  }
}
