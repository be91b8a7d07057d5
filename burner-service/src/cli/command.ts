import { parseArgs } from 'node:util';
import { ProblemError } from '@token-desk/contract/problem';
import { usageEnglish } from '../words/en/command-line.ts';

/** What a command gives back: one object for `--json`, a sentence for people, and the exit code. */
export type CommandEnd = {
  readonly json: object;
  readonly text: string;
  readonly exitCode: 0 | 1;
};

/** `null`: the command has said all it has to say. */
export type Command = (args: readonly string[]) => Promise<CommandEnd | null>;

export type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;
export type Values = Readonly<Record<string, string | boolean | undefined>>;

/** Options of one command; anything else, a bare word included, is refused: it might be a seed. */
export function parseOptions(args: readonly string[], options: Options): Values {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, ...options },
      allowPositionals: false,
      strict: true,
    });
    return values;
  } catch (error) {
    // Its message may quote what was typed.
    const code = error instanceof TypeError && 'code' in error ? error.code : null;
    throw new ProblemError(
      'bad-usage',
      { reason: reasons.get(code) ?? usageEnglish.options },
      { cause: error },
    );
  }
}

const reasons = new Map<unknown, string>([
  ['ERR_PARSE_ARGS_UNKNOWN_OPTION', usageEnglish.unknownOption],
  ['ERR_PARSE_ARGS_INVALID_OPTION_VALUE', usageEnglish.optionValue],
  ['ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', usageEnglish.bareWord],
]);

export function textOption(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value : null;
}

/** One of a few values, given as they are printed; `null` when the option is not there. */
export function choiceOption<T extends string | number>(
  values: Values,
  name: string,
  choices: readonly T[],
): T | null {
  const value = textOption(values, name);
  if (value === null) return null;
  const choice = choices.find((candidate) => String(candidate) === value.toUpperCase());
  if (choice === undefined)
    throw new ProblemError('bad-usage', { reason: usageEnglish.oneOf(name, choices) });
  return choice;
}

/** `null` when the option is not there. */
export function serialOption(values: Values): string | null {
  const serial = textOption(values, 'serial');
  if (serial !== null && !/^\d{1,16}$/.test(serial))
    throw new ProblemError('bad-usage', { reason: usageEnglish.serial });
  return serial;
}

export type NumberRange = { readonly min: number; readonly max: number; readonly otherwise: number };

export function numberOption(values: Values, name: string, { min, max, otherwise }: NumberRange): number {
  const value = textOption(values, name);
  if (value === null) return otherwise;
  const number = Number(value);
  if (value.trim() === '' || !(number >= min && number <= max))
    throw new ProblemError('bad-usage', { reason: usageEnglish.range(name, min, max) });
  return number;
}
