import { type DirectoryChange, peopleOfBooks } from '../../domain/entra/differences.ts';
import type { Token } from '../../domain/tokens/token.ts';
import type { Db } from '../../store/database.ts';
import { auditAbout } from '../../store/tables/audit.ts';

/** What is done at Microsoft and what our books say of it are a few minutes apart: a code is typed and read back between. */
const aroundMs = 15 * 60_000;

/** The changes of which a row of ours tells: by the same person, about the same person, at that time. */
export async function changesInAudit(
  db: Db,
  changes: readonly DirectoryChange[],
  tokens: readonly Token[],
): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  const serialsOf = new Map<string, string[]>();
  for (const token of tokens)
    for (const { id } of peopleOfBooks([token]))
      serialsOf.set(id, [...(serialsOf.get(id) ?? []), token.serial]);
  for (const { id, at, by, target } of changes) {
    const rows = await auditAbout(db, {
      subjectId: target.id,
      serials: serialsOf.get(target.id) ?? [],
      fromAt: at - aroundMs,
      toAt: at + aroundMs,
    });
    if (rows.some(({ actor }) => actor.kind === 'person' && actor.person.id === by.id)) known.add(id);
  }
  return known;
}
