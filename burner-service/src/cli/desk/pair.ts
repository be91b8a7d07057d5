import { hostname } from 'node:os';
import { ProblemError } from '@token-desk/contract/problem';
import { dataFolder } from '../../config.ts';
import { fingerprintOf } from '../../keys/identity.ts';
import { findKeyKeeper, type KeeperFound } from '../../keys/key-keeper.ts';
import { deskFiles } from '../../keys/pairing-file.ts';
import { pairDesk } from '../../link/pairing-client.ts';
import { deskVersion } from '../../version.ts';
import { deskEnglish, usageEnglish } from '../../words/en/command-line.ts';
import { type Command, parseOptions, textOption } from '../command.ts';
import { saveDeskCard } from './desk-card.ts';

/** Joins this desk to a server. The code is shown in the tab's page “Desks” and is used up by this. */
export const pair: Command = async (args) => {
  const values = parseOptions(args, {
    server: { type: 'string' },
    code: { type: 'string' },
    'leave-unsent': { type: 'boolean' },
  });
  const [server, code] = [textOption(values, 'server'), textOption(values, 'code')];
  if (server === null || code === null)
    throw new ProblemError('bad-usage', { reason: usageEnglish.serverAndCode });
  const practice = process.env.TOKEN_DESK_PRACTICE === '1';
  const found = practice ? noKeeper : await findKeyKeeper();
  const paired = await pairDesk({
    server,
    code,
    hostName: hostname(),
    version: deskVersion,
    practice,
    dataFolder: dataFolder(),
    keeper: found.keeper,
    leavesUnsent: values['leave-unsent'] === true,
  });
  const { burnerId, name, tenantName, identityKey, unsentIn } = paired;
  const fingerprint = fingerprintOf(identityKey);
  console.error(whereKeysAre(found));
  console.error(deskEnglish.cardIn(saveDeskCard(dataFolder(), paired, identityKey)));
  if (unsentIn !== null) console.error(deskEnglish.unsentIn(unsentIn));
  return {
    json: {
      paired: true,
      burnerId,
      name,
      tenantName,
      fingerprint,
      unsentIn,
      keysKeptBy: found.keeper?.name ?? 'file',
    },
    text: deskEnglish.paired(name, tenantName, fingerprint),
    exitCode: 0,
  };
};

const noKeeper: KeeperFound = { keeper: null, why: 'switched-off' };

/** Said aloud, so that nobody takes a file for more than it is. */
function whereKeysAre(found: KeeperFound): string {
  if (found.keeper !== null) return deskEnglish.keysKeptBy(found.keeper.name);
  const { keys } = deskFiles(dataFolder());
  return deskEnglish.keysInFile(deskEnglish.whyFile[found.why], keys);
}
