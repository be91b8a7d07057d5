import type { SignedReceipt } from '@token-desk/contract/desk/receipt';
import type { Person } from '@token-desk/contract/ids';
import type { Request } from '@token-desk/contract/request';
import {
  keyEvents,
  type StatementBurn,
  type StatementFactory,
  type StatementLoad,
} from '@token-desk/contract/token/record';
import type { HashedRow } from '../../domain/audit-chain.ts';
import { wholeAudit } from '../../store/tables/audit.ts';
import { allBurners, type Burner } from '../../store/tables/burners.ts';
import { findRequest } from '../../store/tables/requests.ts';
import type { Deps } from '../write/deps.ts';
import { wordsOf } from './receipts.ts';
import { factoryOf, loadOf } from './statement-loads.ts';
import {
  approverOf,
  bindingOf,
  deskOf,
  identityOf,
  newest,
  personOf,
  receiptOf,
  text,
} from './statement-parts.ts';

const burnEvents: readonly string[] = [
  'burned',
  'burn_unknown',
  'burn_empty',
  'burn_settings_changed',
  'burn_failed',
];

export type StatementBurns = {
  readonly burns: StatementBurn[];
  readonly loads: StatementLoad[];
  readonly factory: StatementFactory[];
  /** Every audit row it was made from. */
  readonly readRows: readonly HashedRow[];
};

/** Every burn of this serial, oldest first, those ahead of requests and what its maker had seeded by themselves: what the desk signed, and what the books say around it. */
export async function burnsOf(deps: Deps, serial: string): Promise<StatementBurns> {
  const { db } = deps.store;
  const burners = new Map((await allBurners(db)).map((burner) => [burner.id, burner]));
  const rows = await wholeAudit(db, { serial });
  const burns: StatementBurn[] = [];
  const loads: StatementLoad[] = [];
  const factory: StatementFactory[] = [];
  const keyRows = await wholeAudit(db, { events: keyEvents });
  const readRows: HashedRow[] = [...rows, ...keyRows];
  for (const row of rows) {
    const load = await loadOf(deps, row, { rows, burners, keyRows });
    if (load !== null) {
      loads.push(load.told);
      readRows.push(...load.story);
      continue;
    }
    const seeded = await factoryOf(deps, row, { rows });
    if (seeded !== null) {
      factory.push(seeded.told);
      readRows.push(...seeded.story);
    }
    if (row.receipt === null || !burnEvents.includes(row.event) || row.requestId === null) continue;
    const story = await wholeAudit(db, { requestId: row.requestId });
    readRows.push(...story);
    const burn = await burnOf(deps, row, {
      receipt: row.receipt,
      requestId: row.requestId,
      story,
      burners,
      keyRows,
    });
    if (burn !== null) burns.push(burn);
  }
  return { burns, loads, factory, readRows };
}

type About = {
  readonly receipt: SignedReceipt;
  readonly requestId: string;
  /** Every row of that request. */
  readonly story: readonly HashedRow[];
  readonly burners: ReadonlyMap<string, Burner>;
  /** What happened to the keys of all desks. */
  readonly keyRows: readonly HashedRow[];
};

async function burnOf(deps: Deps, row: HashedRow, about: About): Promise<StatementBurn | null> {
  const { receipt, requestId, story, burners } = about;
  // Whether its signature holds is told beside it.
  const body = wordsOf(receipt);
  if (body === null || body.told.subject === null) return null;
  const before = story.filter(({ seq }) => seq < row.seq);
  const after = untilNextBurn(story.filter(({ seq }) => seq > row.seq));
  const burner = burners.get(body.burnerId);
  const opened = newest(before, 'job_opened', body.jobId);
  const sealed = newest(before, 'secret_sealed', body.jobId);
  const identified = newest(before, 'identity_checked');
  const checked = after.find(({ event, data }) => event === 'checked' && data.jobId === body.jobId);
  const bound = after.find(({ event }) => event === 'bound');
  const asked = story.find(({ event }) => event === 'submitted');
  const request = await findRequest(deps.store.db, requestId);
  return {
    requestId,
    subject: body.told.subject,
    requestedBy: personOf(asked) ?? request?.requestedBy ?? nobody,
    call: callOf(asked, request),
    approvedBy: approverOf(newest(before, 'approved')),
    identityCheck: identityOf(identified),
    technician: body.told.technician,
    burner: deskOf(body.burnerId, { burner, opened, keyRows: about.keyRows }),
    burnedAt: body.seen.finishedAt ?? body.at,
    outcome: body.seen.outcome ?? '',
    note: body.seen.note ?? null,
    capture: body.seen.capture,
    accountSeen: body.seen.account !== null,
    account: body.seen.account,
    secretInTabSeconds: typeof sealed?.data.heldSeconds === 'number' ? sealed.data.heldSeconds : null,
    secretKnownSeconds: knownSeconds(sealed, checked),
    checkedAt: checked?.at ?? null,
    stepOffset: typeof checked?.data.stepOffset === 'number' ? checked.data.stepOffset : null,
    binding: bindingOf(bound),
    handedOverAt: after.find(({ event }) => event === 'handed_over')?.at ?? null,
    receipt: receiptOf(deps, receipt, { seq: body.seq, burner }),
    auditSeq: row.seq,
  };
}

/** Who called stands in the request until its words are forgotten; rows of before have it too. */
function callOf(asked: HashedRow | undefined, request: Request | null): StatementBurn['call'] {
  const identifiedBy = text(asked, 'identifiedBy');
  if (identifiedBy === null) return null;
  return { by: request?.call?.by ?? text(asked, 'calledBy'), identifiedBy };
}

const nobody: Person = { id: '-', name: '', upn: '' };

function untilNextBurn(rows: readonly HashedRow[]): readonly HashedRow[] {
  const end = rows.findIndex(({ event, data }) => event === 'burned' && data.late === false);
  return end < 0 ? rows : rows.slice(0, end);
}

/** From sealing at the tab to the matched check, after which the desk forgets it; unknown without one. */
function knownSeconds(sealed: HashedRow | undefined, checked: HashedRow | undefined): number | null {
  if (sealed === undefined || checked === undefined) return null;
  return Math.round((checked.at - sealed.at) / 1000);
}
