import { fail, type Result } from '@token-desk/contract/problem';
import type { InBooks } from '@token-desk/contract/routes/loads';
import { modelOf } from '@token-desk/contract/token/model';
import { isFactorySeeded, type Token } from './token.ts';

/** What the books say of a token whose maker's secret somebody has. A secret once written over never comes back. */
export function inBooksAs(token: Token): InBooks {
  const { state, holder, burns, blankedAt, unsaid } = token;
  if (state === 'loaded' && isFactorySeeded(token)) return 'loaded';
  if (holder !== null || state === 'lost' || state === 'retired') return 'in-use';
  if (burns > 0 || blankedAt !== null || unsaid.length > 0) return 'written';
  return state === 'in_stock' ? 'blank' : 'in-use';
}

/** A token as its maker delivered it, before its device was looked for; the one that is loaded already stays as it is. */
export function factorySeeded(
  token: Token,
  { box, model, now }: { readonly box: string; readonly model: string | null; readonly now: number },
): Result<{ readonly token: Token }> {
  const { serial, state } = token;
  const books = inBooksAs(token);
  if (books === 'loaded') return { ok: true, token };
  if (books === 'written') return fail('token-secret-written-over', { serial });
  if (books === 'in-use') return fail('token-wrong-state', { serial, state });
  const load = { jobId: null, checkedAt: null, loadedAt: null };
  const known = modelOf(serial)?.model ?? token.model ?? model;
  return { ok: true, token: { ...token, model: known, route: 'B', box, load, updatedAt: now } };
}
