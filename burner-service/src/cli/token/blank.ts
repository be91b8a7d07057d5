import { wipe } from '@token-desk/contract/text/bytes';
import { drawSecret } from '../../jobs/secrets.ts';
import { burnToken } from '../../token/burn.ts';
import { tokenEnglish } from '../../words/en/command-line.ts';
import { type Command, parseOptions, serialOption } from '../command.ts';
import { configOf, settingOptions } from './config-options.ts';
import { tokenOptions } from './with-token.ts';
import { refuseUnrecorded, writeOptions, writeToken } from './write-token.ts';

/** Overwrites the token's secret with a random one that is gone with this command: nobody can use the token any more. */
export const blank: Command = async (args) => {
  const values = parseOptions(args, { ...tokenOptions, ...settingOptions, ...writeOptions });
  const config = configOf(values);
  const expectedSerial = serialOption(values) ?? undefined;
  refuseUnrecorded(values);
  const secret = drawSecret({ config });
  try {
    const order = {
      seed: secret.seed,
      config,
      expectedSerial,
      allowUnknownModel: values['allow-unknown-model'] === true,
    };
    return await writeToken(values, {
      write: (surroundings) => burnToken(order, surroundings),
      outcome: 'blanked',
      said: tokenEnglish.blanked,
    });
  } finally {
    wipe(secret.seed);
  }
};
