import type { Reply } from '@token-desk/contract/api';
import { ProblemError } from '@token-desk/contract/problem';
import { findRequest } from '../store/requests.ts';
import type { Deps } from './deps.ts';

const timeoutMs = 10_000;

/** Colleagues for whom a request can be recorded. */
export async function searchPeople(deps: Deps, text: string): Promise<Reply<'searchPeople'>> {
  const found = await deps.directory.search(text, AbortSignal.timeout(timeoutMs));
  return { items: found.map(({ id, name, upn }) => ({ id, name, upn })) };
}

/** In which language the subject's Microsoft page will most likely stand. A guess: without the directory there is none. */
export async function subjectLanguage(deps: Deps, requestId: string): Promise<Reply<'getSubjectLanguage'>> {
  const request = await findRequest(deps.store.db, requestId);
  if (request === null) throw new ProblemError('request-not-found');
  try {
    const found = await deps.directory.person(request.subject.id, AbortSignal.timeout(timeoutMs));
    return { language: found?.preferredLanguage?.slice(0, 35) ?? null };
  } catch {
    return { language: null }; // the technician chooses
  }
}
