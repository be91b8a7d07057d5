import { setImmediate } from 'node:timers/promises';
import type { ChainBreak } from '@token-desk/contract/audit-row';
import { ProblemError } from '@token-desk/contract/problem';
import { Turns } from '@token-desk/contract/turns';
import { breakOf, type ChainEnd, type HashedRow } from '../../domain/audit-chain.ts';
import { contradicts } from '../../domain/jobs/receipt-row.ts';
import { atOnce } from '../../store/at-once.ts';
import type { Store } from '../../store/database.ts';
import { auditAfter, type FiledRow, serialOfRow } from '../../store/tables/audit.ts';
import { allBurners, type Burner } from '../../store/tables/burners.ts';
import type { Deps } from '../write/deps.ts';
import { sha256Hex } from '../write/hashing.ts';
import { openReceipt } from './receipts.ts';
import { WalkedPath } from './walked-path.ts';

/** What was changed after a walk is found by the next one. */
const maxAgeMs = 24 * 60 * 60_000;

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
  receipts: number;
  /** Each desk's own count of receipts. */
  readonly desks: Map<string, ChainEnd>;
  readonly path: WalkedPath;
};

/** `path`: by which a row that was read is held against what was walked. */
type WithPath = Walked & { readonly path: WalkedPath };

/** Walks the chain and every receipt, and remembers how far it held, so that a statement need not begin at the first row. */
export class AuditWalk {
  #memory: Memory | null = null;
  readonly #turns = new Turns();

  /** From the first row. */
  async whole(deps: Deps): Promise<Walked> {
    const { path: _path, ...walked } = await this.#turns.take('walk', () => {
      this.#memory = null;
      return this.#walk(deps);
    });
    return walked;
  }

  /** Only what came since the last walk, if that is not too long ago. */
  sinceLast(deps: Deps): Promise<WithPath> {
    return this.#turns.take('walk', () => {
      if (this.#memory !== null && deps.clock.now() - this.#memory.walkedAt > maxAgeMs) this.#memory = null;
      return this.#walk(deps);
    });
  }

  async #walk(deps: Deps): Promise<WithPath> {
    const memory = this.#memory ?? {
      walkedAt: deps.clock.now(),
      receipts: 0,
      desks: new Map(),
      path: new WalkedPath(),
    };
    // Kept only when it held to the end.
    this.#memory = null;
    const { path } = memory;
    let burners: ReadonlyMap<string, Burner> = new Map();
    for (;;) {
      const rows = await auditAfter(deps.store.db, { after: path.end.seq, limit: atOnce.walk });
      if (rows.length === 0) {
        this.#memory = memory;
        return { ok: true, brokenAt: null, ...sumOf(memory) };
      }
      // A desk may be paired, and sign, while the walk is on its way.
      if (rows.some(({ actor }) => actor.kind === 'burner' && !burners.has(actor.burnerId)))
        burners = new Map((await allBurners(deps.store.db)).map((burner) => [burner.id, burner]));
      const broken = take(deps, { memory, burners, rows });
      if (broken !== null) return { ok: false, brokenAt: broken, ...sumOf(memory) };
      // SQLite answers without waiting: others would not be heard until the last row.
      await setImmediate();
    }
  }
}

const sumOf = ({ receipts, walkedAt, path }: Memory) => ({ rows: path.end.seq, receipts, walkedAt, path });

type Page = {
  readonly memory: Memory;
  readonly burners: ReadonlyMap<string, Burner>;
  readonly rows: readonly FiledRow[];
};

/** Goes on over these rows; answers where it stopped, if it did. */
function take(deps: Deps, { memory, burners, rows }: Page): Walked['brokenAt'] {
  for (const row of rows) {
    const why =
      breakOf(memory.path.end, row, sha256Hex) ??
      (row.filedUnder === serialOfRow(row) ? null : 'misfiled') ??
      receiptBreak(deps, { memory, burners, row });
    if (why !== null) return { seq: row.seq, why };
    memory.path.go(row);
    if (row.receipt !== null) memory.receipts += 1;
  }
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
    if (contradicts(row, body)) return 'receipt-contradicts';
    // The row says itself that it does not fit, by the first thing that did not, and somebody was asked to look.
    const doubt = row.event === 'receipt_set_apart' ? row.data.why : null;
    if (body.burnerId !== burner.id && doubt === null) return 'receipt-false';
    if (doubt === 'number-taken') return null;
    const before = memory.desks.get(burner.id);
    memory.desks.set(burner.id, { seq: body.seq, hash });
    const follows =
      before === undefined || (body.seq === before.seq + 1 && body.previousHash === before.hash);
    return follows || doubt === 'one-missing' ? null : 'receipt-out-of-order';
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
