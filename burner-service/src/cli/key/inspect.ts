import { type Problem, ProblemError } from '@token-desk/contract/problem';
import {
  describeSeed,
  parseSeedInput,
  problemOfInput,
  type SeedInput,
} from '@token-desk/contract/seed/input';
import { keyEnglish } from '../../words/en/command-line.ts';
import { commandLineWords } from '../../words/en/problems.ts';
import { type Command, parseOptions } from '../command.ts';
import { readStdin } from './read-stdin.ts';
import { readAsOption } from './seed-source.ts';

/** What is this? Prints everything about an input but the seed. */
export const inspect: Command = async (args) => {
  const values = parseOptions(args, { 'read-as': { type: 'string' } });
  const found = await readInput(readAsOption(values));
  if (found.kind !== 'seed') {
    const problem: Problem = problemOfInput(found) ?? { code: 'input-empty' };
    const { title, action } = commandLineWords(problem, readAsOption(values) === 'hex');
    return { json: { ...found, title, action }, text: `${title}\n${action}`, exitCode: 0 };
  }
  const seen = describeSeed(found);
  found.seed.fill(0);
  return {
    json: { kind: 'seed', ...seen },
    text: keyEnglish.seen(seen.bytesLength, seen.account),
    exitCode: 0,
  };
};

/** More than any code or key holds is too long, however much more there is. */
async function readInput(readAs: 'base32' | 'hex' | undefined): Promise<SeedInput> {
  try {
    return parseSeedInput(await readStdin(), { readAs });
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'input-too-long') return { kind: 'too-long' };
    throw error;
  }
}
