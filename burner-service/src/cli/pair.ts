import { hostname } from 'node:os';
import { ProblemError } from '@token-desk/contract/problem';
import { dataFolder } from '../config.ts';
import { fingerprintOf } from '../identity.ts';
import { pairDesk } from '../pairing-client.ts';
import { deskVersion } from '../version.ts';
import { type Command, parseOptions, textOption } from './command.ts';

/** Joins this desk to a server. The code is shown in the tab's Burners page and is used up by this. */
export const pair: Command = async (args) => {
  const values = parseOptions(args, { server: { type: 'string' }, code: { type: 'string' } });
  const [server, code] = [textOption(values, 'server'), textOption(values, 'code')];
  if (server === null || code === null)
    throw new ProblemError('bad-usage', { reason: '--server and --code are needed' });
  const { burnerId, name, tenantName, identityKey } = await pairDesk({
    server,
    code,
    hostName: hostname(),
    version: deskVersion,
    practice: process.env.TOKEN_DESK_PRACTICE === '1',
    dataFolder: dataFolder(),
  });
  const fingerprint = fingerprintOf(identityKey);
  console.error(
    `The keys of this desk are in a file that only this user may read: ${dataFolder()}/keys.json`,
  );
  return {
    json: { paired: true, burnerId, name, tenantName, fingerprint },
    text: `This desk is now “${name}” of ${tenantName}.\nFingerprint ${fingerprint}: confirm it in the tab when both are the same.`,
    exitCode: 0,
  };
};
