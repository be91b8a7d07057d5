import { type DoctorReport, doctorReport } from '@token-desk/contract/desk/job';
import * as z from 'zod/mini';
import { type Db, LostRace } from '../database.ts';
import { parseNullable } from '../json.ts';
import type { BurnerTable, PairingCodeTable } from '../schema.ts';

export const burnerState = z.enum(['pending', 'confirmed', 'revoked', 'stolen']);

/** A paired desk. `lastReceipt` is the newest receipt we have of it. */
export type Burner = {
  readonly id: string;
  /** Of the row as it was read; 0: not stored yet. */
  readonly rowVersion: number;
  readonly name: string;
  readonly state: z.infer<typeof burnerState>;
  readonly practice: boolean;
  readonly version: string;
  readonly hostName: string;
  readonly identityKey: string;
  readonly linkKey: string;
  readonly keyId: string;
  readonly fingerprint: string;
  readonly lastReceiptSeq: number;
  readonly lastReceiptHash: string | null;
  readonly lastSeenAt: number | null;
  readonly pairedAt: number;
  readonly doctor: DoctorReport | null;
  /** Its keys were paired again as this burner. */
  readonly replacedBy: string | null;
};

/** For good: neither a command nor a pairing brings this row back. */
export function isShutOut({ state }: Pick<Burner, 'state'>): boolean {
  return state === 'revoked' || state === 'stolen';
}

function read(row: BurnerTable): Burner {
  return {
    id: row.id,
    rowVersion: row.row_version,
    name: row.name,
    state: z.parse(burnerState, row.state),
    practice: row.practice === 1,
    version: row.version,
    hostName: row.host_name,
    identityKey: row.identity_key,
    linkKey: row.link_key,
    keyId: row.key_id,
    fingerprint: row.fingerprint,
    lastReceiptSeq: row.last_receipt_seq,
    lastReceiptHash: row.last_receipt_hash,
    lastSeenAt: row.last_seen_at,
    pairedAt: row.paired_at,
    doctor: parseNullable(doctorReport, row.doctor),
    replacedBy: row.replaced_by,
  };
}

export async function findBurner(db: Db, id: string): Promise<Burner | null> {
  const row = await db.selectFrom('burners').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : read(row);
}

export async function findBurnerByKey(db: Db, keyId: string): Promise<Burner | null> {
  const row = await db.selectFrom('burners').selectAll().where('key_id', '=', keyId).executeTakeFirst();
  return row === undefined ? null : read(row);
}

/** Every pairing that has one of these keys, as whichever of its two. */
export async function burnersOfKeys(db: Db, keys: readonly string[]): Promise<Burner[]> {
  const rows = await db
    .selectFrom('burners')
    .selectAll()
    .where((eb) => eb.or([eb('identity_key', 'in', [...keys]), eb('link_key', 'in', [...keys])]))
    .execute();
  return rows.map(read);
}

export async function allBurners(db: Db): Promise<Burner[]> {
  const rows = await db.selectFrom('burners').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map(read);
}

export async function insertBurner(db: Db, burner: Burner): Promise<void> {
  await db
    .insertInto('burners')
    .values({
      id: burner.id,
      row_version: burner.rowVersion + 1,
      name: burner.name,
      state: burner.state,
      practice: Number(burner.practice),
      version: burner.version,
      host_name: burner.hostName,
      identity_key: burner.identityKey,
      link_key: burner.linkKey,
      key_id: burner.keyId,
      fingerprint: burner.fingerprint,
      last_receipt_seq: burner.lastReceiptSeq,
      last_receipt_hash: burner.lastReceiptHash,
      last_seen_at: burner.lastSeenAt,
      paired_at: burner.pairedAt,
      doctor: burner.doctor === null ? null : JSON.stringify(burner.doctor),
      replaced_by: burner.replacedBy,
    })
    .execute();
}

type Change = Partial<Omit<BurnerTable, 'id' | 'row_version' | 'identity_key' | 'link_key' | 'key_id'>>;

/** Compare-and-set on the row as it was `seen`; answers it as stored. `LostRace` when it is another one now. */
export async function setBurner(
  db: Db,
  seen: Pick<Burner, 'id' | 'rowVersion'>,
  change: Change,
): Promise<Burner> {
  const row = await db
    .updateTable('burners')
    .set({ ...change, row_version: seen.rowVersion + 1 })
    .where('id', '=', seen.id)
    .where('row_version', '=', seen.rowVersion)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new LostRace(seen.id);
  return read(row);
}

export async function advanceReceipt(
  db: Db,
  seen: Burner,
  next: { readonly seq: number; readonly hash: string },
): Promise<Burner> {
  return setBurner(db, seen, { last_receipt_seq: next.seq, last_receipt_hash: next.hash });
}

export async function insertPairingCode(db: Db, row: PairingCodeTable): Promise<void> {
  await db.insertInto('pairing_codes').values(row).execute();
}

/**
 * Spends a try of the open code of this name and answers it; null when there is none. Counted before the secret is
 * compared, by the database itself: ten tries at once are ten.
 */
export async function tryPairingCode(
  db: Db,
  codeName: string,
  now: number,
): Promise<PairingCodeTable | null> {
  const row = await db
    .updateTable('pairing_codes')
    .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
    .where('code_name', '=', codeName)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('tries_left', '>', 0)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** In the transaction that spent the try, whose lock on the row makes it pair once. */
export async function usePairingCode(db: Db, id: string, now: number): Promise<void> {
  await db.updateTable('pairing_codes').set({ used_at: now }).where('id', '=', id).execute();
}

/** Codes that have run out, used or not. Answers how many. */
export async function dropPairingCodes(db: Db, now: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('pairing_codes')
    .where('expires_at', '<=', now)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
