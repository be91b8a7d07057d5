import * as z from 'zod/mini';

/** A JSON column back into its type; a row that no longer fits is a fault of ours, not of the person. */
export function parseColumn<T extends z.ZodMiniType>(schema: T, text: string): z.output<T> {
  const parsed = z.safeParse(schema, JSON.parse(text));
  if (!parsed.success) {
    throw new Error('a stored row does not fit its schema', { cause: parsed.error });
  }
  return parsed.data;
}

export function parseNullable<T extends z.ZodMiniType>(schema: T, text: string | null): z.output<T> | null {
  return text === null ? null : parseColumn(schema, text);
}
