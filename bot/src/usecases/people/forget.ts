import type { Retention } from '@token-desk/contract/report';
import type { Request } from '@token-desk/contract/request';
import { withoutReason, withoutReasons } from '../../domain/requests/own-words.ts';
import { dayMs, ends, type KeptClass, keptMs, readersOf, tablesOf } from '../../domain/retention.ts';
import { atOnce } from '../../store/at-once.ts';
import type { Db } from '../../store/database.ts';
import {
  deleteRequest,
  dueForDeletion,
  forgetCards,
  forgetters,
  keptFacts,
  type OfRequest,
} from '../../store/kept.ts';
import { forgetCustodyNotes } from '../../store/tables/custody.ts';
import { countOpenNotices } from '../../store/tables/notices.ts';
import { findRequest, updateRequest } from '../../store/tables/requests.ts';
import { findSetting, saveSetting } from '../../store/tables/settings.ts';
import { commit } from '../write/commit.ts';
import { actingClock } from '../write/decide-in.ts';
import type { Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';

const lastRun = 'forgot-at';

/** Of a check and of a call the kind stays, and goes with the request. */
function withoutText(request: Request): Request {
  const { why: _why, identityCheck: check, call, ...rest } = withoutReasons(request);
  const { by: _by, ...called } = call ?? {};
  const { reasonText: _text, note: _note, ...form } = request.form;
  return {
    ...rest,
    form,
    identityCheck: check === null ? null : { kind: check.kind, at: check.at, by: check.by },
    ...(call === undefined ? {} : { call: { ...called, identifiedBy: call.identifiedBy } }),
  };
}

/** The reason stays countable, as the one that says nothing. */
function withoutHealth(request: Request): Request {
  return { ...request, form: withoutReason(request.form) };
}

async function forgetIn(tx: Db, name: OfRequest, requestId: string): Promise<void> {
  if (name === 'chat-references') return forgetCards(tx, requestId);
  if (name === 'closed-requests') return deleteRequest(tx, requestId);
  const request = await findRequest(tx, requestId);
  if (request === null) return;
  const kept = name === 'free-text' ? withoutText(request) : withoutHealth(request);
  // `updatedAt` stays: the other classes of this request count their days from it.
  await updateRequest(tx, { ...kept, version: request.version + 1 }, request.version);
}

/** One batch of a class. Answers what it forgot, oldest first. */
async function forgetBatch(
  tx: Db,
  name: KeptClass,
  due: { readonly before: number; readonly limit: number },
): Promise<readonly string[]> {
  const forgetter = forgetters[name];
  if (forgetter !== undefined) return await forgetter(tx, due);
  if (!isOfRequest(name)) return []; // by itself, or never
  const requestIds = await dueForDeletion(tx, name, due);
  for (const requestId of requestIds) await forgetIn(tx, name, requestId);
  return requestIds;
}

const ofRequest: readonly OfRequest[] = ['closed-requests', 'free-text', 'health-reason', 'chat-references'];
const isOfRequest = (name: KeptClass): name is OfRequest => ofRequest.some((one) => one === name);

/** One class, batch by batch, each with a row that says how many, and how many lines among them nobody had seen to; never what was in them. */
async function forgetClass(deps: Deps, name: KeptClass, before: number): Promise<number> {
  let forgotten = 0;
  let first: string | undefined;
  for (;;) {
    const { value } = await commit(deps, async (tx) => {
      const open = await countOpenNotices(tx);
      const due = await forgetBatch(tx, name, { before, limit: atOnce.forget });
      const unheard = open - (await countOpenNotices(tx));
      if (due[0] !== undefined && due[0] === first) throw new TypeError(`nothing was forgotten of ${name}`);
      const notes = name === 'free-text' ? await forgetCustodyNotes(tx, before) : 0;
      const count = due.length + notes;
      if (count === 0) return { value: due };
      const { actor } = actingClock;
      return {
        value: due,
        rows: [
          {
            event: 'data_deleted',
            actor,
            data: { class: name, count, ...(unheard > 0 ? { openLines: unheard } : {}) },
          },
        ],
      };
    });
    forgotten += value.length;
    first = value[0];
    if (value.length < atOnce.forget) return forgotten;
  }
}

/** Once a day: deletes what is kept no longer. Answers how many rows it touched. */
export async function forgetDue(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const last = Number((await findSetting(deps.store.db, lastRun)).value ?? 0);
  if (now - last < dayMs) return 0;
  const { keptDays } = await policyNow(deps);
  let forgotten = 0;
  // Whole requests first: what goes with them is not looked at twice.
  const names = new Set(['closed-requests', ...Object.keys(ends)] as KeptClass[]);
  for (const name of names) {
    const kept = keptMs(name, keptDays);
    if (kept !== null) forgotten += await forgetClass(deps, name, now - kept);
  }
  await commit(deps, async (tx) => {
    const seen = await findSetting(tx, lastRun);
    // Another server may have been through it meanwhile.
    if (now - Number(seen.value ?? 0) >= dayMs) await saveSetting(tx, seen, String(now));
    return { value: null };
  });
  return forgotten;
}

/** How long each class of data is kept here, how much of it there is, and when the oldest of it goes. */
export async function readRetention(deps: Deps): Promise<Retention> {
  const policy = await policyNow(deps);
  const classes: Retention['classes'] = [];
  for (const { name, count, oldestAt } of await keptFacts(deps.store.db)) {
    const kept = keptMs(name, policy.keptDays);
    const nextDeletionAt = kept === null || oldestAt === null ? null : oldestAt + Math.round(kept);
    const keptDays = kept === null ? null : kept / dayMs;
    classes.push({ name, keptDays, readers: readersOf(name), tables: tablesOf(name), count, nextDeletionAt });
  }
  return { classes };
}
