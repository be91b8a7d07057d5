import { setImmediate } from 'node:timers/promises';
import type { ChainBreak } from '@token-desk/contract/api';
import { ProblemError } from '@token-desk/contract/problem';
import { breakOf, type ChainEnd, chainStart, type HashedRow, rowHash } from '../domain/audit-chain.ts';
import { auditAfter, type FiledRow, serialOfRow } from '../store/audit.ts';
import { allBurners, type Burner } from '../store/burners.ts';
import type { Store } from '../store/database.ts';
import type { Deps } from './deps.ts';
import { sha256Hex } from './hashing.ts';
import { openReceipt } from './receipts.ts';

const walkPage = 500;
/** What was changed after a walk is found by the next one. */
const maxAgeMs = 24 * 60 * 60_000;
const hashBytes = 32;
/** 64 MB; of a longer chain nothing is remembered. */
const maxRemembered = 2_000_000;

export type Walked = {
  readonly ok: boolean;
  readonly rows: number;
  readonly receipts: number;
  readonly brokenAt: { readonly seq: number; readonly why: ChainBreak } | null;
  /** When the walk over all these rows began; what came later was looked at later. */
  readonly walkedAt: number;
};

type Memory = {
  readonly walkedAt: number;
  end: ChainEnd;
  receipts: number;
  /** Each desk's own count of receipts. */
  readonly desks: Map<string, ChainEnd>;
  /** The hash of each row as it was walked, 32 bytes a row. */
  hashes: Buffer;
};

/** Walks the chain and every receipt, and remembers how far it held, so that a statement need not begin at the first row. */
export class AuditWalk {
  #memory: Memory | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** From the first row. */
  whole(deps: Deps): Promise<Walked> {
    return this.#inTurn(() => {
      this.#memory = null;
      return this.#walk(deps);
    });
  }

  /** Only what came since the last walk, if that is not too long ago. */
  sinceLast(deps: Deps): Promise<Walked> {
    return this.#inTurn(() => {
      if (this.#memory !== null && deps.clock.now() - this.#memory.walkedAt > maxAgeMs) this.#memory = null;
      return this.#walk(deps);
    });
  }

  /** Whether this row is, word for word, the one that was walked. */
  isAsWalked(row: HashedRow): boolean {
    const memory = this.#memory;
    if (memory === null || row.seq > memory.end.seq) return false;
    const hash = memory.hashes.subarray((row.seq - 1) * hashBytes, row.seq * hashBytes).toString('hex');
    return hash.toUpperCase() === row.hash && rowHash(row.previousHash, row, sha256Hex) === row.hash;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => {}); // whoever asked sees it; the next one begins anew
    return mine;
  }

  async #walk(deps: Deps): Promise<Walked> {
    const memory = this.#memory ?? {
      walkedAt: deps.clock.now(),
      end: chainStart,
      receipts: 0,
      desks: new Map(),
      hashes: Buffer.alloc(0),
    };
    // Kept only when it held to the end.
    this.#memory = null;
    const { walkedAt } = memory;
    const burners = new Map((await allBurners(deps.store.db)).map((burner) => [burner.id, burner]));
    for (;;) {
      const rows = await auditAfter(deps.store.db, { after: memory.end.seq, limit: walkPage });
      const broken = take(deps, { memory, burners, rows });
      const { receipts } = memory;
      if (broken !== null) return { ok: false, rows: memory.end.seq, receipts, brokenAt: broken, walkedAt };
      if (rows.length === 0) {
        if (memory.end.seq <= maxRemembered) this.#memory = memory;
        return { ok: true, rows: memory.end.seq, receipts, brokenAt: null, walkedAt };
      }
      // SQLite answers without waiting: others would not be heard until the last row.
      await setImmediate();
    }
  }
}

type Page = {
  readonly memory: Memory;
  readonly burners: ReadonlyMap<string, Burner>;
  readonly rows: readonly FiledRow[];
};

/** Goes on over these rows; answers where it stopped, if it did. */
function take(deps: Deps, { memory, burners, rows }: Page): Walked['brokenAt'] {
  const hashes: Buffer[] = [memory.hashes];
  for (const row of rows) {
    const why =
      breakOf(memory.end, row, sha256Hex) ??
      (row.filedUnder === serialOfRow(row) ? null : 'misfiled') ??
      receiptBreak(deps, { memory, burners, row });
    if (why !== null) return { seq: row.seq, why };
    memory.end = { seq: row.seq, hash: row.hash };
    if (row.receipt !== null) memory.receipts += 1;
    hashes.push(Buffer.from(row.hash, 'hex'));
  }
  memory.hashes = Buffer.concat(hashes);
  return null;
}

/** Why a row's receipt is not what its desk signed, in the order it signed; null when it is. */
function receiptBreak(
  deps: Deps,
  { memory, burners, row }: Omit<Page, 'rows'> & { readonly row: HashedRow },
): ChainBreak | null {
  if (row.receipt === null) return null;
  const burner = row.actor.kind === 'burner' ? burners.get(row.actor.burnerId) : undefined;
  if (burner === undefined) return 'receipt-of-no-desk';
  try {
    const { body, hash } = openReceipt(row.receipt, burner, deps.practice);
    const before = memory.desks.get(burner.id);
    memory.desks.set(burner.id, { seq: body.seq, hash });
    const follows =
      before === undefined || (body.seq === before.seq + 1 && body.previousHash === before.hash);
    return follows ? null : 'receipt-out-of-order';
  } catch (error) {
    if (error instanceof ProblemError) return 'receipt-false';
    throw error;
  }
}

/** One for each store: what was walked in one says nothing about another. */
const walks = new WeakMap<Store, AuditWalk>();

export function auditWalkOf({ store }: Deps): AuditWalk {
  const walk = walks.get(store) ?? new AuditWalk();
  walks.set(store, walk);
  return walk;
}
