import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DoctorLine } from '@token-desk/contract/desk/job';
import { ask } from '../reader/ask.ts';
import { fine, wrong } from './line.ts';

/**
 * What may keep a pasted screenshot of a QR code on Windows after Token Desk has forgotten it. Written from the
 * vendor's documentation, not tried on Windows; a value that cannot be read counts as Windows' own default.
 */
export type PasteFacts = {
  /** HKCU…\Clipboard EnableClipboardHistory, and the policy AllowClipboardHistory. */
  readonly clipboardHistory: boolean;
  /** HKCU…\Clipboard EnableCloudClipboard, and the policy AllowCrossDeviceClipboard. */
  readonly cloudClipboard: boolean;
  /** Recall has a store here, and no policy forbids it to save. */
  readonly recall: boolean;
  /** Pictures in the folder where the Snipping Tool saves by itself; its switch is in no place that can be read. */
  readonly savedScreenshots: number;
};

export function pasteLines(facts: PasteFacts): DoctorLine[] {
  const { clipboardHistory, cloudClipboard, recall, savedScreenshots } = facts;
  return [
    clipboardHistory
      ? wrong('clipboard-history', { fact: 'clipboard-history-on', remedy: 'clear-history' })
      : fine('clipboard-history', 'clipboard-history-off'),
    cloudClipboard
      ? wrong('cloud-clipboard', { fact: 'cloud-clipboard-on', remedy: 'stop-cloud-clipboard' })
      : fine('cloud-clipboard', 'cloud-clipboard-off'),
    recall ? wrong('recall', { fact: 'recall-on', remedy: 'stop-recall' }) : fine('recall', 'recall-off'),
    savedScreenshots > 0
      ? wrong('snipping-tool', {
          fact: 'screenshots-saved',
          remedy: 'stop-screenshots',
          count: savedScreenshots,
        })
      : fine('snipping-tool', 'screenshots-none'),
  ];
}

const clipboard = 'HKCU\\Software\\Microsoft\\Clipboard';
const systemPolicy = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\System';
const aiPolicy = 'Policies\\Microsoft\\Windows\\WindowsAI';
const shellFolders = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders';
/** FOLDERID_Screenshots. */
const screenshotsId = '{b7bede81-df94-4682-a7d8-57a52620b86f}';

export async function checkPaste(): Promise<DoctorLine[]> {
  if (process.platform !== 'win32') return [];
  const [history, historyPolicy, cloud, cloudPolicy, analysis, analysisUser, recallPolicy] =
    await Promise.all([
      readNumber(clipboard, 'EnableClipboardHistory'),
      readNumber(systemPolicy, 'AllowClipboardHistory'),
      readNumber(clipboard, 'EnableCloudClipboard'),
      readNumber(systemPolicy, 'AllowCrossDeviceClipboard'),
      readNumber(`HKLM\\SOFTWARE\\${aiPolicy}`, 'DisableAIDataAnalysis'),
      readNumber(`HKCU\\Software\\${aiPolicy}`, 'DisableAIDataAnalysis'),
      readNumber(`HKLM\\SOFTWARE\\${aiPolicy}`, 'AllowRecallEnablement'),
    ]);
  const local = process.env.LOCALAPPDATA ?? '';
  const hasRecallStore = await stat(join(local, 'CoreAIPlatform.00', 'UKP')).then(
    () => true,
    () => false,
  );
  return pasteLines({
    clipboardHistory: history === 1 && historyPolicy !== 0,
    cloudClipboard: cloud === 1 && cloudPolicy !== 0,
    recall: hasRecallStore && analysis !== 1 && analysisUser !== 1 && recallPolicy !== 0,
    savedScreenshots: await countScreenshots(),
  });
}

async function readNumber(key: string, name: string): Promise<number | null> {
  return parseRegNumber((await ask('reg', ['query', key, '/v', name])).text, name);
}

/** A line of `reg query`: `    EnableClipboardHistory    REG_DWORD    0x1`. */
export function parseRegNumber(text: string, name: string): number | null {
  const value = parseReg(text, name, 'REG_DWORD');
  return value === null ? null : Number(value);
}

export function parseReg(text: string, name: string, type: string): string | null {
  for (const line of text.split(/\r?\n/)) {
    const [found, foundType, ...value] = line.trim().split(/ {4}/);
    if (found?.toLowerCase() === name.toLowerCase() && foundType === type) return value.join('    ').trim();
  }
  return null;
}

async function countScreenshots(): Promise<number> {
  const profile = process.env.USERPROFILE ?? '';
  const said = (await ask('reg', ['query', shellFolders, '/v', screenshotsId])).text;
  const chosen = parseReg(said, screenshotsId, 'REG_EXPAND_SZ')?.replace(/%USERPROFILE%/i, profile);
  const folders = new Set([
    chosen ?? join(profile, 'Pictures', 'Screenshots'),
    join(process.env.OneDriveCommercial ?? profile, 'Pictures', 'Screenshots'),
  ]);
  const names = await Promise.all([...folders].map((folder) => readdir(folder).catch(() => [])));
  return names.flat().filter((name) => /\.(png|jpe?g)$/i.test(name)).length;
}
