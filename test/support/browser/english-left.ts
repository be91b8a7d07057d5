import type { Frame, Page } from 'playwright-core';

/** Stands for whatever a text is filled with; no word of any language. */
const filler = '§§';
const shortest = 5;

/** Every text of a table, whole; what a function is filled with is the filler. */
export function textsOf(table: unknown): string[] {
  if (typeof table === 'string') return [table];
  if (typeof table === 'function')
    return textsOf((table as (...blanks: string[]) => unknown)(filler, filler, filler));
  return typeof table === 'object' && table !== null ? Object.values(table).flatMap(textsOf) : [];
}

/** The fixed parts of every text of a table: whole strings, and what stands around the blanks of the others. */
export function fixedParts(table: object): Set<string> {
  const parts = textsOf(table)
    .flatMap((text) => text.split(filler))
    .map((part) => part.replace(/[“”„‘’]/g, '').trim());
  return new Set(parts.filter((plain) => plain.length >= shortest && /\p{L}{3}/u.test(plain)));
}

/**
 * The texts of which a part stands in the English table and not in the other: nobody has translated them. A single word
 * may be the other language's too, as “Administrator” is: it counts where it is the whole text.
 */
export function englishIn(
  texts: readonly string[],
  { english, other }: { english: ReadonlySet<string>; other: ReadonlySet<string> },
): string[] {
  const left = texts
    .map((text) => text.replace(/[“”„‘’]/g, '').trim())
    .filter((text) =>
      [...english].some(
        (part) =>
          (part.length > 12 && part.includes(' ') ? text.includes(part) : text === part) && !other.has(part),
      ),
    );
  return [...new Set(left)];
}

/** Everything a person can see or hear on the page. */
export async function textsOn(tab: Frame | Page): Promise<string[]> {
  const texts = await tab.evaluate(() => {
    const seen: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof HTMLElement) {
        for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
          const value = node.getAttribute(name);
          if (value !== null) seen.push(value);
        }
      } else if (!['SCRIPT', 'STYLE'].includes(node.parentElement?.tagName ?? ''))
        seen.push(node.textContent ?? '');
    }
    return seen;
  });
  return texts.filter((text) => text.trim() !== '');
}

/** What a person can see or hear on the page that is English although the page should not be. */
export async function englishLeft(
  tab: Frame | Page,
  languages: { english: ReadonlySet<string>; other: ReadonlySet<string> },
): Promise<string[]> {
  return englishIn(await textsOn(tab), languages);
}

/** Codes as programs write them, which no person should read: `in_stock`, `burn-unknown`, `jobId: …`. */
export function rawCodesIn(text: string, codes: Iterable<string>): string[] {
  const spelled = [...codes].filter((code) => /[_-]/.test(code));
  return spelled.filter((code) => new RegExp(`(?<![\\p{L}\\d])${code}(?![\\p{L}\\d])`, 'u').test(text));
}
