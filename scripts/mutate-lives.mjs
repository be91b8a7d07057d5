import { relative } from 'node:path';
import { commonTokens, declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Says at once which change lives: a run that is broken off has said what it saw. */
class Lives {
  static inject = [commonTokens.options];
  #noticed = new Map();

  onMutantTested({ status, fileName, location, mutatorName, replacement }) {
    const file = relative(process.cwd(), fileName);
    const seen = this.#noticed.get(file) ?? { noticed: 0, all: 0 };
    if (status === 'Killed' || status === 'Timeout') seen.noticed += 1;
    if (status !== 'Ignored') seen.all += 1;
    this.#noticed.set(file, seen);
    if (status !== 'Survived' && status !== 'NoCoverage') return;
    const { line, column } = location.start;
    console.log(`${file}:${line}:${column} lives (${seen.noticed} of ${seen.all} noticed): ${mutatorName} → ${replacement}`);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'lives', Lives)];
