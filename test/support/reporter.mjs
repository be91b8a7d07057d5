import Mocha from 'mocha';

/** mocha's spec reporter with one plain closing line that anything can read: `N passed, N failed[, N skipped]`. */
export class ClosingLineReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      // spec prints its epilogue first; a run in which nothing ran is a failure too
      const failed = passes + failures === 0 ? 1 : failures;
      if (failed > 0) process.exitCode = 1;
      const skipped = pending > 0 ? `, ${pending} skipped` : '';
      process.once('exit', () => console.log(`${passes} passed, ${failed} failed${skipped}`));
    });
  }
}

export { ClosingLineReporter as default };
