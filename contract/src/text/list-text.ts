export type DecodedList = {
  readonly text: string;
  /** Not UTF-8: letters such as ö are a guess, and people are told to look at them. */
  readonly isGuessed: boolean;
};

/** First bytes of what is no list: ZIP (and so .xlsx), old Office files, PDF, PNG, GIF, JPEG. */
const otherFiles = ['504b0304', 'd0cf11e0', '25504446', '89504e47', '47494638', 'ffd8ff'];
/** Windows-1252 from 0x80 to 0x9f; a blank is a byte that it leaves open. Above, it is Latin-1. */
const windowsSigns = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** By the mark at the beginning, or by the empty half of each of the first two letters. */
const utf16 = [
  { name: 'utf-16le', begins: /^(fffe|(?!00)..00(?!00)..00)/ },
  { name: 'utf-16be', begins: /^(feff|00(?!00)..00(?!00)..)/ },
];

/** The text of a file; null when it is no text: UTF-8, what Excel calls Unicode text, or Windows-1252. */
export function decodeList(bytes: Uint8Array): DecodedList | null {
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (otherFiles.some((file) => start.startsWith(file))) return null;
  const encoding = utf16.find(({ begins }) => begins.test(start))?.name ?? 'utf-8';
  const text = decode(bytes, encoding);
  if (text !== null) return isText(text) ? { text, isGuessed: false } : null;
  const guessed = encoding === 'utf-8' ? decodeWindows(bytes) : null;
  return guessed === null || !isText(guessed) ? null : { text: guessed, isGuessed: true };
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // not in this encoding
  }
}

function decodeWindows(bytes: Uint8Array): string | null {
  const letters = Array.from(bytes, (byte) => {
    if (byte < 0x80 || byte > 0x9f) return String.fromCharCode(byte);
    const sign = windowsSigns[byte - 0x80] ?? ' ';
    return sign === ' ' ? null : sign;
  });
  return letters.includes(null) ? null : letters.join('');
}

/** Tabs and line ends are the only control characters of a list. */
const isText = (text: string): boolean => !/(?![\t\r\n\f\v])\p{Cc}/u.test(text);
