import type { BurnerView, JobView, RequestDetail } from '@token-desk/contract/api';
import type { HeldFacts } from '../flow/burn-flow.ts';
import type { SeedBox } from '../seed/seed-box.ts';
import type { Api } from '../server/api.ts';
import { cancelQuietly, mustBePinned, pinnedKey } from './pinned-key.ts';

export type BurnOrder = {
  readonly api: Api;
  readonly box: SeedBox;
  readonly burner: BurnerView;
  readonly request: RequestDetail;
  readonly serial: string;
  readonly facts: HeldFacts;
  readonly accountSeen: boolean;
  readonly signal: AbortSignal;
};

/** The display stays lit, and the token awake, this long after writing: enough to read a code. */
export const displayTimeoutSeconds = 30;

/**
 * Opens a job, waits for the burner's key, makes sure that the pinned desk made it for this very job, seals, sends.
 * Answers the job as it then is; a job that was opened and did not get that far is cancelled.
 */
export async function burn(order: BurnOrder): Promise<JobView> {
  const { api, box, burner, request, serial, facts, accountSeen, signal } = order;
  mustBePinned(burner);
  const body = {
    version: request.version,
    burnerId: burner.id,
    reader: null,
    serial,
    config: { algorithm: facts.algorithm, stepSeconds: facts.stepSeconds, displayTimeoutSeconds } as const,
  };
  const opened = await api.call('openJob', { params: { requestId: request.id }, body, signal });
  try {
    const { offer, key } = await pinnedKey(
      order,
      opened,
      (made) =>
        made.requestId === request.id && made.serial === serial && made.subject?.id === request.subject.id,
    );
    const { envelope, heldSeconds } = await box.seal(offer, key.publicKey);
    return await api.call('submitEnvelope', {
      params: { jobId: opened.id },
      body: { envelope, accountSeen, heldSeconds },
      signal,
    });
  } catch (error) {
    await cancelQuietly(order, opened);
    throw error;
  }
}
