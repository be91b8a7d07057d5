import { usedGraphDevice } from '@token-desk/contract/entra/graph-device';
import * as z from 'zod/mini';
import type {
  HolderFound,
  InventoryDevice,
  MethodFound,
  MicrosoftBooks,
} from '../../domain/entra/differences.ts';
import { type Fact, mapFact, read } from '../../domain/entra/facts.ts';
import { type Batched, type GraphClient, GraphRefusal } from '../access/client.ts';
import { factIn, factOf } from '../fact.ts';
import { inventory } from '../hardware-tokens.ts';
import { kindOf } from '../needs/needs-lists.ts';
import { readPerUserMfa } from '../per-user-mfa.ts';
import type { ReadingProgress } from '../reader.ts';
import { readChanges } from './changes.ts';

export type BooksAsked = {
  /** Object ids. */
  readonly people: readonly string[];
  /** From when on changes are wanted. */
  readonly since: number;
};

type Reading = {
  readonly graph: GraphClient;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReadingProgress) => void;
};

const account = z.object({ id: z.string(), accountEnabled: z.nullish(z.boolean()) });
const ownDevice = z.nullish(z.object({ id: z.nullish(z.string()), status: z.nullish(z.string()) }));
const method = z.object({ id: z.string(), '@odata.type': z.string(), device: ownDevice });
const methods = z.object({ value: z.array(method) });

/** Ten calls at a time; progress is told after each part. */
const partSize = 200;

/** What Microsoft has, to be compared with ours: the inventory whole, and of each of these people what they have. */
export async function readBooks(
  { people, since }: BooksAsked,
  { graph, signal, onProgress }: Reading,
): Promise<Omit<MicrosoftBooks, 'readAt'>> {
  onProgress({ done: 0, of: people.length });
  const devices = await readDevices(graph, signal);
  const changes = await readChanges(graph, since, signal);
  const found = new Map<string, HolderFound>();
  for (let from = 0; from < people.length; from += partSize) {
    for (const [id, holder] of await readHolders(graph, people.slice(from, from + partSize), signal))
      found.set(id, holder);
    onProgress({ done: found.size, of: people.length });
  }
  return { devices, people: found, changes };
}

function readDevices(graph: GraphClient, signal: AbortSignal): Promise<Fact<readonly InventoryDevice[]>> {
  const rows = graph.longList(inventory, usedGraphDevice, { signal });
  const asOurs = rows.then((all) =>
    all.map(({ deviceId, serial, holderId, lastUsedAt }) => ({ id: deviceId, serial, holderId, lastUsedAt })),
  );
  return factOf(asOurs, ['Policy.Read.All']);
}

async function readHolders(
  graph: GraphClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, HolderFound>> {
  const of = (rest: string) => ids.map((id) => `/users/${encodeURIComponent(id)}${rest}`);
  const accounts = await graph.batch('v1.0', of('?$select=id,accountEnabled'), account, signal);
  const ways = await graph.batch('beta', of('/authentication/methods'), methods, signal);
  const mfa = await readPerUserMfa(graph, ids, signal);
  return new Map(
    ids.map((id, index) => [
      id,
      {
        isEnabled: enabledIn(accounts[index]),
        methods: mapFact(factIn(ways[index], ['UserAuthenticationMethod.Read.All']), ({ value }) =>
          value.flatMap(methodOf),
        ),
        mfa: mfa.get(id) ?? null,
      },
    ]),
  );
}

/** Whoever is not there was deleted; where it is not said whether somebody may sign in, nobody knows. */
function enabledIn(answer: Batched<z.infer<typeof account>> | undefined): Fact<boolean | null> {
  if (answer instanceof GraphRefusal && answer.status === 404) return read(null);
  const found = factIn(answer, ['User.Read.All']);
  if (found.kind !== 'read') return found;
  const { accountEnabled } = found.value;
  return accountEnabled === null || accountEnabled === undefined
    ? { kind: 'no-answer' }
    : read(accountEnabled);
}

function methodOf(row: z.infer<typeof method>): MethodFound[] {
  const kind = kindOf(row);
  return kind === null ? [] : [{ id: row.id, kind, deviceId: row.device?.id ?? null }];
}
