import { type ListLine, listLines } from '../../lists/list-cells.ts';

/**
 * Where a list holds what must not leave this page. Vendors' lists often carry the factory secrets. Judged by column
 * and by form: a manufacturer's name is as long as a key.
 */
export type SecretPlace =
  /** A list in a form of its own (JSON, XML, PSKC); `hasSecrets`: and there are some in it. */
  | { readonly kind: 'form'; readonly form: 'JSON' | 'XML'; readonly hasSecrets: boolean }
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'cell'; readonly line: number; readonly column: string };

const secretName =
  /secret|seed|otpauth|base32|geheim|schl(ü|ue)ssel|clé|clave|chiave|sleutel|klucz|chave|nyckel|nøgle|plainvalue|encryptedvalue|(?<![a-z])key(?![a-z]| ?(id|no|number|name)\b)/i;
/** Columns of names: what stands there are words, unless they could be nothing but a key. */
const nameColumn =
  /manufacturer|vendor|brand|hersteller|supplier|lieferant|model|type|typ|product|produkt|name|site|standort|location|ort\b|city|address|adresse|note|notiz|comment|bemerkung|description|beschreibung|owner|user|upn|mail|department|abteilung|company|firma|order|bestell/i;
const serialColumn = /serial|serien|^s\/?n$|^snr/i;

/** `null`: nothing here looks like a secret. */
export function secretPlace(text: string): SecretPlace | null {
  const form = formOf(text);
  if (form !== null)
    return { kind: 'form', form, hasSecrets: secretName.test(text) || looksSecret(text, '') };
  const lines = listLines(text);
  const headingAt = Math.max(
    0,
    lines.slice(0, 10).findIndex(({ cells }) => cells.some((cell) => serialColumn.test(cell))),
  );
  const heading = lines[headingAt]?.cells ?? [];
  const named = heading.find((cell) => secretName.test(cell));
  if (named !== undefined && !looksSecret(named, '')) return { kind: 'column', column: named };
  for (const line of lines) {
    const place = secretCell(line, heading);
    if (place !== null) return place;
  }
  return null;
}

function formOf(text: string): 'JSON' | 'XML' | null {
  if (/<\?xml|<\/[a-z][\w:.-]*\s*>|<[a-z][\w:.-]*(\s[^<>]*)?\/>/i.test(text)) return 'XML';
  return /^\uFEFF?\s*[[{]/.test(text) || /["'][^"'\n]{1,80}["']\s*:\s*["'\d[{]/.test(text) ? 'JSON' : null;
}

function secretCell({ line, cells }: ListLine, heading: readonly string[]): SecretPlace | null {
  const at = cells.findIndex((cell, index) => looksSecret(cell, heading[index] ?? '', cells.length === 1));
  if (at === -1) return null;
  const name = heading[at] ?? '';
  // a list without a heading has a secret where the name would be
  const isName = name !== '' && !looksSecret(name, '') && !/^[\d\W]+$/.test(name);
  return { kind: 'cell', line, column: isName ? name : String(at + 1) };
}

function looksSecret(cell: string, column: string, isWholeLine = false): boolean {
  const words = [...cell.split(/\s+/), ...cell.split(/[^A-Za-z0-9+=]+/)];
  if (nameColumn.test(column)) return [cell, ...words].some((part) => isSurelyKey(part) && !isName(part));
  if (secretBefore.test(cell) || [cell, ...words].some(isSurelyKey)) return true;
  // letters alone: a key, or a word; a whole line is what no separator we know divides
  return isPerhapsKey(ungrouped(cell)) || (isWholeLine && words.some(isPerhapsKey));
}

/** `secret: …` */
const secretBefore = new RegExp(`(${secretName.source})\\w*\\s*[:=]\\s*\\S`, 'i');
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Nothing else has this form. */
function isSurelyKey(text: string): boolean {
  if (/otpauth:/i.test(text)) return true;
  if (guid.test(text)) return false;
  const bare = ungrouped(text);
  if (/^[0-9A-F]{32,}$/i.test(bare)) return true;
  if (/^[0-9A-F]{20,}$/i.test(bare) && /[A-F]/i.test(bare) && /\d/.test(bare)) return true;
  return (isBase32(bare) && /[2-7]/.test(bare) && /[A-Z]/i.test(bare)) || isBase64(text);
}

/** `TOKEN2SWITZERLAND`: digits in one place. */
const isName = (text: string): boolean => (text.match(/\d+/g) ?? []).length <= 1;

const isPerhapsKey = (bare: string): boolean =>
  isBase32(bare) || (/^[A-Za-z0-9+/]{22,}$/.test(bare) && /[a-z]/.test(bare) && /[A-Z]/.test(bare));

/** Of a length that base32 has (RFC 4648 §6), in one case. */
function isBase32(bare: string): boolean {
  if (!/^([A-Z2-7]{16,}|[a-z2-7]{16,})=*$/.test(bare)) return false;
  return ![1, 3, 6].includes(bare.replace(/=+$/, '').length % 8);
}

function isBase64(text: string): boolean {
  if (!/^[A-Za-z0-9+/]{16,}={0,2}$/.test(text)) return false;
  if (/=$/.test(text)) return text.length % 4 === 0;
  return (
    text.length >= 22 && /[a-z]/.test(text) && /[A-Z]/.test(text) && (text.match(/\d/g) ?? []).length >= 2
  );
}

/** Groups of one length are one key, whatever stands between them; words are not. */
function ungrouped(text: string): string {
  const groups = text
    .trim()
    .split(/[\s\p{Cf}.:-]+/u)
    .map((group) => group.replace(/^0x(?=[0-9a-f]{2}$)/i, ''));
  const [first = ''] = groups;
  const isGrouped = groups.every(
    ({ length }, at) => length === first.length || (at === groups.length - 1 && length < first.length),
  );
  return isGrouped ? groups.join('') : text;
}
