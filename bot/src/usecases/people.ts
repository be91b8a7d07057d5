import type { Reply } from '@token-desk/contract/api';
import type { Deps } from './deps.ts';

const timeoutMs = 10_000;

/** Colleagues for whom a request can be recorded. */
export async function searchPeople(deps: Deps, text: string): Promise<Reply<'searchPeople'>> {
  const found = await deps.directory.search(text, AbortSignal.timeout(timeoutMs));
  return { items: found.map(({ id, name, upn }) => ({ id, name, upn })) };
}
