import { type Problem, ProblemError } from '@token-desk/contract/problem';
import { type CodeCheck, checkCode } from '../../token/code-check.ts';
import { keyEnglish } from '../../words/en/command-line.ts';
import { commandLineWords } from '../../words/en/problems.ts';
import { type Command, parseOptions, textOption } from '../command.ts';
import { readStdin } from './read-stdin.ts';
import { readSeedSource, seedOptions } from './seed-source.ts';

export const check: Command = async (args) => {
  const values = parseOptions(args, { ...seedOptions, code: { type: 'string' } });
  // People type codes the way displays group them.
  const code = (textOption(values, 'code') ?? '').replaceAll(/[\s-]/g, '');
  if (!/^\d{6}$/.test(code)) throw new ProblemError('code-malformed');
  const source = readSeedSource(await readStdin(), values);
  try {
    const checked = checkCode(source, code, Date.now());
    const { matched, stepOffset } = checked;
    const problem = problemOfCheck(checked, source.stepSeconds);
    if (problem === null) return { json: { matched, stepOffset }, text: keyEnglish.codeRight, exitCode: 0 };
    const { title, action } = commandLineWords(problem);
    return {
      json: { matched, stepOffset, problem: { code: problem.code, title, action } },
      text: `${title}\n${action}`,
      exitCode: 1,
    };
  } finally {
    source.seed.fill(0);
  }
};

function problemOfCheck({ matched, stepOffset }: CodeCheck, stepSeconds: number): Problem | null {
  if (matched) return null;
  if (stepOffset === null) return { code: 'code-wrong' };
  return { code: 'code-clock-off', detail: { offsetSeconds: stepOffset * stepSeconds } };
}
