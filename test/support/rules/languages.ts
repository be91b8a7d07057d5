import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where words stand in a folder for each language; a desk’s own program speaks English alone. */
export const wordsFolders = ['contract/src/words', 'bot/src/words', 'tab/src/words'] as const;

/** English that only a command line prints itself; the tab has it in each language, in files of these names. */
const saidInTab = { folder: 'contract/src/words', files: ['doctor.ts', 'policy.ts'] } as const;

const namesIn = (folder: string, kind: 'files' | 'folders') =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { withFileTypes: true })
        .filter((one) => one.isDirectory() === (kind === 'folders'))
        .map(({ name }) => name)
        .sort();

/** The languages that any program has a folder for. */
export function languagesIn(root: string): readonly string[] {
  return [...new Set(wordsFolders.flatMap((folder) => namesIn(join(root, folder), 'folders')))].sort();
}

/** The files that English has and this language has not, and those it has alone. */
export function unlikeEnglish(root: string, language: string): readonly string[] {
  return wordsFolders.flatMap((folder) => {
    const filesOf = (tag: string) =>
      namesIn(join(root, folder, tag), 'files').filter(
        (file) => folder !== saidInTab.folder || !saidInTab.files.some((one) => one === file),
      );
    const [english, own] = [filesOf('en'), filesOf(language)];
    return [
      ...english
        .filter((file) => !own.includes(file))
        .map((file) => `missing: ${folder}/${language}/${file}`),
      ...own.filter((file) => !english.includes(file)).map((file) => `alone: ${folder}/${language}/${file}`),
    ];
  });
}
