import { randomInt } from 'node:crypto';
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
    const any = await anyFree();
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
 * one before its owner has started.
 */
async function anyFree(): Promise<number> {
  for (let tries = 0; tries < triesPerPort; tries += 1) {
    const candidate = randomInt(20_000, 30_000);
    if (await isFree(candidate)) return candidate;
  }
  throw new Error('This computer has no free port.');
}

function isFree(candidate: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(candidate, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
