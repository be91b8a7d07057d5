import * as z from 'zod/mini';
import { dayAt, showDay } from '../cards/dates.ts';
import type { FormValues } from '../cards/request-form.ts';
import { formValues } from '../form-values.ts';
import type { Turn } from '../turn.ts';

const kept = z.object({ nonce: z.string(), values: formValues });

/** The form for one person as it was left, and when; null: there is none, or a version of before wrote it. */
export async function findFormDraft(
  turn: Turn,
): Promise<{ readonly nonce: string; readonly values: FormValues; readonly day: string } | null> {
  const draft = await turn.deps.findDraft({ personId: turn.personId, kind: 'one' });
  if (draft === null) return null;
  const parsed = kept.safeParse(JSON.parse(draft.doc));
  if (!parsed.success) return null;
  const day = dayAt(draft.updatedAt, turn.activity.localTimezone ?? null);
  return { ...parsed.data, day: showDay(day, turn.strings.dateLocale) };
}

export async function keepFormDraft(
  turn: Turn,
  form: { readonly nonce: string; readonly values: FormValues },
): Promise<void> {
  await turn.deps.keepDraft({ personId: turn.personId, kind: 'one' }, JSON.stringify(form));
}

export const dropFormDraft = (turn: Turn): Promise<void> =>
  turn.deps.dropDraft({ personId: turn.personId, kind: 'one' });
