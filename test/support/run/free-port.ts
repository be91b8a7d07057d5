import { isFree } from '@token-desk/practice/ports';

const first = 10_000;
const count = 10_000;
const perProcess = 25;
let looked = 0;

/**
 * Ports that nobody has, one after the other, in a part of this process's own below the range from which systems hand
 * out ports by themselves: whoever asked may take its time, and test processes beside this one look elsewhere.
 */
export async function freePorts(wanted: number): Promise<number> {
  for (;;) {
    const port = first + ((process.pid * perProcess + looked) % count);
    looked += wanted;
    const found = await Promise.all(Array.from({ length: wanted }, (_, at) => isFree(port + at)));
    if (found.every(Boolean)) return port;
  }
}

export const freePort = (): Promise<number> => freePorts(1);
