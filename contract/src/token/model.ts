/**
 * What a serial number says about a token. Not discoverable over NFC.
 * Source: vendor's published prefix table and burner, summarised in docs/tokens.md.
 */
export type TokenModel = {
  readonly model: string;
  /** Restricted sync: every configuration write (clock included) erases the seed. */
  readonly clearsSeedOnConfig: boolean;
};

const prefixLength = 7;

const models: Readonly<Record<string, TokenModel>> = {
  '8659612': { model: 'OTPC-P1-i', clearsSeedOnConfig: false },
  '8659622': { model: 'OTPC-P2-i', clearsSeedOnConfig: true },
  '8659621': { model: 'OTPC-P2-i-NB', clearsSeedOnConfig: true },
  '8659600': { model: 'miniOTP-2-i', clearsSeedOnConfig: false },
  '8659601': { model: 'miniOTP-3-i', clearsSeedOnConfig: true },
  '8659609': { model: 'miniOTP-3-i-NB', clearsSeedOnConfig: true },
  '8659610': { model: 'C301-i', clearsSeedOnConfig: true },
  '8659632': { model: 'C302-i', clearsSeedOnConfig: false },
};

/** The model a serial belongs to, or `null`: an unknown model must not be written without an override. */
export function modelOf(serial: string): TokenModel | null {
  const prefix = serial.trim().slice(0, prefixLength);
  return Object.hasOwn(models, prefix) ? (models[prefix] ?? null) : null;
}

/** The seven digits that name a model; `null` when the text is too short to hold them. */
export function prefixOf(serial: string): string | null {
  const trimmed = serial.trim();
  return trimmed.length < prefixLength ? null : trimmed.slice(0, prefixLength);
}

/** Every model of the table computes with SHA-256 too; of one that nobody knows only SHA-1 is taken for granted. */
export const takesSha256 = (serial: string): boolean => modelOf(serial) !== null;
