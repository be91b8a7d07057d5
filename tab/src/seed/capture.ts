import { isSameAccount } from '@token-desk/contract/account';
import { type Problem, ProblemError } from '@token-desk/contract/problem';
import type { CaptureKind } from '@token-desk/contract/request';
import { codesIn, parseSeedInput, problemOfInput, type SeedFound } from '@token-desk/contract/seed/input';
import type { AlsoSeen } from '../flow/burn/judge-secret.ts';
import { chooseCode, chooseOwn } from './choose-code.ts';

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

type ReadOptions = Parameters<typeof readCaptured>[1];

/** A text with several codes in it is judged as a picture with several is. */
function readText(text: string, capture: CaptureKind, options: ReadOptions): Reading {
  const codes = codesIn(text);
  return codes.length > 1
    ? chooseFrom(codes, capture, options)
    : readKey(text, capture, options.serialOnReader);
}

function readKey(text: string, capture: CaptureKind, serialOnReader?: string): Reading {
  const input = parseSeedInput(text, { serialOnReader });
  if (input.kind === 'seed') return { kind: 'found', found: input, capture, alsoSeen: [] };
  if (input.kind === 'ambiguous') {
    const base32 = parseSeedInput(text, { readAs: 'base32' });
    const hex = parseSeedInput(text, { readAs: 'hex' });
    if (base32.kind === 'seed' && hex.kind === 'seed') return { kind: 'either', base32, hex, capture };
  }
  return { kind: 'wrong', problem: problemOfInput(input) ?? { code: 'input-empty' } };
}

async function readImage(
  { image, capture }: Extract<Captured, { kind: 'image' }>,
  options: ReadOptions,
): Promise<Reading> {
  const { readQrCodes } = await import('./qr.ts');
  try {
    return chooseFrom(await readQrCodes(image, options.signal), capture, options);
  } catch (error) {
    if (error instanceof ProblemError) return { kind: 'wrong', problem: error.problem };
    throw error;
  }
}

function chooseFrom(
  texts: readonly string[],
  capture: CaptureKind,
  { serialOnReader, subjectUpn }: Pick<ReadOptions, 'serialOnReader' | 'subjectUpn'>,
): Reading {
  const choice = chooseCode(texts, serialOnReader);
  if (choice.kind === 'none' && choice.unclear !== null) return readKey(choice.unclear, capture);
  if (choice.kind === 'none') return { kind: 'wrong', problem: choice.problem };
  const kinds = choice.alsoSeen.map((kind): AlsoSeen => ({ kind }));
  if (choice.kind === 'chosen') return { kind: 'found', found: choice.found, capture, alsoSeen: kinds };
  const own = chooseOwn(choice.found, ({ account }) => isSameAccount(account, subjectUpn));
  if (own === null) return { kind: 'wrong', problem: { code: 'several-codes' } };
  return { kind: 'found', found: own.found, capture, alsoSeen: [...own.alsoSeen, ...kinds] };
}
