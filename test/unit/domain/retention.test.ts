import assert from 'node:assert/strict';
import { dayMs, type KeptClass, keptMs } from '@token-desk/bot/domain/retention';
import type { KeptDays } from '@token-desk/contract/organisation';

const minuteMs = 60_000;
const days: KeptDays = { freeText: 1, healthReason: 2, closedRequests: 3, chatReferences: 4 };

describe('how long each class of data is kept', () => {
  const kept: Readonly<Record<KeptClass, number | null>> = {
    'free-text': dayMs,
    'health-reason': 2 * dayMs,
    'closed-requests': 3 * dayMs,
    'token-jobs': 3 * dayMs,
    'token-holders': 3 * dayMs,
    custody: 3 * dayMs,
    'chat-references': 4 * dayMs,
    chats: 4 * dayMs,
    notices: 4 * dayMs,
    drafts: 30 * dayMs,
    joiners: 3 * dayMs,
    tasks: 3 * dayMs,
    'sealed-secrets': 15 * minuteMs,
    'pairing-codes': 10 * minuteMs,
    counts: dayMs,
    audit: null,
    desks: null,
    settings: null,
    'need-days': null,
  };
  for (const [name, ms] of Object.entries(kept))
    it(`${name}: ${ms === null ? 'for good' : `${ms / minuteMs} minutes`}`, () =>
      assert.equal(keptMs(name as KeptClass, days), ms));

  it('is for good where its setting says so', () =>
    assert.equal(keptMs('closed-requests', { ...days, closedRequests: null }), null));
});
