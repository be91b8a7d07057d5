import type { Reply } from '@token-desk/contract/api';
import { id, instant } from '@token-desk/contract/ids';
import type { PerUserMfa, RequestCommand } from '@token-desk/contract/request';
import type { EnforcementGuards } from '@token-desk/contract/routes/enforcement';
import * as z from 'zod/mini';
import { type ConditionalAccess, type Fact, mapFact } from '../../domain/entra/facts.ts';
import type { Acting } from '../../domain/permissions.ts';
import type { Command } from '../../domain/requests/request-commands.ts';
import type { Db } from '../../store/database.ts';
import { readPlace, writePlace } from '../../store/page-place.ts';
import { countUnenforced, unenforcedOf, unenforcedRequests } from '../../store/tables/requests.ts';
import { directoryTimeoutMs, isUnanswered } from '../people/directory.ts';
import type { Change } from '../write/change.ts';
import { decideIn } from '../write/decide-in.ts';
import type { Deps } from '../write/deps.ts';

const pageSize = 50;
const decides: readonly RequestCommand['kind'][] = ['look-for-enforcement', 'waive-enforcement'];
const place = z.tuple([instant, id]);

/** For whom MFA is still off, with what Microsoft says of them and of the tenant now; nothing comes of it. */
export async function listUnenforced(
  deps: Deps,
  { cursor }: { readonly cursor?: string | undefined },
): Promise<Reply<'listUnenforced'>> {
  const { db } = deps.store;
  const found = await unenforcedRequests(db, { after: readPlace(cursor, place), limit: pageSize + 1 });
  const shown = found.slice(0, pageSize);
  const [mfa, guards, total] = await Promise.all([
    mfaOf(
      deps,
      shown.map(({ subject }) => subject.id),
    ),
    guardsOf(deps),
    countUnenforced(db),
  ]);
  const last = shown.at(-1);
  const end = last?.binding == null ? null : { key: last.binding.at, id: last.id };
  return {
    items: shown.map(({ id: requestId, version, subject, state, token, binding, updatedAt }) => ({
      requestId,
      version,
      subject,
      state,
      serial: token?.serial ?? null,
      since: binding?.at ?? updatedAt,
      mfa: mfa.get(subject.id) ?? null,
    })),
    next: found.length > pageSize && end !== null ? writePlace(end) : null,
    total,
    guards,
  };
}

export async function unenforcedTotal({ store }: Deps): Promise<Reply<'countUnenforced'>> {
  return { total: await countUnenforced(store.db) };
}

/** MFA is a person's, not a token's: what is decided of it counts for whatever else they were given. */
export async function alsoDecided(
  deps: Deps,
  tx: Db,
  acting: Acting,
  { command, change }: { readonly command: Command; readonly change: Change },
): Promise<readonly Change[]> {
  const { before, events } = change;
  if (before === null || events.length === 0 || !decides.includes(command.kind as RequestCommand['kind']))
    return [];
  const others = (await unenforcedOf(tx, before.subject.id)).filter(({ id }) => id !== before.id);
  return others.map((other) => decideIn(deps, other, command, acting));
}

/** Per-user MFA of each at Microsoft; nobody's where it does not answer. */
export async function mfaOf(
  { directory }: Deps,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PerUserMfa | null>> {
  if (ids.length === 0) return new Map();
  try {
    return await directory.perUserMfa([...new Set(ids)], AbortSignal.timeout(directoryTimeoutMs));
  } catch (error) {
    if (isUnanswered(error)) return new Map();
    throw error;
  }
}

async function guardsOf({ directory }: Deps): Promise<EnforcementGuards> {
  try {
    const facts = await directory.tenantFacts(AbortSignal.timeout(directoryTimeoutMs));
    const { securityDefaults, conditionalAccess } = facts;
    return {
      securityDefaults: known(securityDefaults),
      conditionalAccess: known(mapFact(conditionalAccess, askingAll)),
    };
  } catch (error) {
    if (isUnanswered(error)) return { securityDefaults: null, conditionalAccess: null };
    throw error;
  }
}

/** Whom a policy means that is not for everybody is not known here: null where only such ones ask. */
function askingAll(policies: readonly ConditionalAccess[]): string[] | null {
  const asking = policies.filter(({ asksForMfa }) => asksForMfa);
  const forAll = asking.filter(({ isForAll }) => isForAll).map(({ name }) => name);
  return forAll.length === 0 && asking.length > 0 ? null : forAll;
}

const known = <T>(fact: Fact<T>): T | null => (fact.kind === 'read' ? fact.value : null);
