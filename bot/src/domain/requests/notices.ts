import type { AuditRow } from '@token-desk/contract/audit-row';
import type { EventKind } from './request-events.ts';

/** Besides the card, which follows every change: who is told a line about an event. */
type Audience = { readonly requester: boolean; readonly channel: boolean; readonly decider?: true };

const audience: Partial<Record<EventKind, Audience>> = {
  // somebody who is to decide has its card; where nobody has, the channel is told
  approval_reminded: { requester: false, channel: false, decider: true },
  approval_passed_on: { requester: false, channel: true },
  rejected: { requester: true, channel: false },
  loss_reported: { requester: false, channel: true },
  loss_rejected: { requester: true, channel: false },
  missing_found: { requester: false, channel: true },
  expired: { requester: true, channel: true },
  burn_empty: { requester: false, channel: true },
  burn_settings_changed: { requester: false, channel: true },
  burn_unknown: { requester: false, channel: true },
  bound: { requester: true, channel: false },
  handed_over: { requester: true, channel: false },
  failed: { requester: true, channel: true },
  held: { requester: true, channel: true },
};

export type NoticeReader = 'requester' | 'decider' | 'channel';

export const isNoticeFor = (event: EventKind, reader: NoticeReader): boolean =>
  audience[event]?.[reader] ?? false;

export type DeskNotice = 'burner_stolen' | 'receipt_set_apart' | 'policy_changed';

/** “Ready” waits: whoever is handed the token within a minute needs no line that it can be picked up. The card changes at once. */
export const noticeDelayMs = (event: EventKind): number => (event === 'bound' ? 60_000 : 0);

/** What happened to a desk or a rule rather than to a request, and is worth a line in every bound channel. */
export function isDeskNotice(event: AuditRow['event']): event is DeskNotice {
  return event === 'burner_stolen' || event === 'receipt_set_apart' || event === 'policy_changed';
}
