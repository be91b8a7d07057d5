import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Figure, NotHere } from './figure.ts';
import { measureInChild, type ToParent } from './in-child.ts';

/** Each figure is loaded only when asked for: what one needs may be missing where another runs. */
const figures: Readonly<Record<string, () => Promise<() => Promise<Figure>>>> = {
  'burn-over-apdus': async () => (await import('./figures/burn-over-apdus.ts')).measure,
  'bot-turn': async () => (await import('./figures/bot-turn.ts')).measure,
  'cohort-200': async () => (await import('./figures/cohort-200.ts')).measure,
  'cohort-200-postgres': async () => (await import('./figures/cohort-200.ts')).measureOnPostgres,
  'digit-to-verified': async () => (await import('./figures/burn-in-the-tab.ts')).measureCheck,
  'first-load-js-kb': async () => (await import('./figures/first-load-js-kb.ts')).measure,
  'outbox-one-chat': async () => (await import('./figures/outbox-one-chat.ts')).measure,
  'paste-to-burned': async () => (await import('./figures/burn-in-the-tab.ts')).measureBurn,
  'queue-paint-10k': async () => (await import('./figures/queue-paint-10k.ts')).measure,
  'queue-search-10k': async () => (await import('./figures/queue-search-10k.ts')).measure,
  'readiness-200': async () => (await import('./figures/readiness-200.ts')).measure,
  'route-b-after-check': async () => (await import('./figures/route-b-after-check.ts')).measure,
  'service-burn-over-apdus': async () => (await import('./figures/service-burn.ts')).measureRatio,
  'service-burn-extra-ms': async () => (await import('./figures/service-burn.ts')).measureExtra,
  'statement-10k': async () => (await import('./figures/statement-10k.ts')).measure,
  'submit-to-offer': async () => (await import('./figures/submit-to-offer.ts')).measure,
};

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Seconds for one figure. */
    limit: { type: 'string', default: '600' },
    /** At most so many rounds a figure: a quick look, no measurement. */
    rounds: { type: 'string' },
    /** This process measures the one named figure and tells its parent. */
    alone: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !Object.hasOwn(figures, name));
if (unknown.length > 0) {
  console.error(`There is no figure ${unknown.join(', ')}. There are: ${Object.keys(figures).join(', ')}`);
  process.exit(2);
}
const [limitSeconds, rounds] = [
  Number(values.limit),
  values.rounds === undefined ? null : Number(values.rounds),
];
if (!(limitSeconds > 0) || (rounds !== null && !(Number.isInteger(rounds) && rounds > 0))) {
  console.error('--limit takes seconds, --rounds a whole number, both above 0');
  process.exit(2);
}
process.exit(values.alone ? await measureAlone(positionals[0]) : await measureAll());

async function measureAlone(name = ''): Promise<number> {
  try {
    const measure = await figures[name]?.();
    const found = await measure?.();
    if (found !== undefined) await tellParent({ found });
  } catch (error) {
    if (!(error instanceof NotHere)) throw error;
    await tellParent({ notHere: error.message });
  }
  return 0;
}

function tellParent(message: ToParent): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}

async function measureAll(): Promise<number> {
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort());
  let exitCode = 0;
  for (const name of positionals.length > 0 ? positionals : Object.keys(figures)) {
    if (interrupted.signal.aborted) return 130;
    const measured = await measureInChild(fileURLToPath(import.meta.url), {
      args: ['--alone', name],
      limitMs: limitSeconds * 1000,
      rounds,
      signal: interrupted.signal,
    });
    // What is missing is said on standard error; a run that could not measure everything it was asked for has failed.
    if (measured.kind === 'found')
      console.log(values.json ? JSON.stringify(measured.figure) : inWords(measured.figure));
    else console.error(`${name}: ${measured.kind === 'not-here' ? 'skipped' : 'failed'}: ${measured.why}`);
    if (measured.kind === 'failed' || (measured.kind === 'not-here' && positionals.length > 0)) exitCode = 1;
  }
  return exitCode;
}

function inWords({ figure, ours, floor, unit, ratio }: Figure): string {
  return `${figure}: ${ours} ${unit}${floor === null ? '' : `, floor ${floor} ${unit}, ratio ${ratio}`}`;
}
