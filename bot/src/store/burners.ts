import { type DoctorReport, doctorReport } from '@token-desk/contract/job';
import * as z from 'zod/mini';
import { type Db, LostRace } from './database.ts';
import { parseNullable } from './json.ts';
import type { BurnerTable, PairingCodeTable } from './schema.ts';

export const burnerState = z.enum(['pending', 'confirmed', 'revoked']);

/** A paired desk. `lastReceipt` is the newest receipt we have of it. */
export type Burner = {
  readonly id: string;
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
};

function read(row: BurnerTable): Burner {
  return {
    id: row.id,
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

export async function burnersOfIdentity(db: Db, identityKey: string): Promise<Burner[]> {
  const rows = await db.selectFrom('burners').selectAll().where('identity_key', '=', identityKey).execute();
  return rows.map(read);
}

export async function allBurners(db: Db): Promise<Burner[]> {
  const rows = await db.selectFrom('burners').selectAll().orderBy('name').orderBy('id').limit(500).execute();
  return rows.map(read);
}

export async function insertBurner(db: Db, burner: Burner): Promise<void> {
  await db
    .insertInto('burners')
    .values({
      id: burner.id,
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
    })
    .execute();
}

export async function setBurner(
  db: Db,
  id: string,
  change: Partial<Pick<BurnerTable, 'name' | 'state' | 'version' | 'last_seen_at' | 'doctor'>>,
): Promise<void> {
  await db.updateTable('burners').set(change).where('id', '=', id).execute();
}

/** Compare-and-set: only the receipt right after the newest one moves the mark. */
export async function advanceReceipt(
  db: Db,
  burner: Pick<Burner, 'id' | 'lastReceiptSeq'>,
  next: { readonly seq: number; readonly hash: string },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('burners')
    .set({ last_receipt_seq: next.seq, last_receipt_hash: next.hash })
    .where('id', '=', burner.id)
    .where('last_receipt_seq', '=', burner.lastReceiptSeq)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new LostRace(burner.id);
}

export async function insertPairingCode(db: Db, row: PairingCodeTable): Promise<void> {
  await db.insertInto('pairing_codes').values(row).execute();
}

/** The code's row when it may still be used; using it is a compare-and-set, so a code pairs once. */
export async function takePairingCode(
  db: Db,
  codeHash: string,
  now: number,
): Promise<PairingCodeTable | null> {
  const row = await db
    .selectFrom('pairing_codes')
    .selectAll()
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('tries_left', '>', 0)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { numUpdatedRows } = await db
    .updateTable('pairing_codes')
    .set({ used_at: now })
    .where('id', '=', row.id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? row : null;
}

/** A wrong code names no row, so it costs every open one a try; old rows go. */
export async function spendTries(db: Db, now: number): Promise<void> {
  await db
    .updateTable('pairing_codes')
    .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
    .where('used_at', 'is', null)
    .where('tries_left', '>', 0)
    .execute();
  await db.deleteFrom('pairing_codes').where('expires_at', '<', now).execute();
}
