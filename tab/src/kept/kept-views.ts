import { longest } from '@token-desk/contract/lengths';
import * as z from 'zod/mini';
import { readKept, writeKept } from './browser-store.ts';

const savedView = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(longest.viewName)),
  hash: z.string().check(z.startsWith('#/'), z.maxLength(1_000)),
});
/** A list as somebody wants to see it again: an address of the tab, by name. */
export type SavedView = z.infer<typeof savedView>;
const savedViews = z.array(savedView);
const mostViews = 20;

const keyOf = (personId: string, page: string) => `token-desk.views.${page}.${personId}`;

/** What this person saved of this page in this browser. */
export function savedViewsOf(personId: string, page: string): readonly SavedView[] {
  try {
    const found = savedViews.safeParse(JSON.parse(readKept(keyOf(personId, page)) ?? '[]'));
    return found.success ? found.data : [];
  } catch {
    return []; // not ours
  }
}

/** A view of the same name is replaced; of too many the oldest goes. */
export function saveView(personId: string, page: string, view: SavedView): readonly SavedView[] {
  const others = savedViewsOf(personId, page).filter(({ name }) => name !== view.name);
  return write(personId, page, [...others, view].slice(-mostViews));
}

export function removeView(personId: string, page: string, name: string): readonly SavedView[] {
  return write(
    personId,
    page,
    savedViewsOf(personId, page).filter((one) => one.name !== name),
  );
}

function write(personId: string, page: string, views: readonly SavedView[]): readonly SavedView[] {
  writeKept(keyOf(personId, page), JSON.stringify(views));
  return views;
}
