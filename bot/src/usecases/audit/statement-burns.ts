import type { Person } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import type { SignedReceipt } from '@token-desk/contract/receipt';
import type { Request } from '@token-desk/contract/request';
import { keyEvents, type StatementBurn } from '@token-desk/contract/token/record';
import type { HashedRow } from '../../domain/audit-chain.ts';
import { wholeAudit } from '../../store/tables/audit.ts';
import { allBurners, type Burner } from '../../store/tables/burners.ts';
import { findRequest } from '../../store/tables/requests.ts';
import type { Deps } from '../write/deps.ts';
import { sha256Hex } from '../write/hashing.ts';
import { openReceipt, wordsOf } from './receipts.ts';

const burnEvents: readonly string[] = [
  'burned',
  'burn_unknown',
  'burn_empty',
  'burn_settings_changed',
  'burn_failed',
];

export type StatementBurns = {
  readonly burns: StatementBurn[];
  /** Every audit row it was made from. */
  readonly readRows: readonly HashedRow[];
};

/** Every burn of this serial, oldest first: what the desk signed, and what the books say around it. */
export async function burnsOf(deps: Deps, serial: string): Promise<StatementBurns> {
  const { db } = deps.store;
  const burners = new Map((await allBurners(db)).map((burner) => [burner.id, burner]));
  const rows = await wholeAudit(db, { serial });
  const burns: StatementBurn[] = [];
  const keyRows = await wholeAudit(db, { events: keyEvents });
  const readRows: HashedRow[] = [...rows, ...keyRows];
  for (const row of rows) {
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
  return { burns, readRows };
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
    burner: {
      id: body.burnerId,
      name: text(opened, 'burner') ?? burner?.name ?? '',
      fingerprint: burner?.fingerprint ?? '',
      version: text(opened, 'burnerVersion') ?? burner?.version ?? '',
      keyHistory: about.keyRows.filter((of) => isOfKey(of, body.burnerId)).map(keyEventOf),
    },
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
    receipt: { seq: body.seq, hash: sha256Hex(receipt.body), isValid: isValid(deps, receipt, burner) },
    auditSeq: row.seq,
  };
}

/** A pairing again ends the key's older row: both tell of the same key. */
const isOfKey = ({ data }: HashedRow, burnerId: string) =>
  data.burnerId === burnerId || data.replacedBy === burnerId;

function keyEventOf({ at, event, actor }: HashedRow): StatementBurn['burner']['keyHistory'][number] {
  const known = keyEvents.find((one) => one === event);
  if (known === undefined) throw new TypeError(`not an event of a key: ${event}`);
  return { at, event: known, by: actor.kind === 'person' ? actor.person.name : null };
}

/** Who called stands in the request until its words are forgotten; rows of before have it too. */
function callOf(asked: HashedRow | undefined, request: Request | null): StatementBurn['call'] {
  const identifiedBy = text(asked, 'identifiedBy');
  if (identifiedBy === null) return null;
  return { by: request?.call?.by ?? text(asked, 'calledBy'), identifiedBy };
}

const nobody: Person = { id: '-', name: '', upn: '' };

function isValid(deps: Deps, receipt: SignedReceipt, burner: Burner | undefined): boolean {
  if (burner === undefined) return false;
  try {
    openReceipt(receipt, burner, deps.practice);
    return true;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}

function untilNextBurn(rows: readonly HashedRow[]): readonly HashedRow[] {
  const end = rows.findIndex(({ event, data }) => event === 'burned' && data.late === false);
  return end < 0 ? rows : rows.slice(0, end);
}

function newest(rows: readonly HashedRow[], event: HashedRow['event'], jobId?: string) {
  return rows.findLast((row) => row.event === event && (jobId === undefined || row.data.jobId === jobId));
}

function personOf(row: HashedRow | undefined): Person | null {
  return row?.actor.kind === 'person' ? row.actor.person : null;
}

function text(row: HashedRow | undefined, name: string): string | null {
  const value = row?.data[name];
  return typeof value === 'string' ? value : null;
}

/** A person’s name; `policy` where a rule approved, as in a request. */
function approverOf(row: HashedRow | undefined): string | null {
  return personOf(row)?.name ?? (row?.actor.kind === 'policy' ? 'policy' : null);
}

function identityOf(row: HashedRow | undefined): StatementBurn['identityCheck'] {
  const by = personOf(row);
  if (row === undefined || by === null) return null;
  return { kind: text(row, 'identity') ?? '', at: row.at, by };
}

function bindingOf(row: HashedRow | undefined): StatementBurn['binding'] {
  if (row === undefined) return null;
  const how = row.data.how === 'seen' ? 'seen' : 'said';
  return { how, methodId: text(row, 'methodId'), at: row.at };
}

/** From sealing at the tab to the matched check, after which the desk forgets it; unknown without one. */
function knownSeconds(sealed: HashedRow | undefined, checked: HashedRow | undefined): number | null {
  if (sealed === undefined || checked === undefined) return null;
  return Math.round((checked.at - sealed.at) / 1000);
}
