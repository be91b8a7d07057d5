import { parseArgs } from 'node:util';
import { soak } from '../test/support/whole/soak.ts';

/** Many jobs with random faults, through the real bot and the real desk; the same seed plays the same faults again. */
const maxGrownMb = 20;
const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** One desk without server and network, which takes ten times as many. */
    desk: { type: 'boolean', default: false },
  },
});
if (values.desk) await import('../test/soak/desk-soak.ts'); // ends the process
const [jobs, seed] = [Number(values.jobs), Number(values.seed)];
console.log(`${jobs} jobs, seed ${seed}: again with  npm run soak -- --jobs ${jobs} --seed ${seed}`);
const startedAt = performance.now();
const result = await soak({
  jobs,
  seed,
  onJob: (done) => {
    if (done % 200 === 0)
      console.log(`${done} jobs, ${Math.round((performance.now() - startedAt) / 1000)} s`);
  },
});
console.log(JSON.stringify({ jobs, seed, ...result, grownMb: Math.round(result.grownMb * 10) / 10 }));
if (result.unhandledRejections > 0 || result.grownMb > maxGrownMb) process.exitCode = 1;
