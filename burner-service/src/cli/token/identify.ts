import { tryIdentify } from '../../token/identify.ts';
import { tokenEnglish } from '../../words/en/command-line.ts';
import { type Command, parseOptions } from '../command.ts';
import { failureOf } from '../failure.ts';
import { tokenOptions, withToken } from './with-token.ts';

export const identify: Command = async (args) => {
  const values = parseOptions(args, tokenOptions);
  const identified = await withToken(values, {
    use: (channel, signal) => tryIdentify({ channel, signal }),
    refusedBy: (found) => (found.ok ? null : found.problem),
    isLostEarly: (found) => !found.ok && found.problem.code === 'lost-contact',
  });
  if (!identified.ok) return failureOf(identified.problem);
  const { serial, model, clockDriftSeconds } = identified.token;
  return {
    json: { serial, model, clockDriftSeconds },
    text: tokenEnglish.identified(serial, model, clockDriftSeconds),
    exitCode: 0,
  };
};
