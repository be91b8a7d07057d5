import { type Problem, ProblemError } from '@token-desk/contract/problem';
import type { CaptureKind } from '@token-desk/contract/request';
import { parseSeedInput, problemOfInput, type SeedFound } from '@token-desk/contract/seed/input';
import type { AlsoSeen } from './choose-code.ts';

/** What somebody brought in, and how. */
export type Captured =
  | { readonly kind: 'text'; readonly text: string; readonly capture: CaptureKind }
  | { readonly kind: 'image'; readonly image: Blob; readonly capture: CaptureKind }
  /** What a screen or camera showed, already decoded. */
  | { readonly kind: 'codes'; readonly texts: readonly string[]; readonly capture: CaptureKind };

/** The caller owns every seed in an answer, puts one into the seed box and wipes the others. */
export type Reading =
  | {
      readonly kind: 'found';
      readonly found: SeedFound;
      readonly capture: CaptureKind;
      readonly alsoSeen: readonly AlsoSeen[];
    }
  | {
      readonly kind: 'either';
      readonly base32: SeedFound;
      readonly hex: SeedFound;
      readonly capture: CaptureKind;
    }
  | { readonly kind: 'wrong'; readonly problem: Problem };

/** A picture wins over text: browsers put the address of a copied picture beside it. */
export function capturedFromClipboard(data: DataTransfer | null): Captured | null {
  return fromTransfer(data, 'paste-image', 'paste-text');
}

export function capturedFromDrop(data: DataTransfer | null): Captured | null {
  return fromTransfer(data, 'drop-image', 'paste-text');
}

function fromTransfer(data: DataTransfer | null, image: CaptureKind, plain: CaptureKind): Captured | null {
  const [file] = data?.files ?? [];
  if (file !== undefined) return { kind: 'image', image: file, capture: image };
  const dragged = pictureInAddress(data?.getData('text/uri-list') ?? '');
  if (dragged !== null) return { kind: 'image', image: dragged, capture: image };
  const text = data?.getData('text/plain') ?? '';
  return text.trim() === '' ? null : { kind: 'text', text, capture: plain };
}

const maxPictureChars = 8 * 1024 * 1024;

/**
 * A picture dragged from one page to another: browsers hand over its address, and often no file. Microsoft's
 * page carries its QR code in the address itself (RFC 2397).
 */
function pictureInAddress(address: string): Blob | null {
  if (address.length > maxPictureChars) return null;
  const [, type, base64] = /^data:(image\/[a-z.+-]+);base64,([A-Za-z0-9+/]+=*)\s*$/.exec(address) ?? [];
  if (type === undefined || base64 === undefined) return null;
  try {
    return new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], { type });
  } catch {
    return null; // cut off: then it is no picture
  }
}

export async function readCaptured(
  captured: Captured,
  options: {
    readonly serialOnReader?: string | undefined;
    readonly subjectUpn: string;
    readonly signal: AbortSignal;
  },
): Promise<Reading> {
  switch (captured.kind) {
    case 'text':
      return readText(captured.text, captured.capture, options);
    case 'image':
      return readImage(captured, options);
    case 'codes':
      return chooseFrom(captured.texts, captured.capture, options);
  }
}

function readText(
  text: string,
  capture: CaptureKind,
  { serialOnReader }: { readonly serialOnReader?: string | undefined },
): Reading {
  const input = parseSeedInput(text, { serialOnReader });
  if (input.kind === 'seed') return { kind: 'found', found: input, capture, alsoSeen: [] };
  if (input.kind === 'ambiguous') {
    const base32 = parseSeedInput(text, { readAs: 'base32' });
    const hex = parseSeedInput(text, { readAs: 'hex' });
    if (base32.kind === 'seed' && hex.kind === 'seed') return { kind: 'either', base32, hex, capture };
    // only one of the two fits a token: there is nothing to ask
    if (hex.kind === 'seed') return { kind: 'found', found: hex, capture, alsoSeen: [] };
  }
  return { kind: 'wrong', problem: problemOfInput(input) ?? { code: 'input-empty' } };
}

type ReadOptions = Parameters<typeof readCaptured>[1];

async function readImage(
  { image, capture }: Extract<Captured, { kind: 'image' }>,
  options: ReadOptions,
): Promise<Reading> {
  const { readQrCodes } = await import('./qr.ts');
  try {
    return await chooseFrom(await readQrCodes(image, options.signal), capture, options);
  } catch (error) {
    if (error instanceof ProblemError) return { kind: 'wrong', problem: error.problem };
    throw error;
  }
}

/**
 * Of two people's codes in one picture this person's is the one; the other is named. Two that are both this person's
 * cannot be told apart, so neither is burned.
 */
async function chooseFrom(
  texts: readonly string[],
  capture: CaptureKind,
  { serialOnReader, subjectUpn }: Pick<ReadOptions, 'serialOnReader' | 'subjectUpn'>,
): Promise<Reading> {
  const { chooseCode } = await import('./choose-code.ts');
  const choice = chooseCode(texts, serialOnReader);
  if (choice.kind === 'none') return { kind: 'wrong', problem: choice.problem };
  const kinds = choice.alsoSeen.map((kind): AlsoSeen => ({ kind }));
  if (choice.kind === 'chosen') return { kind: 'found', found: choice.found, capture, alsoSeen: kinds };
  const theirs = choice.found.filter(({ account }) => isSameAccount(account, subjectUpn));
  const wanted = theirs[0] ?? choice.found[0];
  for (const other of choice.found) if (other !== wanted || theirs.length > 1) other.seed.fill(0);
  if (theirs.length > 1) return { kind: 'wrong', problem: { code: 'several-codes' } };
  if (wanted === undefined) return { kind: 'wrong', problem: { code: 'no-qr-found' } };
  const others = choice.found
    .filter((other) => other !== wanted)
    .map(({ account }): AlsoSeen => ({ kind: 'account', account }));
  return { kind: 'found', found: wanted, capture, alsoSeen: [...others, ...kinds] };
}

/** User principal names do not tell upper from lower case. */
export function isSameAccount(account: string | null, upn: string): boolean {
  return account !== null && account.trim().toLowerCase() === upn.trim().toLowerCase();
}
