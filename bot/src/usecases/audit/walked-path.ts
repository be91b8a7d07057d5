import { breakOf, type ChainEnd, chainStart, type HashedRow } from '../../domain/audit-chain.ts';
import { atOnce } from '../../store/at-once.ts';
import { auditRows } from '../../store/tables/audit.ts';
import type { Deps } from '../write/deps.ts';
import { sha256Hex } from '../write/hashing.ts';

/** From one mark to the next, or to where the walk ended. */
type Stretch = { readonly from: ChainEnd; readonly to: ChainEnd };

/**
 * Where a walk over the chain came by: the hash of every fourth row. Some 22 bytes a row, so that there is no length of the
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
  around(seq: number): Stretch | null {
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

/** Whether each of these rows is, word for word, one that was walked: hashed with those beside it, they lead from mark to mark. */
export async function isAsWalked(deps: Deps, path: WalkedPath, rows: readonly HashedRow[]): Promise<boolean> {
  const known = new Map(rows.map((row) => [row.seq, row]));
  const stretches = new Map<number, Stretch>();
  for (const { seq } of rows) {
    const around = path.around(seq);
    if (around === null) return false;
    stretches.set(around.from.seq, around);
  }
  const walked = [...stretches.values()];
  const between = walked.flatMap(seqsOf).filter((seq) => !known.has(seq));
  for (const row of await auditRows(deps.store.db, between)) known.set(row.seq, row);
  return walked.every((stretch) => leads(stretch, known));
}

function seqsOf({ from, to }: Stretch): number[] {
  return Array.from({ length: to.seq - from.seq }, (_, n) => from.seq + 1 + n);
}

function leads(stretch: Stretch, rows: ReadonlyMap<number, HashedRow>): boolean {
  let end = stretch.from;
  for (const seq of seqsOf(stretch)) {
    const row = rows.get(seq);
    if (row === undefined || breakOf(end, row, sha256Hex) !== null) return false;
    end = row;
  }
  return end.hash === stretch.to.hash;
}
