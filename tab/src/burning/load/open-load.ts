import type { Algorithm } from '@token-desk/contract/token/config';
import type { BurnerView, JobView } from '@token-desk/contract/views';
import type { DrawnBox } from '../../seed/drawn-box.ts';
import type { Api } from '../../server/api.ts';
import { displayTimeoutSeconds } from '../burn.ts';
import { cancelQuietly, mustBePinned, pinnedKey } from '../pinned-key.ts';

export type LoadOrder = {
  readonly api: Api;
  readonly drawn: DrawnBox;
  readonly burner: BurnerView;
  readonly serial: string;
  /** What people call the box the token will lie in. */
  readonly box: string;
  /** Whom it is written for at once; null: for stock. */
  readonly forRequest: string | null;
  readonly algorithm: Algorithm;
  readonly signal: AbortSignal;
};

/** Besides its hash, what every token in stock is: six digits every 30 seconds. */
const settings = { stepSeconds: 30, displayTimeoutSeconds } as const;

/**
 * Has the desk draw a secret for this token, to a key of this page made for it alone. Answers the digits that the desk
 * shows too; a job whose key is not the pinned desk's, for this very job, is cancelled.
 */
export async function openLoad(
  order: LoadOrder,
): Promise<{ readonly job: JobView; readonly digits: string }> {
  const { api, drawn, burner, serial, box, forRequest, algorithm, signal } = order;
  mustBePinned(burner);
  const tabKey = await drawn.newKey();
  const config = { algorithm, ...settings };
  const body = {
    burnerId: burner.id,
    reader: null,
    serial,
    config,
    tabKey,
    box,
    ...(forRequest === null ? {} : { forRequest }),
  };
  const job = await api.call('openLoad', { body, signal });
  try {
    const { offer, key } = await pinnedKey(
      order,
      job,
      (made) => made.requestId === null && made.serial === serial && made.tabKey === tabKey,
    );
    return { job, digits: await drawn.bind(offer, key) };
  } catch (error) {
    drawn.drop();
    await cancelQuietly(order, job);
    throw error;
  }
}
