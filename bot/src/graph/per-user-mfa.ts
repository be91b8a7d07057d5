import type { PerUserMfa } from '@token-desk/contract/request';
import { perUserMfa } from '@token-desk/contract/request';
import * as z from 'zod/mini';
import { type GraphClient, GraphRefusal } from './access/client.ts';

export const requirements = z.object({ perUserMfaState: perUserMfa });

/** Per-user MFA of each, by id; null: it may not be read, or there is no such person. Twenty a call. */
export async function readPerUserMfa(
  graph: GraphClient,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, PerUserMfa | null>> {
  const paths = ids.map((id) => `/users/${encodeURIComponent(id)}/authentication/requirements`);
  const answers = await graph.batch('beta', paths, requirements, signal);
  return new Map(
    ids.map((id, index) => {
      const answer = answers[index];
      return [id, answer === undefined || answer instanceof GraphRefusal ? null : answer.perUserMfaState];
    }),
  );
}
