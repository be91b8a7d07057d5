import type { Session } from '../server/session.ts';

/**
 * Begins with the next person of a batch, as the technician said when it was started. What stands against it
 * (somebody has it already, four eyes) is told by the page this leads to.
 */
export async function claimNext({ api }: Pick<Session, 'api'>, requestId: string): Promise<void> {
  const params = { requestId };
  try {
    const { version, may } = await api.call('getRequest', { params });
    if (may.includes('claim'))
      await api.call('commandRequest', { params, body: { version, command: { kind: 'claim' } } });
  } catch {
    // the wizard reads it again and says how it stands
  }
}
