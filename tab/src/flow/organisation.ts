import { type SecondMethod, secondMethods } from '@token-desk/contract/entra/second-method';
import { type KeptDays, mostHolidays, type Organisation, type Site } from '@token-desk/contract/organisation';
import { isRealDay } from '@token-desk/contract/working-days';

/** A site as somebody types it. */
export type SiteForm = {
  readonly name: string;
  readonly isOpen: boolean;
  readonly pickUp: string;
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  /** One day in each line. */
  readonly holidays: string;
  /** null: as everywhere. */
  readonly seconds: readonly SecondMethod[] | null;
};

export const emptySite: SiteForm = {
  name: '',
  isOpen: true,
  pickUp: '',
  weekdays: [],
  from: '',
  to: '',
  timeZone: '',
  holidays: '',
  seconds: null,
};

export const formOf = ({
  name,
  isOpen,
  pickUp,
  hours,
  timeZone,
  holidays,
  secondMethods,
}: Site): SiteForm => ({
  name,
  isOpen,
  pickUp: pickUp ?? '',
  weekdays: hours?.weekdays ?? [],
  from: hours?.from ?? '',
  to: hours?.to ?? '',
  timeZone: timeZone ?? '',
  holidays: holidays.join('\n'),
  seconds: secondMethods,
});

/** What is wrong in which field; the sentence is the page's. */
export type SiteWrong =
  | { readonly field: 'name' | 'hours' | 'seconds' }
  | { readonly field: 'holidays'; readonly line: string }
  | { readonly field: 'holidays-many' };

export type SiteRead =
  | { readonly ok: true; readonly site: Site }
  | { readonly ok: false; readonly wrong: SiteWrong };

const daysIn = (text: string): readonly string[] =>
  text
    .split(/[\s,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isRealDay(text);

/** The first thing that is wrong, from the top of the form. */
export function readSite(form: SiteForm): SiteRead {
  const wrong = (one: SiteWrong): SiteRead => ({ ok: false, wrong: one });
  const { weekdays, from, to } = form;
  const name = form.name.trim();
  if (name === '') return wrong({ field: 'name' });
  if (weekdays.length > 0 && (from === '' || to === '')) return wrong({ field: 'hours' });
  const holidays = daysIn(form.holidays);
  const noDay = holidays.find((line) => !isDay(line));
  if (noDay !== undefined) return wrong({ field: 'holidays', line: noDay });
  const days = [...new Set(holidays)].sort();
  if (days.length > mostHolidays) return wrong({ field: 'holidays-many' });
  if (form.seconds !== null && form.seconds.length === 0) return wrong({ field: 'seconds' });
  return {
    ok: true,
    site: {
      name,
      isOpen: form.isOpen,
      pickUp: form.pickUp.trim() === '' ? null : form.pickUp.trim(),
      hours: weekdays.length === 0 ? null : { weekdays: [...weekdays].sort((a, b) => a - b), from, to },
      timeZone: form.timeZone.trim() === '' ? null : form.timeZone.trim(),
      holidays: days,
      secondMethods: form.seconds === null ? null : [...form.seconds],
    },
  };
}

/** The rules with this site in the place of the one of that name; at the end where there is none. */
export function withSite(organisation: Organisation, name: string | null, site: Site | null): Organisation {
  const { sites } = organisation;
  if (name === null) return { ...organisation, sites: site === null ? sites : [...sites, site] };
  const changed = sites.flatMap((one) => (one.name === name ? (site === null ? [] : [site]) : [one]));
  return { ...organisation, sites: changed };
}

/** Whether something that is kept now would be deleted sooner; null: for good. */
export const keepsLess = (before: KeptDays, after: KeptDays): boolean =>
  (Object.keys(before) as (keyof KeptDays)[]).some(
    (name) => (after[name] ?? Infinity) < (before[name] ?? Infinity),
  );

/** A whole number as it is typed; null: it is none, or too large. */
export function wholeNumberIn(text: string): number | null {
  const found = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return found >= 1 ? found : null;
}

/** All of them, those that are offered first and in their order. */
export const secondsInOrder = (offered: readonly SecondMethod[]): readonly SecondMethod[] => [
  ...offered,
  ...secondMethods.filter((one) => !offered.includes(one)),
];

/** One place nearer to the front. */
export function earlier(offered: readonly SecondMethod[], second: SecondMethod): readonly SecondMethod[] {
  const at = offered.indexOf(second);
  const before = offered[at - 1];
  if (before === undefined) return offered;
  return offered.map((one, index) => (index === at - 1 ? second : index === at ? before : one));
}
