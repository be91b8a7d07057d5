import { envelopeLifetimeMs } from '@token-desk/contract/job';
import type { Retention } from '@token-desk/contract/report';
import { type KeptClass, keptFacts } from '../store/kept.ts';
import type { Deps } from './deps.ts';

export const dayMs = 24 * 60 * 60_000;

/** How long each class of data is kept here, how much of it there is, and when the oldest of it goes. */
export async function readRetention(deps: Deps): Promise<Retention> {
  const { keptDays } = deps.policy;
  const days: Record<KeptClass, number | null> = {
    'free-text': keptDays.freeText,
    'health-reason': keptDays.healthReason,
    'closed-requests': keptDays.closedRequests,
    'sealed-secrets': envelopeLifetimeMs / dayMs,
    audit: null,
    custody: null,
    'chat-references': keptDays.chatReferences,
  };
  const classes: Retention['classes'] = [];
  for (const { name, count, oldestAt } of await keptFacts(deps.store.db)) {
    const kept = days[name];
    const nextDeletionAt = kept === null || oldestAt === null ? null : oldestAt + Math.round(kept * dayMs);
    classes.push({ name, keptDays: kept, count, nextDeletionAt });
  }
  return { classes };
}
