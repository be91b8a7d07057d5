import type { AuditRow, ChainBreak } from '@token-desk/contract/audit-row';
import type { SignedReceipt } from '@token-desk/contract/desk/receipt';

/** Everything an audit row says; what the hash covers, next to the hash before it. */
export type ChainedRow = Omit<AuditRow, 'hash'> & { readonly receipt: SignedReceipt | null };
export type HashedRow = ChainedRow & { readonly previousHash: string; readonly hash: string };

/** SHA-256 of UTF-8 text, upper-case hex. */
export type HashText = (text: string) => string;

/** Before the first row. */
export const genesisHash = '0'.repeat(64);

/** JSON with the keys of every object in order, so that the same row has one text whatever stored it. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}

export function rowHash(previousHash: string, row: ChainedRow, hash: HashText): string {
  const { seq, at, requestId, actor, event, data, receipt } = row;
  return hash(
    `token-desk audit v1\n${previousHash}\n${canonicalJson({ seq, at, requestId, actor, event, data, receipt })}`,
  );
}

export type ChainEnd = { readonly seq: number; readonly hash: string };
export const chainStart: ChainEnd = { seq: 0, hash: genesisHash };

/** The next rows of the chain, numbered and hashed. */
export function chain(
  end: ChainEnd,
  rows: readonly Omit<ChainedRow, 'seq'>[],
  hash: HashText,
): readonly HashedRow[] {
  const added: HashedRow[] = [];
  let { seq, hash: previousHash } = end;
  for (const row of rows) {
    seq += 1;
    const numbered = { ...row, seq };
    const hashed = rowHash(previousHash, numbered, hash);
    added.push({ ...numbered, previousHash, hash: hashed });
    previousHash = hashed;
  }
  return added;
}

/** Why the row after `end` does not fit, or null. A missing row shows as a gap in `seq`. */
export function breakOf(end: ChainEnd, row: HashedRow, hash: HashText): ChainBreak | null {
  if (row.seq !== end.seq + 1) return 'row-missing';
  if (row.previousHash !== end.hash) return 'not-after-previous';
  return rowHash(end.hash, row, hash) === row.hash ? null : 'changed';
}
