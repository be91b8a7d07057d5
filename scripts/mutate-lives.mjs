import { relative } from 'node:path';
import { commonTokens, declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Says at once which change lives, and at its end how many of each file were noticed: a run that is broken off has said what it saw. */
class Lives {
  static inject = [commonTokens.options];
  #files = new Map();

  constructor() {
    process.once('exit', () => {
      for (const [file, { noticed, all }] of this.#files)
        console.log(`${file}: ${noticed} of ${all} noticed`);
    });
  }

  onMutantTested({ status, fileName, location, mutatorName, replacement }) {
    if (status === 'Ignored') return;
    const file = relative(process.cwd(), fileName);
    const { noticed, all } = this.#files.get(file) ?? { noticed: 0, all: 0 };
    const isNoticed = status === 'Killed' || status === 'Timeout';
    this.#files.set(file, { noticed: noticed + (isNoticed ? 1 : 0), all: all + 1 });
    if (isNoticed) return;
    const { line, column } = location.start;
    console.log(`lives: ${file}:${line}:${column} ${mutatorName} → ${replacement}`);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'lives', Lives)];
