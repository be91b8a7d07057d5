import { decodeList } from '@token-desk/contract/text/list-text';
import * as z from 'zod/mini';
import { peopleInTable } from '../../domain/asking/people-list.ts';
import { readTable } from '../../usecases/tokens/token-list-file.ts';
import type { IncomingActivity } from '../incoming.ts';
import type { Turn } from '../turn.ts';
import { addPeople, openSeveral } from './several.ts';
import type { CardAnswer } from './shown.ts';

/** A file that somebody sent in their own chat lies in their OneDrive; Teams gives an address to fetch it by, for minutes. */
const sentFile = z.looseObject({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.catch(z.string().check(z.maxLength(300)), 'CSV'),
  content: z.looseObject({ downloadUrl: z.string().check(z.maxLength(4_000)) }),
});
type SentFile = z.infer<typeof sentFile>;

const mostFileBytes = 200_000;
const fileTimeoutMs = 7_000;
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The file of a message; null: it has none. */
export function fileIn(activity: IncomingActivity): SentFile | null {
  for (const one of activity.attachments ?? []) {
    const parsed = sentFile.safeParse(one);
    if (parsed.success) return parsed.data;
  }
  return null;
}

/** Only where Teams keeps files: the address came in a message, and the bot fetches nothing else of its network. */
export function isFileAddress(address: string, practice: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username } = new URL(address);
  if (practice) return loopback.has(hostname);
  return (
    protocol === 'https:' && port === '' && username === '' && /^[a-z0-9-]+\.sharepoint\.com$/.test(hostname)
  );
}

/** Null: it cannot be had. Never follows to another address. */
export async function fetchFile(address: string, practice: boolean): Promise<Uint8Array | 'too-big' | null> {
  if (!isFileAddress(address, practice)) return null;
  try {
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(fileTimeoutMs) });
    if (!response.ok || response.body === null) return null;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > mostFileBytes) return 'too-big';
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return null; // whoever sent it is told, and can paste the list
  }
}

/** A CSV with people: looked up, and shown before anything is sent. */
export async function readListFile(turn: Turn, file: SentFile): Promise<CardAnswer> {
  const { several } = turn.strings.asking;
  const bytes = await turn.deps.fetchFile(file.content.downloadUrl);
  if (bytes === 'too-big') return openSeveral(turn, several.fileTooBig);
  const decoded = bytes === null ? null : decodeList(bytes);
  const table = decoded === null ? null : readTable(decoded.text);
  if (table?.ok !== true) return openSeveral(turn, several.fileUnread);
  return addPeople(turn, peopleInTable(table.lines), several.fileRead(file.name));
}
