import { type RawBuilder, sql } from 'kysely';

/** A column holds a text, whatever its case; `%` and `_` in it mean themselves. */
export function like(column: 'search' | 'actor' | 'data', text: string): RawBuilder<boolean> {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
  // `search` is stored in lower case, so that its index alone answers.
  const value = column === 'search' ? sql.ref(column) : sql`lower(${sql.ref(column)})`;
  return sql<boolean>`${value} like ${pattern} escape '\\'`;
}
