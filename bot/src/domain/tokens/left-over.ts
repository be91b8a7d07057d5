import type { LeftDevice } from '@token-desk/contract/routes/loads';
import type { Device } from './device.ts';
import type { Token } from './token.ts';

type Known = Pick<Token, 'serial' | 'deviceId' | 'leftDevices' | 'box'>;

/**
 * What stands in Microsoft's inventory and is nobody's stock: of a secret that its token carries no more, of a token that is not
 * loaded with it, or of none in the books. What somebody was given by other ways than ours is theirs. `devices` null:
 * they cannot be read, and the books alone tell.
 */
export function leftOver(
  devices: readonly Device[] | null,
  tokens: ReadonlyMap<string, Known>,
): readonly LeftDevice[] {
  if (devices === null) return [...tokens.values()].flatMap((token) => token.leftDevices.map(leftOf(token)));
  return devices.flatMap((device) => {
    const token = tokens.get(device.serial);
    if (token?.leftDevices.includes(device.id)) return [leftOf(token)(device.id)];
    if (device.assignedTo !== null || token?.deviceId === device.id) return [];
    const { id: deviceId, serial } = device;
    return [{ serial, deviceId, why: token === undefined ? 'unknown' : 'unread', box: token?.box ?? null }];
  });
}

const leftOf =
  ({ serial, box }: Known) =>
  (deviceId: string): LeftDevice => ({ serial, deviceId, why: 'left', box });
