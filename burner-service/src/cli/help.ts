import { helpEnglish } from '../words/en/help.ts';
import type { Command } from './command.ts';

export const help: Command = () =>
  Promise.resolve({ json: { help: helpEnglish }, text: helpEnglish, exitCode: 0 });
