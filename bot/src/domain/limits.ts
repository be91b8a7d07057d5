import type { ProblemCode } from '@token-desk/contract/problem';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** `times` at once, then one more each `perMs / times`. `whose`: what is counted together. */
export type Limit = {
  readonly times: number;
  readonly perMs: number;
  readonly whose: 'person' | 'person and request' | 'desk' | 'source';
  readonly problem: ProblemCode;
};

const limit = (times: number, perMs: number, whose: Limit['whose'], problem: ProblemCode): Limit => ({
  times,
  perMs,
  whose,
  problem,
});

/** What one person, one desk or one address may spend; docs/operate.md has the same table with the reasons. */
export const limits = {
  /** Requests of somebody without a role. */
  ask: limit(40, hourMs, 'person', 'asked-too-often'),
  'ask-all-day': limit(120, 24 * hourMs, 'person', 'asked-too-often'),
  /** Lists of people sent in one go; each is at most 200. */
  'ask-list': limit(6, 24 * hourMs, 'person', 'asked-too-often'),
  /** Requests of somebody with a role, most often recorded for callers. */
  record: limit(120, hourMs, 'person', 'asked-too-often'),
  /** Messages and buttons in their own chat with the bot. */
  chat: limit(60, minuteMs, 'person', 'too-many-tries'),
  /** Messages to the bot where many read along. */
  'channel-chat': limit(10, minuteMs, 'person', 'too-many-tries'),
  /** Answers that a limit of the chat is spent: the rest is passed over in silence. */
  'chat-refusal': limit(1, minuteMs, 'person', 'too-many-tries'),
  /** Six digits with three accepted at a time stay out of reach. */
  code: limit(5, minuteMs, 'person and request', 'too-many-tries'),
  /** Everything else that writes. */
  order: limit(300, minuteMs, 'person', 'too-many-tries'),
  /** What is asked of Microsoft. */
  'look-up': limit(240, minuteMs, 'person', 'too-many-tries'),
  /** What walks the whole audit or much of it. */
  walk: limit(60, minuteMs, 'person', 'too-many-tries'),
  /** Live streams begun; how many may be open is another matter (`http/live-events`). */
  stream: limit(60, minuteMs, 'person', 'too-many-tries'),
  'pairing-code': limit(30, hourMs, 'person', 'too-many-tries'),
  /** Tries to pair; what ends a code is counted at the code. */
  pair: limit(30, minuteMs, 'source', 'too-many-tries'),
  /** Links a paired desk opens. */
  link: limit(60, minuteMs, 'desk', 'too-many-tries'),
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

/** What one more costs, in time after which it is free again. */
export const costMs = ({ times, perMs }: Limit): number => Math.floor(perMs / times);
