import { mostCounted } from '../lengths.ts';
import type { ProblemDetail } from '../problem-detail.ts';

/** The words around a number, by the plural forms the language has; `#` stands for the number. */
export type Forms = { readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string };

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';

/** How a language writes numbers and what is counted by them. */
export type Counting = {
  /** 12,045 or 12.045. */
  count(n: number): string;
  /** How many a list has, of which so many are shown: “12”, or “1,000+” where it is not counted further. */
  total(n: number, shown: number): string;
  /** “1 token”, “12,045 tokens”. */
  counted(n: number, forms: Forms): string;
  /** “6 minutes”, “1 year”. */
  amount(n: number, unit: Unit): string;
  /** “6 minutes ago”. */
  ago(n: number, unit: Unit): string;
  /** A number by the unit that its name ends in: `offsetSeconds` is “12 seconds”. */
  measured(name: string, n: number): string;
  /** Hours as people say them: in minutes below one, in days from two days on. */
  span(hours: number): string;
  /** “Anna, Mara and Tom”, “one or the other”, or with nothing but commas. */
  list(texts: readonly string[], kind?: 'and' | 'or' | 'none'): string;
};

const listTypes = { and: 'conjunction', or: 'disjunction', none: 'unit' } as const;

export function countingIn(locale: string): Counting {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const plurals = new Intl.PluralRules(locale, { maximumFractionDigits: 1 });
  const count = (n: number) => (Number.isFinite(n) ? numbers.format(n) : String(n));
  const amount = (n: number, unit: Unit) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: 'long',
      maximumFractionDigits: 1,
    }).format(n);
  return {
    count,
    total: (n, shown) => (n > mostCounted ? `${count(Math.max(mostCounted, shown))}+` : count(n)),
    counted: (n, forms) => (forms[plurals.select(n)] ?? forms.other).replaceAll('#', count(n)),
    amount,
    ago: (n, unit) => (Number.isFinite(n) ? new Intl.RelativeTimeFormat(locale).format(-n, unit) : count(n)),
    measured(name, n) {
      const unit = /(second|minute)s$/i.exec(name)?.[1]?.toLowerCase();
      return unit === 'second' || unit === 'minute' ? amount(n, unit) : count(n);
    },
    span(hours) {
      if (hours < 1) return amount(Math.round(hours * 60), 'minute');
      return hours < 48 ? amount(hours, 'hour') : amount(hours / 24, 'day');
    },
    list: (texts, kind = 'and') => new Intl.ListFormat(locale, { type: listTypes[kind] }).format(texts),
  };
}

/** The values of a finding: numbers with the unit that their name ends in, texts as they are. */
export function measuredDetail(detail: ProblemDetail, locale: string): ProblemDetail {
  const { measured } = countingIn(locale);
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      typeof value === 'number' ? measured(name, value) : value,
    ]),
  );
}
