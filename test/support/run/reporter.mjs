import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import Mocha from 'mocha';

const slowestShown = 15;
/** Where a run that is one of several puts its result; whoever started it then writes the closing line. */
const resultFile = process.env.TEST_RESULT_FILE;
const { EVENT_RUN_END, EVENT_SUITE_BEGIN, EVENT_SUITE_END } = Mocha.Runner.constants;

/** Enough to know what to look for, where only the end of a run's words was kept. */
const whyOf = (error) =>
  String(error?.stack ?? error)
    .split('\n')
    .slice(0, 12)
    .join('\n');

/**
 * mocha's spec reporter, then the files that took longest (hooks included), then one plain closing line that anything can
 * read: `N passed, N failed[, N skipped]`.
 */
export class ClosingLineReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const tookMs = new Map();
    const isOfFile = ({ parent, file }) => parent?.root === true && file !== undefined;
    runner.on(EVENT_SUITE_BEGIN, (suite) => {
      if (isOfFile(suite)) tookMs.set(suite.file, (tookMs.get(suite.file) ?? 0) - Date.now());
    });
    runner.on(EVENT_SUITE_END, (suite) => {
      if (isOfFile(suite)) tookMs.set(suite.file, tookMs.get(suite.file) + Date.now());
    });
    runner.once(EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      // spec prints its epilogue first; a run in which nothing ran is a failure too
      const failed = passes + failures === 0 ? 1 : failures;
      if (failed > 0) process.exitCode = 1;
      const slowest = [...tookMs]
        .map(([file, ms]) => [relative(process.cwd(), file), ms])
        .sort(([, a], [, b]) => b - a)
        .slice(0, slowestShown);
      if (resultFile !== undefined) {
        const failures = this.failures.map((test) => ({ title: test.fullTitle(), why: whyOf(test.err) }));
        const result = { passed: passes, failed, skipped: pending, slowest, failures };
        writeFileSync(resultFile, JSON.stringify(result));
        return;
      }
      const skipped = pending > 0 ? `, ${pending} skipped` : '';
      process.once('exit', () => {
        if (slowest.length > 1) console.log('Slowest files, in seconds:');
        for (const [file, ms] of slowest.length > 1 ? slowest : [])
          console.log(`${(ms / 1000).toFixed(1).padStart(6)}  ${file}`);
        console.log(`${passes} passed, ${failed} failed${skipped}`);
      });
    });
  }
}

export { ClosingLineReporter as default };
