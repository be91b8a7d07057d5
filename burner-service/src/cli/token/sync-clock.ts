import { syncClock } from '../../token/sync-clock.ts';
import { tokenEnglish } from '../../words/en/command-line.ts';
import { type Command, parseOptions, serialOption } from '../command.ts';
import { configOf, settingOptions } from './config-options.ts';
import { tokenOptions } from './with-token.ts';
import { refuseUnrecorded, writeOptions, writeToken } from './write-token.ts';

/** Sets the clock of a token whose secret survives it. Its other settings are written with it: the token has no command for one alone. */
export const syncClockCommand: Command = async (args) => {
  const values = parseOptions(args, { ...tokenOptions, ...settingOptions, ...writeOptions });
  const config = configOf(values);
  const expectedSerial = serialOption(values) ?? undefined;
  refuseUnrecorded(values);
  console.error(tokenEnglish.withTheClock(config));
  const order = { config, expectedSerial };
  return writeToken(values, {
    write: (surroundings) => syncClock(order, surroundings),
    outcome: 'synced',
    said: tokenEnglish.synced,
  });
};
