import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { Journal } from '@token-desk/burner-service/journal/journal';

/** What a desk's journal says, read from a copy: opening one tidies it, and that is for its own desk alone. */
export function journalCopy(deskFolder: string, nowMs?: () => number): Journal {
  const copy = join(deskFolder, '..', 'journal-copy.jsonl');
  copyFileSync(join(deskFolder, 'journal.jsonl'), copy);
  const journal = Journal.open(copy, nowMs);
  if (journal === null) throw new Error('the desk has no journal');
  return journal;
}
