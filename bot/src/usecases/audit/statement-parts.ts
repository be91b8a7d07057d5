import type { SignedReceipt } from '@token-desk/contract/desk/receipt';
import type { Person } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import { keyEvents, type StatementBurn } from '@token-desk/contract/token/record';
import type { HashedRow } from '../../domain/audit-chain.ts';
import type { Burner } from '../../store/tables/burners.ts';
import type { Deps } from '../write/deps.ts';
import { sha256Hex } from '../write/hashing.ts';
import { openReceipt } from './receipts.ts';

type Around = {
  readonly burner: Burner | undefined;
  /** The row that ordered it; it names the desk as it was then. */
  readonly opened?: HashedRow | undefined;
  /** What happened to the keys of all desks. */
  readonly keyRows: readonly HashedRow[];
};

/** The desk a receipt names. */
export function deskOf(id: string, { burner, opened, keyRows }: Around): StatementBurn['burner'] {
  return {
    id,
    name: text(opened, 'burner') ?? burner?.name ?? '',
    fingerprint: burner?.fingerprint ?? '',
    version: text(opened, 'burnerVersion') ?? burner?.version ?? '',
    keyHistory: keyRows.filter((of) => isOfKey(of, id)).map(keyEventOf),
  };
}

export function receiptOf(
  deps: Deps,
  receipt: SignedReceipt,
  { seq, burner }: { readonly seq: number; readonly burner: Burner | undefined },
): StatementBurn['receipt'] {
  return { seq, hash: sha256Hex(receipt.body), isValid: isValid(deps, receipt, burner) };
}

/** A pairing again ends the key's older row: both tell of the same key. */
const isOfKey = ({ data }: HashedRow, burnerId: string) =>
  data.burnerId === burnerId || data.replacedBy === burnerId;

function keyEventOf({ at, event, actor }: HashedRow): StatementBurn['burner']['keyHistory'][number] {
  const known = keyEvents.find((one) => one === event);
  if (known === undefined) throw new TypeError(`not an event of a key: ${event}`);
  return { at, event: known, by: actor.kind === 'person' ? actor.person.name : null };
}

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

export function newest(rows: readonly HashedRow[], event: HashedRow['event'], jobId?: string) {
  return rows.findLast((row) => row.event === event && (jobId === undefined || row.data.jobId === jobId));
}

export function personOf(row: HashedRow | undefined): Person | null {
  return row?.actor.kind === 'person' ? row.actor.person : null;
}

export function text(row: HashedRow | undefined, name: string): string | null {
  const value = row?.data[name];
  return typeof value === 'string' ? value : null;
}

/** A person’s name; `policy` where a rule approved, as in a request. */
export function approverOf(row: HashedRow | undefined): string | null {
  return personOf(row)?.name ?? (row?.actor.kind === 'policy' ? 'policy' : null);
}

export function identityOf(row: HashedRow | undefined): StatementBurn['identityCheck'] {
  const by = personOf(row);
  if (row === undefined || by === null) return null;
  return { kind: text(row, 'identity') ?? '', at: row.at, by };
}

export function bindingOf(row: HashedRow | undefined): StatementBurn['binding'] {
  if (row === undefined) return null;
  const how = row.data.how === 'seen' ? 'seen' : 'said';
  return { how, methodId: text(row, 'methodId'), at: row.at };
}
