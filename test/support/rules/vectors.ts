import { readFileSync } from 'node:fs';

type Hex = string;
type Parameters = { readonly algorithm: 'SHA1' | 'SHA256'; readonly stepSeconds: 30 | 60 };

type Vectors = {
  readonly about: string;
  readonly deviceKey: Hex;
  readonly sm4: readonly {
    readonly name: string;
    readonly key: Hex;
    readonly plain: Hex;
    readonly cipher: Hex;
    readonly iterations?: number;
  }[];
  readonly getInfo: readonly { readonly apdu: Hex }[];
  readonly challenge: readonly { readonly apdu: Hex }[];
  readonly answerChallenge: readonly { readonly challenge: Hex; readonly apdu: Hex }[];
  readonly mac: readonly {
    readonly message: Hex;
    readonly length: number;
    readonly paddedLength: number;
    readonly mac: Hex;
  }[];
  readonly models: readonly { readonly serial: string; readonly model: string | null }[];
  readonly shortSeed: {
    readonly short: Hex;
    readonly zeroPaddedTo20: Hex;
    readonly codeShort: string;
    readonly codePadded: string;
  };
  readonly getInfoResponses: readonly {
    readonly response: Hex;
    readonly serial?: string;
    readonly utc?: number;
  }[];
  readonly setSeed: readonly {
    readonly seed: Hex;
    readonly length: number;
    readonly apdu: Hex;
    readonly ciphertext: Hex;
    readonly mac: Hex;
    readonly verdict: string;
  }[];
  readonly setConfig: readonly (Parameters & {
    readonly displayTimeout: number;
    readonly utc: number;
    readonly apdu: Hex;
    readonly verdict: string;
    /** Display timeout, algorithm and step as the token keeps them. */
    readonly stored: string;
  })[];
  readonly totp: readonly (Parameters & {
    readonly seed: Hex;
    readonly codes: Readonly<Record<string, string>>;
  })[];
};

/** Known answers, checked against the vendor's published firmware. */
export const vectors: Vectors = JSON.parse(
  readFileSync(new URL('../../vectors/token2.json', import.meta.url), 'utf8'),
);
