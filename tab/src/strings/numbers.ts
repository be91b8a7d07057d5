/** Counts as a language writes them: 12,045 or 12.045. */
export function countIn(locale: string): (n: number) => string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return (n) => (Number.isFinite(n) ? format.format(n) : String(n));
}
