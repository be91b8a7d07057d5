import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import Mocha from 'mocha';

const { EVENT_TEST_PASS, EVENT_TEST_FAIL } = Mocha.Runner.constants;

/** Stryker's own runner for mocha asks for a mocha before 12, and its newest for a Node that ours need not be. */
class MochaRunner {
  static inject = tokens(commonTokens.options);
  /** What the changed code looks at to know which change is on, and where it notes that it was passed. */
  #switches;
  #options;
  #mocha;
  #isLoaded = false;
  #isNoting = false;

  constructor(options) {
    this.#options = options;
    globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
    this.#switches = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE];
  }

  async capabilities() {
    return { reloadEnvironment: false }; // a module is imported once in a process
  }

  async init() {
    const { spec, timeout } = this.#options.mochaRun;
    this.#mocha = new Mocha({ reporter: class {}, timeout });
    this.#mocha.cleanReferencesAfterRun(false);
    for (const file of spec) this.#mocha.addFile(file);
    const runner = this;
    this.#mocha.suite.beforeEach(function () {
      if (runner.#isNoting) runner.#switches.currentTestId = this.currentTest?.fullTitle();
    });
  }

  async dryRun({ coverageAnalysis, disableBail }) {
    this.#isNoting = coverageAnalysis === 'perTest';
    const result = await this.#run(disableBail);
    this.#isNoting = false;
    return result.status === DryRunStatus.Complete
      ? { ...result, mutantCoverage: this.#switches.mutantCoverage }
      : result;
  }

  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit, mutantActivation }) {
    this.#switches.hitLimit = hitLimit;
    this.#switches.hitCount = hitLimit ? 0 : undefined;
    const titles = new Set(testFilter);
    // mocha asks a pattern whether a title fits; this one knows the titles
    this.#mocha.options.grep = testFilter === undefined ? /(?:)/ : { test: (title) => titles.has(title) };
    return toMutantRunResult(await this.#run(disableBail, activeMutant.id, mutantActivation));
  }

  async #run(disableBail, mutantId, activation) {
    try {
      if (!this.#isLoaded) {
        this.#switches.activeMutant = activation === 'static' ? mutantId : undefined;
        await this.#mocha.loadFilesAsync();
        this.#isLoaded = true;
      }
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: String(error?.stack ?? error) };
    }
    setBail(this.#mocha.suite, !disableBail);
    // the first run is measured on a busy machine, not judged
    const timeoutMs = this.#options.mochaRun.timeout * (this.#isNoting ? 10 : 1);
    this.#mocha.suite.eachTest((test) => test.timeout(timeoutMs));
    this.#switches.activeMutant = mutantId;
    const tests = await this.#runTests();
    const endless = determineHitLimitReached(this.#switches.hitCount, this.#switches.hitLimit);
    return endless ?? { status: DryRunStatus.Complete, tests };
  }

  #runTests() {
    const tests = [];
    let startedAt = performance.now();
    const note = (test, more) => {
      const name = (test.ctx?.currentTest ?? test).fullTitle();
      const now = performance.now();
      tests.push({ id: name, name, timeSpentMs: now - startedAt, ...more });
      startedAt = now;
    };
    return new Promise((resolve) => {
      const run = this.#mocha.run(() => resolve(tests));
      // without its file a test is known by its title, and another beside it does not make it a new one
      run.on(EVENT_TEST_PASS, (test) => note(test, { status: TestStatus.Success }));
      run.on(EVENT_TEST_FAIL, (test, error) =>
        note(test, { status: TestStatus.Failed, failureMessage: String(error?.message ?? error) }),
      );
    });
  }

  async dispose() {
    this.#mocha?.dispose();
  }
}

function setBail(suite, isOn) {
  suite.bail(isOn);
  for (const inner of suite.suites) setBail(inner, isOn);
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'mocha-run', MochaRunner)];
export const strykerValidationSchema = {
  properties: {
    mochaRun: {
      type: 'object',
      properties: { spec: { type: 'array', items: { type: 'string' } }, timeout: { type: 'number' } },
      required: ['spec', 'timeout'],
    },
  },
};
