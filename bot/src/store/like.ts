import { fold } from '@token-desk/contract/text/fold';
import { type RawBuilder, sql } from 'kysely';

/** The searched column holds a text, whatever its case and accents; `%` and `_` in it mean themselves. */
export function like(text: string): RawBuilder<boolean> {
  const pattern = `%${fold(text).replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
  return sql<boolean>`${sql.ref('search')} like ${pattern} escape '\\'`;
}

/** What a row is found by: folded when it is written, since neither database folds as the other does. */
export function searchText(parts: readonly string[], maxLength = 400): string {
  return fold(parts.join('\n')).slice(0, maxLength);
}
