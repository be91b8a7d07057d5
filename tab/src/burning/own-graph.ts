import { askedOnce } from '../asked-once.ts';
import type { GraphAccess } from '../graph/graph-access.ts';
import type { Session } from '../server/session.ts';

/** The technician's own way to Microsoft, one for a page; it comes when it is first needed. */
export function ownGraph(
  { account, me }: Pick<Session, 'account' | 'me'>,
  onWait: (ms: number) => void,
): () => Promise<GraphAccess> {
  return askedOnce(async () => {
    const { graphAccess } = await import('../graph/graph-access.ts');
    return graphAccess({ account, isPractice: me.practice, onWait });
  });
}

/** The same, which ends its wait for Microsoft once it is stopped. */
export function untilStopped(graph: () => Promise<GraphAccess>, stop: AbortSignal) {
  return async (): Promise<GraphAccess> => ({ ...(await graph()), stop });
}
