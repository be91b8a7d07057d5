import { parseArgs } from 'node:util';
import { type Figure, NotHere } from './figure.ts';

/** Each figure is loaded only when asked for: what one needs may be missing where another runs. */
const figures: Readonly<Record<string, () => Promise<() => Promise<Figure>>>> = {
  'burn-over-apdus': async () => (await import('./figures/burn-over-apdus.ts')).measure,
  'digit-to-verified': async () => (await import('./figures/burn-in-the-tab.ts')).measureCheck,
  'first-load-js-kb': async () => (await import('./figures/first-load-js-kb.ts')).measure,
  'paste-to-burned': async () => (await import('./figures/burn-in-the-tab.ts')).measureBurn,
  'queue-paint-10k': async () => (await import('./figures/queue-paint-10k.ts')).measure,
  'queue-search-10k': async () => (await import('./figures/queue-search-10k.ts')).measure,
  'service-burn-over-apdus': async () => (await import('./figures/service-burn.ts')).measureRatio,
  'service-burn-extra-ms': async () => (await import('./figures/service-burn.ts')).measureExtra,
  'statement-10k': async () => (await import('./figures/statement-10k.ts')).measure,
  'submit-to-offer': async () => (await import('./figures/submit-to-offer.ts')).measure,
};

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const unknown = positionals.filter((name) => !Object.hasOwn(figures, name));
if (unknown.length > 0) {
  console.error(`There is no figure ${unknown.join(', ')}. There are: ${Object.keys(figures).join(', ')}`);
  process.exit(2);
}
for (const name of positionals.length > 0 ? positionals : Object.keys(figures)) {
  const load = figures[name];
  if (load === undefined) continue;
  try {
    const found = await (await load())();
    const { figure, ours, floor, unit, ratio } = found;
    const words = `${figure}: ${ours} ${unit}${floor === null ? '' : `, floor ${floor} ${unit}, ratio ${ratio}`}`;
    console.log(values.json === true ? JSON.stringify({ figure, ours, floor, unit, ratio }) : words);
  } catch (error) {
    // What is missing is said on standard error; a run that could not measure everything it was asked for has failed.
    console.error(error instanceof NotHere ? `${name}: skipped: ${error.message}` : error);
    if (!(error instanceof NotHere) || positionals.length > 0) process.exitCode = 1;
  }
}
process.exit();
