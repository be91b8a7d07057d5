import { graphDevice, graphMethod } from '@token-desk/contract/entra/graph-device';
import * as z from 'zod/mini';
import type { BetaArea } from '../domain/entra/beta.ts';
import type { Fact } from '../domain/entra/facts.ts';
import { type GraphClient, GraphRefusal } from './access/client.ts';
import { factOf } from './fact.ts';
import { inventory } from './hardware-tokens.ts';
import { requirements } from './per-user-mfa.ts';

const list = <S extends z.ZodMiniType>(item: S) => z.object({ value: z.array(item) });

/**
 * Whether Microsoft's beta still answers as it is documented: the first devices of the inventory, and of one holder
 * among them the methods and per-user MFA. Answers what does not; where nobody holds one, the last two are not looked at.
 */
export const readBetaShapes = (
  graph: GraphClient,
  signal: AbortSignal | undefined,
): Promise<Fact<readonly BetaArea[]>> => factOf(look(graph, signal), ['Policy.Read.All']);

async function look(graph: GraphClient, signal: AbortSignal | undefined): Promise<readonly BetaArea[]> {
  const devices = list(graphDevice).safeParse(await answerOf(graph, inventory, signal));
  if (!devices.success) return ['devices'];
  const holder = devices.data.value.find(({ holderId }) => holderId !== null)?.holderId;
  if (holder === undefined || holder === null) return [];
  const ofHolder = `/beta/users/${encodeURIComponent(holder)}/authentication`;
  const [methods, mfa] = await Promise.all([
    isAsDocumented(graph, `${ofHolder}/hardwareOathMethods`, list(graphMethod), signal),
    isAsDocumented(graph, `${ofHolder}/requirements`, requirements, signal),
  ]);
  return [...(methods ? [] : (['methods'] as const)), ...(mfa ? [] : (['per-user-mfa'] as const))];
}

/** The address is gone: that is an answer too. */
async function answerOf(graph: GraphClient, path: string, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await graph.get(path, z.unknown(), signal);
  } catch (error) {
    if (error instanceof GraphRefusal && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}

/** A person may be gone, or not be this server's to read: only an answer says something of its shape. */
async function isAsDocumented(
  graph: GraphClient,
  path: string,
  shape: z.ZodMiniType,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    return shape.safeParse(await graph.get(path, z.unknown(), signal)).success;
  } catch (error) {
    if (error instanceof GraphRefusal) return true;
    throw error;
  }
}
