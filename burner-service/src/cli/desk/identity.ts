import { ProblemError } from '@token-desk/contract/problem';
import { dataFolder } from '../../config.ts';
import { fingerprintOf, openKeys } from '../../keys/identity.ts';
import { deskFiles, loadPairing } from '../../keys/pairing-file.ts';
import { deskEnglish } from '../../words/en/command-line.ts';
import { type Command, parseOptions } from '../command.ts';

/** What people compare with the tab before they trust this desk. */
export const identity: Command = async (args) => {
  parseOptions(args, {});
  const folder = dataFolder();
  const keys = await openKeys(deskFiles(folder).keys);
  const pairing = loadPairing(folder);
  if (keys === null || pairing === null) throw new ProblemError('burner-not-paired');
  const fingerprint = fingerprintOf(keys.identity.publicKey);
  const { name, server, burnerId, tenantName } = pairing;
  return {
    json: { fingerprint, name, server, burnerId, tenantName, keysKeptBy: keys.keptBy },
    text: deskEnglish.identity(name, `${tenantName}, ${server}`, fingerprint),
    exitCode: 0,
  };
};
