import type { AuditRow } from '@token-desk/contract/audit-row';
import type { Topic } from '@token-desk/contract/chat/topic';
import type { EventKind, RequestEvent } from './request-events.ts';

/** What somebody, or a channel by what it is told, is to a request. */
export type NoticeReader = 'requester' | 'decider' | Topic;

/** Besides the card, which follows every change: who is told a line about an event. */
const audience: Partial<Record<EventKind, readonly NoticeReader[]>> = {
  approval_reminded: ['decider'],
  approval_passed_on: ['technicians'],
  nudged: ['decider', 'technicians'],
  rejected: ['requester'],
  loss_reported: ['technicians', 'security'],
  loss_rejected: ['requester'],
  missing_found: ['technicians'],
  expired: ['requester', 'technicians'],
  burn_empty: ['technicians'],
  burn_settings_changed: ['technicians'],
  burn_unknown: ['technicians'],
  bound: ['requester'],
  handed_over: ['requester'],
  failed: ['requester', 'technicians'],
  held: ['requester', 'technicians'],
};

export const isNoticeFor = (event: EventKind, reader: NoticeReader): boolean =>
  audience[event]?.includes(reader) ?? false;

/** The same of one event: of somebody with a role at Microsoft the security channel hears from the start. */
export const isToldTo = (event: RequestEvent, reader: NoticeReader): boolean =>
  isNoticeFor(event.kind, reader) ||
  (reader === 'security' && event.kind === 'submitted' && event.isPrivileged === true);

/** “Ready” waits: whoever is handed the token within a minute needs no line that it can be picked up. The card changes at once. */
export const noticeDelayMs = (event: EventKind): number => (event === 'bound' ? 60_000 : 0);

/** What is said in one line of all the people of one submission to whom it happens within a minute: fourteen lines would bury the others. */
const gathered = [
  'approval_reminded',
  'bound',
  'expired',
  'failed',
  'handed_over',
  'held',
  'missing_found',
] as const satisfies readonly EventKind[];
export type Gathered = (typeof gathered)[number];

export const isGathered = (event: EventKind): event is Gathered => gathered.some((one) => one === event);

export const gatheringMs = 60_000;

/** What happened to a desk, a token or a rule rather than to a request, and which channels are told. */
const news = {
  burner_stolen: ['technicians', 'security'],
  receipt_set_apart: ['technicians', 'security'],
  policy_changed: ['technicians', 'security'],
  token_lost: ['security'],
  model_allowed: ['security'],
  channel_bound: ['security'],
  channel_unbound: ['security'],
  incident_reported: ['technicians', 'security'],
  digest_made: ['technicians', 'digest'],
} as const satisfies Partial<Record<AuditRow['event'], readonly Topic[]>>;

export type DeskNotice = keyof typeof news;

export const isDeskNotice = (event: AuditRow['event']): event is DeskNotice => event in news;

export const topicsOf = (event: DeskNotice): readonly Topic[] => news[event];

const notUrgent: readonly DeskNotice[] = ['digest_made', 'channel_bound', 'channel_unbound'];

/** What quiet hours do not hold back: what may be an attack, or is one. */
export const isUrgent = (event: EventKind | DeskNotice): boolean =>
  event === 'loss_reported' || (event in news && !notUrgent.some((one) => one === event));

const ofHolder = ['bound', 'token_lost', 'token_taken_back'] as const;
export type HolderNews = (typeof ofHolder)[number];

/** What whoever carries a token hears in their own chat: that it became theirs, and that it is theirs no more. */
export const isHolderNews = (event: AuditRow['event']): event is HolderNews =>
  ofHolder.some((one) => one === event);
