/**
 * What is copied from behind “Can’t scan image?”: the key with the word before it, and mostly the line that names the
 * account. In the languages in which people are led through that page; a tenant may show a neighbour of a word.
 */
export type Labelled = {
  /** What stands behind each such word, up to the next one: a key, and whatever was copied with it. */
  readonly keys: readonly string[];
  /** `organisation:user` as the page writes it, blanks and all; null where no such line was copied. */
  readonly account: string | null;
};

// biome-ignore format: read as a table, one line a language
const labels: readonly { readonly key: readonly string[]; readonly account: readonly string[] }[] = [
  { key: ['secret key', 'setup key', 'security key', 'secret code', 'secret', 'key'], account: ['account name', 'account'] },
  { key: ['geheimer schlüssel', 'geheimschlüssel', 'geheimer schluessel', 'geheimnis', 'schlüssel'], account: ['kontoname', 'konto'] },
  { key: ['clé secrète', 'cle secrete', 'clé privée', 'clé', 'code secret'], account: ['nom du compte', 'nom de compte', 'compte'] },
  { key: ['clave secreta', 'clave privada', 'clave'], account: ['nombre de la cuenta', 'nombre de cuenta', 'cuenta'] },
  { key: ['chiave privata', 'chiave segreta', 'chiave'], account: ['nome dell’account', 'nome dell\'account', 'nome account', 'nome utente'] },
  { key: ['geheime sleutel', 'geheime code', 'sleutel'], account: ['accountnaam', 'naam van account'] },
  { key: ['klucz tajny', 'tajny klucz', 'klucz wpisu tajnego', 'klucz prywatny', 'klucz'], account: ['nazwa konta', 'konto'] },
  { key: ['chave secreta', 'chave do segredo', 'chave privada', 'chave'], account: ['nome da conta', 'conta'] },
  { key: ['hemlig nyckel', 'hemliga nyckeln', 'nyckel'], account: ['kontonamn', 'konto'] },
  { key: ['hemmelig nøgle', 'hemmelige nøgle', 'nøgle'], account: ['kontonavn', 'konto'] },
];

/** A short word is a label only with a sign or a line break after it: it may be the first letters of a key. */
const leastWordAlone = 6;

const labelled = (words: readonly string[]): RegExp => {
  const longestFirst = [...new Set(words)].toSorted((one, other) => other.length - one.length);
  const all = longestFirst.map((word) => word.replaceAll(' ', '\\s+').replace('’', '.')).join('|');
  return new RegExp(
    `(?<![\\p{L}\\p{N}?&/_-])(${all})[ \\t\\u00a0]*([:=：]|\\r?\\n|[ \\t\\u00a0])\\s*`,
    'giu',
  );
};
const keyLabel = labelled(labels.flatMap(({ key }) => key));
const accountLabel = labelled(labels.flatMap(({ account }) => account));

/** `null` where no such word stands before anything. */
export function readLabelled(text: string): Labelled | null {
  const plain = text.normalize('NFC');
  const keys = [...plain.matchAll(keyLabel)].filter(isLabel);
  if (keys.length === 0) return null;
  const accounts = [...plain.matchAll(accountLabel)].filter(isLabel);
  const starts = [...keys, ...accounts].map(({ index }) => index).toSorted((one, other) => one - other);
  const behind = ({ index, 0: { length } }: RegExpExecArray) =>
    plain.slice(
      index + length,
      starts.find((at) => at >= index + length),
    );
  const account = accounts.map(behind).find((value) => value.includes('@'));
  return { keys: keys.map(behind), account: account?.split(/[\r\n\t]/)[0] ?? null };
}

function isLabel([, word = '', sign = '']: RegExpExecArray): boolean {
  return sign.trim() !== '' || /\n/.test(sign) || word.length >= leastWordAlone;
}
