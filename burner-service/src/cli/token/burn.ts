import { wipe } from '@token-desk/contract/text/bytes';
import { burnToken } from '../../token/burn.ts';
import { tokenEnglish } from '../../words/en/command-line.ts';
import { type Command, parseOptions, serialOption } from '../command.ts';
import { readStdin } from '../key/read-stdin.ts';
import { readSeedSource, seedOptions } from '../key/seed-source.ts';
import { displayOption, displayTimeoutOf } from './config-options.ts';
import { tokenOptions } from './with-token.ts';
import { refuseUnrecorded, writeOptions, writeToken } from './write-token.ts';

const options = { ...tokenOptions, ...seedOptions, ...displayOption, ...writeOptions } as const;

/** Writes the secret that comes on standard input. */
export const burn: Command = async (args) => {
  const values = parseOptions(args, options);
  const displayTimeoutSeconds = displayTimeoutOf(values);
  const expectedSerial = serialOption(values) ?? undefined;
  refuseUnrecorded(values);
  const { seed, algorithm, stepSeconds } = readSeedSource(await readStdin(), values);
  try {
    const order = {
      seed,
      config: { algorithm, stepSeconds, displayTimeoutSeconds },
      expectedSerial,
      allowUnknownModel: values['allow-unknown-model'] === true,
    };
    return await writeToken(values, {
      write: (surroundings) => burnToken(order, surroundings),
      outcome: 'burned',
      said: tokenEnglish.burned,
    });
  } finally {
    wipe(seed);
  }
};
