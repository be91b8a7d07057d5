import { createServer } from 'node:net';
import * as z from 'zod/mini';

const port = z.number().check(z.int(), z.minimum(1), z.maximum(65_535));

/**
 * One port each, the same at every start where possible: the bot remembers conversations by the chat
 * client's address, and browsers remember the page's.
 */
export const ports = z.object({ page: port, entra: port, bot: port, chat: port, channel: port });
export type Ports = z.infer<typeof ports>;

const triesPerPort = 50;
const anyPorts = { first: 20_000, count: 10_000 };
const portsPerProcess = 25;
/** What this process has had: its owner may not have started yet. */
const given = new Set<number>();

/** Ports that are free now, near `wished` (0: any), the ones of last time first. */
export async function choosePorts(wished: number, before: Ports | null): Promise<Ports> {
  const taken = new Set<number>();
  const take = async (first: number | undefined, from: number): Promise<number> => {
    const candidates = [
      first ?? 0,
      ...(from === 0 ? [] : Array.from({ length: triesPerPort }, (_, at) => from + at)),
    ];
    for (const candidate of candidates) {
      if (candidate < 1 || candidate > 65_535 || taken.has(candidate) || !(await isFree(candidate))) continue;
      taken.add(candidate);
      return candidate;
    }
    const any = await anyFree(taken);
    taken.add(any);
    return any;
  };
  // A port that was asked for wins over the one of last time.
  const isAskedFor = wished !== 0 && before?.page !== wished;
  const page = await take(isAskedFor ? wished : before?.page, wished);
  const next = wished === 0 ? 0 : page + 1;
  return {
    page,
    entra: await take(before?.entra, next),
    bot: await take(before?.bot, next),
    chat: await take(before?.chat, next),
    channel: await take(before?.channel, next),
  };
}

/**
 * Below the range from which systems hand out ports by themselves: there another program could get the same
 * one before its owner has started. Every process looks in a part of its own first, so that two that start
 * together do not choose the same ports before either has taken them.
 */
async function anyFree(taken: ReadonlySet<number>): Promise<number> {
  const start = (process.pid * portsPerProcess) % anyPorts.count;
  for (let at = 0; at < anyPorts.count; at += 1) {
    const candidate = anyPorts.first + ((start + at) % anyPorts.count);
    if (!taken.has(candidate) && !given.has(candidate) && (await isFree(candidate))) {
      given.add(candidate);
      return candidate;
    }
  }
  throw new Error('This computer has no free port.');
}

/**
 * On every address at once: the chat clients ask for the whole port, others only for one address of it. Nothing
 * connects: to a virtual reader a connection would be a card.
 */
export function isFree(candidate: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(candidate, () => server.close(() => resolve(true)));
  });
}
