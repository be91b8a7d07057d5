import {
  type GraphDevice,
  type GraphMethod,
  graphDevice,
  graphMethod,
} from '@token-desk/contract/entra/graph-device';
import type { Device, HardwareMethod } from '../domain/tokens/device.ts';
import { type GraphClient, GraphRefusal } from './access/client.ts';

export const inventory = '/beta/directory/authenticationMethodDevices/hardwareOathDevices';

/** A person's hardware OATH methods; null where the bot was not given the permission to read them. */
export function hardwareMethods(
  graph: GraphClient,
  personId: string,
  signal: AbortSignal | undefined,
): Promise<readonly HardwareMethod[] | null> {
  const path = `/beta/users/${encodeURIComponent(personId)}/authentication/hardwareOathMethods`;
  return nullForbidden(async () => (await graph.list(path, graphMethod, signal)).map(methodOf));
}

/** What the inventory has under this id or serial, usually one or none; or all of it. Null where it may not be read. */
export function hardwareDevices(
  graph: GraphClient,
  wanted: { readonly id: string } | { readonly serial: string } | 'all',
  signal: AbortSignal | undefined,
): Promise<readonly Device[] | null> {
  return nullForbidden(async () => {
    if (wanted === 'all') return (await graph.list(inventory, graphDevice, signal)).map(deviceOf);
    if ('id' in wanted) return await deviceById(graph, wanted.id, signal);
    const filter = `serialNumber eq '${wanted.serial.replaceAll("'", "''")}'`;
    const path = `${inventory}?$filter=${encodeURIComponent(filter)}`;
    return (await graph.list(path, graphDevice, signal)).map(deviceOf);
  });
}

async function deviceById(
  graph: GraphClient,
  id: string,
  signal: AbortSignal | undefined,
): Promise<readonly Device[]> {
  try {
    return [deviceOf(await graph.get(`${inventory}/${encodeURIComponent(id)}`, graphDevice, signal))];
  } catch (error) {
    if (error instanceof GraphRefusal && error.status === 404) return [];
    throw error;
  }
}

const methodOf = ({ methodId, ...rest }: GraphMethod): HardwareMethod => ({ id: methodId, ...rest });

const deviceOf = ({ deviceId, serial, holderId }: GraphDevice): Device => ({
  id: deviceId,
  serial,
  assignedTo: holderId,
});

/** Not every organisation grants this: not knowing is a legal answer. */
async function nullForbidden<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GraphRefusal && error.status === 403) return null;
    throw error;
  }
}
