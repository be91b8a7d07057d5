import { ProblemError } from '@token-desk/contract/problem';
import type { DrawnSecret } from '@token-desk/contract/seed/envelope';
import type { NewDevice } from '../../graph/devices.ts';
import type { GraphAccess } from '../../graph/graph-access.ts';

type Creation = {
  readonly serial: string;
  /** Stays its owner's, who wipes it. */
  readonly secret: Pick<DrawnSecret, 'seed' | 'algorithm' | 'stepSeconds'>;
  /** As its maker calls it. */
  readonly made: Pick<NewDevice, 'manufacturer' | 'model'>;
  /** What stands there under this serial, with another secret, goes first. */
  readonly isReplacing: boolean;
};

/** By the technician's own access; answers Microsoft's id of the device, and its number of the answer unless that was lost. */
export async function createAtMicrosoft(
  graph: () => Promise<GraphAccess>,
  { serial, secret, made, isReplacing }: Creation,
): Promise<{ readonly deviceId: string; readonly requestId: string | null }> {
  if (isReplacing) await deleteAtMicrosoft(graph, serial);
  const [access, { createDevice }] = await Promise.all([graph(), import('../../graph/devices.ts')]);
  const { seed, algorithm, stepSeconds } = secret;
  return createDevice(access, { serial, ...made, seed, algorithm, stepSeconds, displayName: serial });
}

/** Takes a device of this serial out of the inventory; one that somebody has stays: `device-assigned`. */
export async function deleteAtMicrosoft(graph: () => Promise<GraphAccess>, serial: string): Promise<void> {
  const [access, devices] = await Promise.all([graph(), import('../../graph/devices.ts')]);
  const old = await devices.deviceBySerial(access, serial);
  if (old === null) return;
  if (old.holderId !== null) throw new ProblemError('device-assigned', { serial });
  await devices.deleteDevice(access, { deviceId: old.deviceId, serial });
}
