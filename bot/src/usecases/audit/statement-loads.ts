import type { StatementFactory, StatementLoad } from '@token-desk/contract/token/record';
import type { HashedRow } from '../../domain/audit-chain.ts';
import { wholeAudit } from '../../store/tables/audit.ts';
import type { Burner } from '../../store/tables/burners.ts';
import { findRequest } from '../../store/tables/requests.ts';
import type { Deps } from '../write/deps.ts';
import { wordsOf } from './receipts.ts';
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

type About = {
  /** Every row of this serial. */
  readonly rows: readonly HashedRow[];
  readonly burners: ReadonlyMap<string, Burner>;
  readonly keyRows: readonly HashedRow[];
};
/** `story`: the rows of the request it went to. */
type Told = { readonly told: StatementLoad; readonly story: readonly HashedRow[] };

/** Loaded with its maker's secret, with all that came of it; null where the row is none. */
export async function factoryOf(
  deps: Deps,
  row: HashedRow,
  about: Pick<About, 'rows'>,
): Promise<{ readonly told: StatementFactory; readonly story: readonly HashedRow[] } | null> {
  if (row.event !== 'token_loaded' || row.data.origin !== 'factory') return null;
  const { handedOut, story } = await fateOf(deps, untilNextWrite(rowsAfter(row, about)));
  return { told: { box: text(row, 'box'), loaded: seenOf(row), handedOut, auditSeq: row.seq }, story };
}

/** Each ends what was told of the secret before. */
const writes: readonly string[] = ['token_written', 'burned', 'burn_unknown', 'token_blanked'];

/** A burn ahead of any request, with all that came of its secret; null where the row is none. */
export async function loadOf(deps: Deps, row: HashedRow, about: About): Promise<Told | null> {
  const body = row.event === 'token_written' && row.receipt !== null ? wordsOf(row.receipt) : null;
  if (body === null || row.receipt === null) return null;
  const after = untilNextWrite(rowsAfter(row, about));
  const burner = about.burners.get(body.burnerId);
  const checked = after.find(({ event, data }) => event === 'token_checked' && data.jobId === body.jobId);
  const loaded = after.find(({ event }) => event === 'token_loaded');
  const { handedOut, story } = await fateOf(deps, after);
  const step = checked?.receipt == null ? null : (wordsOf(checked.receipt)?.seen.stepOffset ?? null);
  const told: StatementLoad = {
    technician: body.told.technician,
    burner: deskOf(body.burnerId, { burner, keyRows: about.keyRows }),
    burnedAt: body.seen.finishedAt ?? body.at,
    outcome: body.seen.outcome ?? '',
    note: body.seen.note ?? null,
    box: text(row, 'box'),
    checkedAt: checked?.at ?? null,
    stepOffset: step,
    loaded: loaded === undefined ? null : seenOf(loaded),
    handedOut,
    receipt: receiptOf(deps, row.receipt, { seq: body.seq, burner }),
    auditSeq: row.seq,
  };
  return { told, story };
}

const rowsAfter = ({ seq }: HashedRow, { rows }: Pick<About, 'rows'>) => rows.filter((row) => row.seq > seq);

/** The request it was taken for last, unless it was given back, with that request's rows. */
async function fateOf(
  deps: Deps,
  after: readonly HashedRow[],
): Promise<Pick<Told, 'story'> & Pick<StatementLoad, 'handedOut'>> {
  const taken = after.findLast(({ event }) => event === 'loaded_taken' || event === 'loaded_given_back');
  const isOut = taken !== undefined && taken.event === 'loaded_taken' && taken.requestId !== null;
  if (!isOut) return { handedOut: null, story: [] };
  const story = await wholeAudit(deps.store.db, { requestId: taken.requestId ?? '' });
  return { handedOut: await handedOutOf(deps, taken, story), story };
}

function untilNextWrite(rows: readonly HashedRow[]): readonly HashedRow[] {
  const end = rows.findIndex(({ event }) => writes.includes(event));
  return end < 0 ? rows : rows.slice(0, end);
}

function seenOf(row: HashedRow): StatementFactory['loaded'] {
  const how = row.data.how === 'seen' ? 'seen' : 'said';
  return { at: row.at, by: personOf(row), deviceId: text(row, 'deviceId'), how };
}

async function handedOutOf(
  deps: Deps,
  taken: HashedRow,
  story: readonly HashedRow[],
): Promise<StatementLoad['handedOut']> {
  const requestId = taken.requestId ?? '';
  const before = story.filter(({ seq }) => seq < taken.seq);
  const after = story.filter(({ seq }) => seq > taken.seq);
  const request = await findRequest(deps.store.db, requestId);
  return {
    requestId,
    subject: request?.subject ?? null,
    requestedBy: personOf(newest(story, 'submitted')) ?? request?.requestedBy ?? null,
    approvedBy: approverOf(newest(before, 'approved')),
    identityCheck: identityOf(newest(before, 'identity_checked')),
    by: personOf(taken),
    takenAt: taken.at,
    confirmedBy: personOf(after.findLast(({ event }) => event === 'hand_out_confirmed')),
    binding: bindingOf(after.find(({ event }) => event === 'bound')),
    handedOverAt: after.find(({ event }) => event === 'handed_over')?.at ?? null,
  };
}
