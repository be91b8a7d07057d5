import { type SecondMethod, secondMethods } from '@token-desk/contract/entra/second-method';
import {
  type KeptDays,
  mostHolidays,
  type OnCall,
  type Organisation,
  type Site,
} from '@token-desk/contract/organisation';
import { isRealDay } from '@token-desk/contract/working-days';

/** A site as somebody types it. */
export type SiteForm = {
  readonly name: string;
  readonly isOpen: boolean;
  readonly pickUp: string;
  readonly phone: string;
  readonly cabinet: string;
  readonly approver: string;
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  /** One day in each line. */
  readonly holidays: string;
  readonly onCall: readonly OnCall[];
  /** null: as everywhere. */
  readonly seconds: readonly SecondMethod[] | null;
};

export const emptySite: SiteForm = {
  name: '',
  isOpen: true,
  pickUp: '',
  phone: '',
  cabinet: '',
  approver: '',
  weekdays: [],
  from: '',
  to: '',
  timeZone: '',
  holidays: '',
  onCall: [],
  seconds: null,
};

export const formOf = (site: Site): SiteForm => ({
  name: site.name,
  isOpen: site.isOpen,
  pickUp: site.pickUp ?? '',
  phone: site.phone ?? '',
  cabinet: site.cabinet ?? '',
  approver: site.approver ?? '',
  weekdays: site.hours?.weekdays ?? [],
  from: site.hours?.from ?? '',
  to: site.hours?.to ?? '',
  timeZone: site.timeZone ?? '',
  holidays: site.holidays.join('\n'),
  onCall: site.onCall,
  seconds: site.secondMethods,
});

/** As it is kept: nothing typed is nothing said. */
const said = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What is wrong in which field; the sentence is the page's. */
export type SiteWrong =
  | { readonly field: 'name' | 'hours' | 'seconds' }
  | { readonly field: 'holidays'; readonly line: string }
  | { readonly field: 'holidays-many' }
  | { readonly field: 'on-call'; readonly name: string };

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
  const unset = form.onCall.find((line) => line.weekdays.length === 0 || line.from === '' || line.to === '');
  if (unset !== undefined) return wrong({ field: 'on-call', name: unset.person.name });
  if (form.seconds !== null && form.seconds.length === 0) return wrong({ field: 'seconds' });
  return {
    ok: true,
    site: {
      name,
      isOpen: form.isOpen,
      pickUp: said(form.pickUp),
      phone: said(form.phone),
      cabinet: said(form.cabinet),
      approver: said(form.approver),
      hours: weekdays.length === 0 ? null : { weekdays: [...weekdays].sort((a, b) => a - b), from, to },
      timeZone: said(form.timeZone),
      holidays: days,
      onCall: form.onCall.map((line) => ({ ...line, weekdays: [...line.weekdays] })),
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
export function movedUp<T>(all: readonly T[], at: number): readonly T[] {
  const [one, before] = [all[at], all[at - 1]];
  if (one === undefined || before === undefined) return all;
  return all.map((other, index) => (index === at - 1 ? one : index === at ? before : other));
}

export const earlier = (offered: readonly SecondMethod[], second: SecondMethod): readonly SecondMethod[] =>
  movedUp(offered, offered.indexOf(second));

/** Every zone that this browser knows, and the one that is set, which it may not know. */
export function timeZones(set: string): readonly string[] {
  const known = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  return [...new Set(set === '' ? known : [...known, set])].sort();
}

/** Whether one version is newer than another; false where either is not written as three numbers. */
export function isNewer(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => /^(\d+)\.(\d+)\.(\d+)$/.exec(text)?.slice(1).map(Number));
  if (a === undefined || b === undefined) return false;
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}
