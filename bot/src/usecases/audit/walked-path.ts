import { breakOf, type ChainEnd, chainStart, type HashedRow, rowHash } from '../../domain/audit-chain.ts';
import { atOnce } from '../../store/at-once.ts';
import { auditAfter } from '../../store/tables/audit.ts';
import type { Deps } from '../write/deps.ts';
import { sha256Hex } from '../write/hashing.ts';

/**
 * Where a walk over the chain came by: the hash of every 64th row. Half a byte a row, so that there is no length of the
 * chain from which on nothing is remembered; the rows between two of them are hashed again when one is asked about.
 */
export class WalkedPath {
  readonly every = atOnce.marks;
  readonly #marks: string[] = [];
  #end: ChainEnd = chainStart;

  get end(): ChainEnd {
    return this.#end;
  }

  go({ seq, hash }: ChainEnd): void {
    this.#end = { seq, hash };
    if (seq % this.every === 0) this.#marks.push(hash);
  }

  /** The marks on both sides of a row; null beyond the end. */
  around(seq: number): { readonly from: ChainEnd; readonly to: ChainEnd } | null {
    if (seq < 1 || seq > this.#end.seq) return null;
    const stretch = Math.floor((seq - 1) / this.every);
    const before = this.#marks[stretch - 1];
    const after = this.#marks[stretch];
    return {
      from: before === undefined ? chainStart : { seq: stretch * this.every, hash: before },
      to: after === undefined ? this.#end : { seq: (stretch + 1) * this.every, hash: after },
    };
  }
}

/** Whether each of these rows is, word for word, one that was walked. */
export async function isAsWalked(deps: Deps, path: WalkedPath, rows: readonly HashedRow[]): Promise<boolean> {
  const stretches = new Map<number, Map<number, string>>();
  for (const row of rows) {
    if (rowHash(row.previousHash, row, sha256Hex) !== row.hash) return false;
    const around = path.around(row.seq);
    if (around === null) return false;
    const walked = stretches.get(around.from.seq) ?? (await hashesOf(deps, around));
    stretches.set(around.from.seq, walked);
    if (walked.get(row.seq) !== row.hash) return false;
  }
  return true;
}

/** Of the rows between two marks as they are now, as far as they lead from the one to the other; else of none. */
async function hashesOf(
  deps: Deps,
  { from, to }: { readonly from: ChainEnd; readonly to: ChainEnd },
): Promise<Map<number, string>> {
  const rows = await auditAfter(deps.store.db, { after: from.seq, limit: to.seq - from.seq });
  let end = from;
  for (const row of rows) {
    if (breakOf(end, row, sha256Hex) !== null) return new Map();
    end = row;
  }
  return end.hash === to.hash ? new Map(rows.map(({ seq, hash }) => [seq, hash])) : new Map();
}
