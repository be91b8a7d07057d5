import { use } from 'react';
import { useStrings } from '../strings.tsx';
import { type DeskStrings, deskEnglish } from './desk-en.ts';

export type { DeskStrings } from './desk-en.ts';

const loaded = new Map<string, Promise<DeskStrings>>();

/** The words of the pages around requests; they come with the first of these pages, not with the queue. */
export function useDeskStrings(): DeskStrings {
  return use(deskStrings(useStrings().locale));
}

function deskStrings(locale: string): Promise<DeskStrings> {
  const known = loaded.get(locale);
  if (known !== undefined) return known;
  const loading = locale.startsWith('de')
    ? import('./desk-de.ts').then(({ deskGerman }) => deskGerman)
    : Promise.resolve(deskEnglish);
  loaded.set(locale, loading);
  return loading;
}
