import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type DemoOptions = {
  /** Where the page is served; the next free port is taken when it is not free. 0: any. */
  readonly port: number;
  readonly isFresh: boolean;
  readonly dataFolder: string;
};

export const usage = `npm run demo -- [--port N] [--fresh] [--data FOLDER]

  --port N       where the practice page is served (8770; the next free one when it is taken)
  --fresh        start empty: forget requests, tokens and sign-in methods of earlier runs
  --data FOLDER  keep the practice's data there (.data/practice)`;

/** Throws a `TypeError` with a sentence for the person when the command line is not understood. */
export function parseDemoOptions(args: readonly string[]): DemoOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '8770' },
      fresh: { type: 'boolean', default: false },
      data: { type: 'string', default: '.data/practice' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
  if (!(port <= 65_535)) throw new TypeError('--port is a number from 0 to 65535');
  return { port, isFresh: values.fresh, dataFolder: resolve(values.data) };
}
