/** What a vendor's list may be before it is sent: the server reads its lines, this only keeps secrets at home. */

/** The server takes no longer list. */
export const maxListChars = 400_000;

const secretHeading = /secret|seed|\bkey\b|schlüssel|geheimnis|otpauth/i;
/** Long enough for a TOTP key, with a letter: serials of known models are digits. */
const base32 = /^(?=.*[A-Z])[A-Z2-7]{16,}=*$/i;
const hex = /^[0-9A-F]{32,}$/i;

/** Vendors' lists often carry the factory secrets: such a list must never leave this page. */
export function holdsSecrets(csv: string): boolean {
  const [heading = '', ...lines] = csv.split(/\r?\n/);
  if (secretHeading.test(heading)) return true;
  const looksSecret = (cell: string) => {
    const bare = cell.trim().replace(/^"|"$/g, '').replaceAll(' ', '');
    return base32.test(bare) || hex.test(bare) || /^otpauth:/i.test(bare);
  };
  return [heading, ...lines].some((line) => line.split(/[,;\t]/).some(looksSecret));
}

/** One token as a list of its own, for adding by tapping. */
export function listOfOne(serial: string, site: string | null): string {
  if (site === null) return `serial\n${serial}\n`;
  return `serial,site\n${serial},"${site.replaceAll('"', '""')}"\n`;
}

/** The text of a file; null when it is no text (UTF-8, or what Excel calls Unicode text). */
export function decodeList(bytes: Uint8Array): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null; // not text in any way we read
  }
}
