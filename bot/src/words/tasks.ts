import type { TaskEnd } from '@token-desk/contract/life/task';

/** The card of a task: what happened, how it stands, who has it in hand. */
export type TaskStrings = {
  readonly title: (name: string, serial: string) => string;
  /** While its codes may still be taken. */
  readonly open: (askedAt: string) => string;
  readonly taken: (name: string, at: string) => string;
  readonly nobody: string;
  readonly ended: Readonly<Record<TaskEnd, (at: string) => string>>;
  /** To whoever is called while nobody has done it. */
  readonly onCall: (name: string) => string;
  readonly by: string;
  readonly sessions: (name: string, at: string) => string;
  readonly go: string;
  readonly look: string;
};
