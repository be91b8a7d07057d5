import type { Request } from '@token-desk/contract/request';
import { loadedInHand } from '../../domain/jobs/job-steps.ts';
import type { Device, InHand } from '../../domain/tokens/device.ts';
import { findToken } from '../../store/tables/tokens.ts';
import { devicesOf, hardwareOf } from '../people/directory.ts';
import type { Deps } from '../write/deps.ts';

/** What Microsoft says of the loaded token a request has in hand, asked before the transaction; null: it has none. */
export async function readInHand(deps: Deps, request: Request): Promise<InHand | null> {
  const serial = loadedInHand(request);
  if (serial === null) return null;
  const [device, hardware] = await Promise.all([
    deviceOf(deps, serial),
    hardwareOf(deps, request.subject.id),
  ]);
  const deviceId = device === null || device === 'not-readable' ? null : device.id;
  const its = hardware?.find(
    (one) => one.serial === serial || (deviceId !== null && one.deviceId === deviceId),
  );
  return { device, methodId: its?.id ?? null };
}

/** The device made for this token's secret, as Microsoft's inventory has it now; null: it is not there. */
export async function deviceOf(deps: Deps, serial: string): Promise<Device | null | 'not-readable'> {
  const deviceId = (await findToken(deps.store.db, serial))?.deviceId ?? null;
  const devices = deviceId === null ? [] : await devicesOf(deps, { id: deviceId });
  return devices === null ? 'not-readable' : (devices[0] ?? null);
}
