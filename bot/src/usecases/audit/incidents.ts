import { type Incident, incident } from '@token-desk/contract/chat/incident';
import { personActor, personData } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import type { HashedRow } from '../../domain/audit-chain.ts';
import { type HolderNews, isHolderNews } from '../../domain/requests/notices.ts';
import type { Db } from '../../store/database.ts';
import { auditAfter } from '../../store/tables/audit.ts';
import { addCustody } from '../../store/tables/custody.ts';
import { findRequest } from '../../store/tables/requests.ts';
import { acknowledgeSetApart, openSetApart } from '../../store/tables/set-apart.ts';
import { findSetting, saveSetting } from '../../store/tables/settings.ts';
import { findToken, saveToken } from '../../store/tables/tokens.ts';
import type { TakenToken } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { takenTokens } from '../write/token-moves.ts';

const maxListed = 50;

/** The row `seq`, where it tells of a token of this person; else `not-found`, whatever it is. */
async function ownRow(tx: Db, { person }: Caller, seq: number): Promise<HashedRow> {
  const [row] = await auditAfter(tx, { after: seq - 1, limit: 1 });
  if (row?.seq !== seq || !isHolderNews(row.event)) throw new ProblemError('not-found');
  const holderId = row.event === 'bound' ? await subjectOf(tx, row) : row.data.holderId;
  if (holderId !== person.id) throw new ProblemError('not-found');
  return row;
}

const subjectOf = async (tx: Db, { requestId }: HashedRow) =>
  requestId === null ? null : ((await findRequest(tx, requestId))?.subject.id ?? null);

/**
 * “This was not me”, by the person whose token it is: the token is held, the request that waits for it fails, channels are told and a
 * technician has to look. Said twice it is one.
 */
export async function reportNotMe(deps: Deps, caller: Caller, seq: number): Promise<void> {
  if (!Number.isSafeInteger(seq)) throw new ProblemError('not-found');
  await commit(deps, async (tx) => {
    const row = await ownRow(tx, caller, seq);
    const said = await findSetting(tx, `not-me-${seq}`);
    if (said.value !== null) return { value: null };
    await saveSetting(tx, said, String(deps.clock.now()));
    const actor = personActor(caller.person);
    const request = row.requestId === null ? null : await findRequest(tx, row.requestId);
    const serial = row.data.serial ?? request?.token?.serial ?? null;
    const taken = typeof serial === 'string' ? await holdToken(deps, tx, caller, serial) : [];
    const data = { serial, ...personData('holder', caller.person), about: row.event, aboutSeq: seq };
    const told = { event: 'incident_reported', actor, data, requestId: row.requestId } as const;
    // what no request moves is read again by every open tab
    const hints = [{ to: 'tabs', event: { type: 'look' } }] as const;
    return { value: null, rows: [told], taken, hints };
  });
}

async function holdToken(
  deps: Deps,
  tx: Db,
  { person }: Caller,
  serial: string,
): Promise<readonly TakenToken[]> {
  const token = await findToken(tx, serial);
  if (token === null || token.state !== 'active' || token.holder?.id !== person.id) return [];
  const at = deps.clock.now();
  const held = { ...token, state: 'suspended', updatedAt: at } as const;
  await saveToken(tx, held);
  await addCustody(tx, serial, { at, kind: 'set_aside', by: person, holder: person, note: null });
  return takenTokens(token, held, { because: 'its-token-set-aside', actor: personActor(person) });
}

/** What a row tells whoever carries its token; null where it tells them nothing. */
export async function findHolderNews(
  { store: { db } }: Deps,
  seq: number,
): Promise<{
  readonly event: HolderNews;
  readonly seq: number;
  readonly at: number;
  readonly serial: string;
  readonly by: string;
} | null> {
  const [row] = await auditAfter(db, { after: seq - 1, limit: 1 });
  if (row?.seq !== seq || !isHolderNews(row.event)) return null;
  const { event, at, actor, requestId, data } = row;
  const request = requestId === null ? null : await findRequest(db, requestId);
  const serial = String(data.serial ?? request?.token?.serial ?? '–');
  return { event, seq, at, serial, by: actor.kind === 'person' ? actor.person.name : 'Token Desk' };
}

function incidentOf({ seq, at, actor, data }: HashedRow): readonly Incident[] {
  const by = actor.kind === 'person' ? actor.person : null;
  const read = incident.safeParse({ auditSeq: seq, at, by, serial: data.serial, about: data.about });
  return read.success ? [read.data] : [];
}

export async function listIncidents(
  deps: Deps,
): Promise<{ readonly items: readonly Incident[]; readonly total: number }> {
  const { rows, total } = await openSetApart(deps.store.db, 'incident_reported', maxListed);
  return { items: rows.flatMap(incidentOf), total };
}

/** A technician has looked; said twice, it is one row in the books. */
export async function closeIncident(deps: Deps, caller: Caller, seq: number): Promise<void> {
  if (!Number.isSafeInteger(seq)) throw new ProblemError('not-found');
  await commit(deps, async (tx) => {
    const [row] = await auditAfter(tx, { after: seq - 1, limit: 1 });
    if (row?.seq !== seq || row.event !== 'incident_reported') throw new ProblemError('not-found');
    if ((await acknowledgeSetApart(tx, seq, deps.clock.now())) !== 'now') return { value: null };
    const actor = personActor(caller.person);
    const data = { record: seq, serial: row.data.serial ?? null };
    return { value: null, rows: [{ event: 'incident_closed', actor, data, requestId: row.requestId }] };
  });
}
