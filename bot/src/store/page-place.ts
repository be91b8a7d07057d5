import { ProblemError } from '@token-desk/contract/problem';
import { isStorable } from '@token-desk/contract/text/canonical';
import * as z from 'zod/mini';

/** Where a page ended: what its rows are ordered by, and the id that decides between equals. */
export type PagePlace<K extends string | number = string | number> = {
  readonly key: K;
  readonly id: string;
};

/**
 * A place as its reader gives it back: text from outside, which was not looked at where it came in, because it stands in another one.
 * `form`: what the place has to be.
 */
export function readPlace<K extends string | number>(
  text: string | undefined,
  form: z.ZodMiniType<[K, string]>,
): PagePlace<K> | null {
  if (text === undefined) return null;
  try {
    const [key, id] = z.parse(form, JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (!isStorable(`${key}${id}`)) throw new TypeError('a text that no database keeps');
    return { key, id };
  } catch (error) {
    throw new ProblemError('bad-request', { where: 'cursor' }, { cause: error });
  }
}

export const writePlace = ({ key, id }: PagePlace): string =>
  Buffer.from(JSON.stringify([key, id]), 'utf8').toString('base64url');
