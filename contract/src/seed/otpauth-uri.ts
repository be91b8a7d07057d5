/**
 * The parts of an otpauth link: scheme, type, label and parameters, as the Key Uri Format has them and as the Microsoft page
 * writes them (`+` for a space in the label, no parameters but `secret` and `issuer`). Decides nothing about the key.
 */
export type OtpauthUri = {
  /** `totp`, `hotp`, …: lower case; empty when the link ends before it. */
  readonly type: string;
  /** False when the link ends within or right after its type: then the type may be cut too. */
  readonly isTypeWhole: boolean;
  /** What stands before the label's last colon; names have colons now and then, accounts never. */
  readonly tenant: string | null;
  readonly account: string | null;
  /** Names in lower case, values decoded. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Parameters given twice with different values. */
  readonly contradictions: ReadonlySet<string>;
};

const shape = /^otpauth:\/{0,2}([^/?]*)([/?]?)/i;
const lineBreaks = /[\r\n\t]/g;
const percentRun = /(?:%[0-9a-f]{2})+/gi;
/** Control and format characters: they would hide in a name that is shown and compared. */
const invisible = /[\p{Cc}\p{Cf}]/gu;

/** `null` when the text is not an otpauth link at all. Never throws: what is not valid percent-encoding stays as it stands. */
export function parseOtpauthUri(text: string): OtpauthUri | null {
  // mail programs break long links into lines
  const link = text.trim().replace(lineBreaks, '');
  const start = shape.exec(link);
  if (start === null) return null;
  const [head, type = '', next] = start;
  const rest = next === '?' ? link.slice(head.length - 1) : link.slice(head.length);
  const queryAt = rest.indexOf('?');
  const label = queryAt === -1 ? rest : rest.slice(0, queryAt);
  const query = queryAt === -1 ? '' : rest.slice(queryAt + 1);
  return { type: type.toLowerCase(), isTypeWhole: next !== '', ...splitLabel(label), ...readQuery(query) };
}

function splitLabel(label: string): Pick<OtpauthUri, 'tenant' | 'account'> {
  return splitName(decodeComponent(label));
}

/** `organisation:user`, as the label has it and as the page writes it beside the key. */
export function splitName(name: string): Pick<OtpauthUri, 'tenant' | 'account'> {
  const decoded = name.replace(invisible, '');
  const colonAt = decoded.lastIndexOf(':');
  return {
    tenant: colonAt === -1 ? null : textOrNull(decoded.slice(0, colonAt)),
    account: textOrNull(decoded.slice(colonAt + 1)),
  };
}

function readQuery(query: string): Pick<OtpauthUri, 'parameters' | 'contradictions'> {
  const parameters = new Map<string, string>();
  const contradictions = new Set<string>();
  for (const pair of query.split('&')) {
    const equalsAt = pair.indexOf('=');
    const name = decodeComponent(equalsAt === -1 ? pair : pair.slice(0, equalsAt))
      .trim()
      .toLowerCase();
    if (name === '') continue;
    const value = equalsAt === -1 ? '' : decodeComponent(pair.slice(equalsAt + 1));
    const before = parameters.get(name);
    if (before !== undefined && before !== value) contradictions.add(name);
    else parameters.set(name, value);
  }
  return { parameters, contradictions };
}

function decodeComponent(text: string): string {
  return text.replaceAll('+', ' ').replace(percentRun, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      // not UTF-8: shown as it stands, and a key that has it is refused for its `%`
      return run;
    }
  });
}

export function textOrNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}
