import { tokenEnglish } from '../../words/en/command-line.ts';
import { type Command, parseOptions } from '../command.ts';
import { withReaders } from './with-token.ts';

export const readers: Command = async (args) => {
  parseOptions(args, {});
  const found = await withReaders((source) => Promise.resolve(source.readers()));
  return {
    json: { readers: found },
    text:
      found.length === 0
        ? tokenEnglish.noReader
        : found.map(({ name, state }) => `${name}: ${state}`).join('\n'),
    exitCode: 0,
  };
};
