import { type Draft, type DraftKey, deleteDraft, findDraft, saveDraft } from '../../store/asked/drafts.ts';
import { commit } from '../write/commit.ts';
import type { Deps } from '../write/deps.ts';

export type { Draft, DraftKey } from '../../store/asked/drafts.ts';

/** The form this person began; only they are shown it. */
export function readDraft({ store }: Deps, key: DraftKey): Promise<Draft | null> {
  return findDraft(store.db, key);
}

/** The newest one stays. */
export async function keepDraft(deps: Deps, key: DraftKey, doc: string): Promise<void> {
  await commit(deps, async (tx) => {
    const seen = (await findDraft(tx, key))?.version ?? 0;
    await saveDraft(tx, key, { seen, doc, now: deps.clock.now() });
    return { value: null };
  });
}

/** Sent or cancelled. */
export async function dropDraft(deps: Deps, key: DraftKey): Promise<void> {
  // There seldom is one, and whoever writes waits their turn.
  if ((await findDraft(deps.store.db, key)) === null) return;
  await commit(deps, async (tx) => {
    if ((await findDraft(tx, key)) !== null) await deleteDraft(tx, key);
    return { value: null };
  });
}
