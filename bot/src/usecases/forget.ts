import type { Request } from '@token-desk/contract/request';
import { forgetCustodyNotes } from '../store/custody.ts';
import type { Db } from '../store/database.ts';
import { type Deletable, deleteRequest, dueForDeletion, forgetCards } from '../store/kept.ts';
import { findRequest, updateRequest } from '../store/requests.ts';
import { findSetting, saveSetting } from '../store/settings.ts';
import { commit } from './commit.ts';
import { actingClock } from './decide-in.ts';
import type { Deps } from './deps.ts';
import { dayMs } from './retention.ts';

const lastRun = 'forgot-at';
const batch = 200;
const maxBatches = 500;

function withoutText(request: Request): Request {
  const { why: _why, ...rest } = request;
  const { reasonText: _text, note: _note, ...form } = request.form;
  return { ...rest, form };
}

/** The reason stays countable, as the one that says nothing. */
function withoutHealth(request: Request): Request {
  return { ...request, form: { ...request.form, reason: 'other' } };
}

async function forgetIn(tx: Db, name: Deletable, requestId: string): Promise<void> {
  if (name === 'chat-references') return forgetCards(tx, requestId);
  if (name === 'closed-requests') return deleteRequest(tx, requestId);
  const request = await findRequest(tx, requestId);
  if (request === null) return;
  const kept = name === 'free-text' ? withoutText(request) : withoutHealth(request);
  // `updatedAt` stays: the other classes of this request count their days from it.
  await updateRequest(tx, { ...kept, version: request.version + 1 }, request.version);
}

/** One class, batch by batch, each with a row that says how many; never what was in them. */
async function forgetClass(deps: Deps, name: Deletable, before: number): Promise<number> {
  let forgotten = 0;
  for (let round = 0; round < maxBatches; round += 1) {
    const { value } = await commit(deps, async (tx) => {
      const due = await dueForDeletion(tx, name, { before, limit: batch });
      for (const requestId of due) await forgetIn(tx, name, requestId);
      const notes = name === 'free-text' && round === 0 ? await forgetCustodyNotes(tx, before) : 0;
      const count = due.length + notes;
      if (count === 0) return { value: due.length };
      const { actor } = actingClock;
      return { value: due.length, rows: [{ event: 'data_deleted', actor, data: { class: name, count } }] };
    });
    forgotten += value;
    if (value < batch) break;
  }
  return forgotten;
}

/** Once a day: deletes what is kept no longer. Answers how many requests it touched. */
export async function forgetDue(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const last = Number((await findSetting(deps.store.db, lastRun)) ?? 0);
  if (now - last < dayMs) return 0;
  const { freeText, healthReason, chatReferences, closedRequests } = deps.policy.keptDays;
  const classes: readonly (readonly [Deletable, number | null])[] = [
    ['closed-requests', closedRequests],
    ['free-text', freeText],
    ['health-reason', healthReason],
    ['chat-references', chatReferences],
  ];
  let forgotten = 0;
  for (const [name, days] of classes) {
    if (days !== null) forgotten += await forgetClass(deps, name, now - days * dayMs);
  }
  await commit(deps, async (tx) => {
    await saveSetting(tx, lastRun, String(now));
    return { value: null };
  });
  return forgotten;
}
