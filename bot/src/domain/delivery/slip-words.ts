import type { Reply } from '@token-desk/contract/api';
import { type SlipWords, slipKeys } from '@token-desk/contract/routes/slips';
import { readJsonLines } from '../approval/json-lines.ts';

export type SlipFile = { readonly name: string; readonly text: string };
type SlipFault = Reply<'getSlips'>['faults'][number];
export type SlipLanguages = Pick<Reply<'getSlips'>, 'languages' | 'faults'>;

const longestText = 300;
const tagForm = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** What each file says; of two with one name the later one. A file with a mistake is not offered, and each mistake is named. */
export function readSlipFiles(files: readonly SlipFile[]): SlipLanguages {
  const byName = new Map(files.map((file) => [file.name, file]));
  const languages: SlipLanguages['languages'] = [];
  const faults: SlipFault[] = [];
  for (const file of byName.values()) {
    const read = readSlipFile(file);
    if (Array.isArray(read)) faults.push(...read);
    else languages.push({ tag: file.name.replace(/\.json$/, ''), words: read });
  }
  languages.sort((a, b) => (a.tag < b.tag ? -1 : 1));
  return { languages, faults };
}

function readSlipFile({ name, text }: SlipFile): SlipWords | SlipFault[] {
  const faults: SlipFault[] = [];
  const note = (line: number, key: string, wanted: string) =>
    void faults.push({ file: name, line, key, wanted });
  if (!tagForm.test(name.replace(/\.json$/, ''))) note(1, name, 'a language’s tag and .json: pl.json');
  const json = readJsonLines(text);
  if (!json.ok) return [...faults, { file: name, line: json.line, key: json.found, wanted: json.wanted }];
  if (json.value.kind !== 'object')
    return [...faults, { file: name, line: json.value.line, key: '', wanted: 'object' }];
  const found = new Map<string, string>();
  for (const { key, line, value } of json.value.entries) {
    const said = value.kind === 'plain' && typeof value.value === 'string' ? value.value.trim() : null;
    if (!slipKeys.some((one) => one === key)) note(line, key, slipKeys.join(', '));
    else if (found.has(key)) note(line, key, 'only once');
    else if (said === null || said === '' || said.length > longestText)
      note(line, key, `a text of 1 to ${longestText} characters`);
    else if (key === 'lostText' && !said.includes('{phone}')) note(line, key, 'a text with {phone}');
    found.set(key, said ?? '');
  }
  for (const key of slipKeys) if (!found.has(key)) note(json.value.line, key, 'to be there');
  return faults.length > 0 ? faults : (Object.fromEntries(found) as SlipWords);
}
