/** What was read from one picture, and how long reading took, unpacking included where the reader does it. */
export type Reading = { readonly texts: readonly string[]; readonly durationMs: number };

/** As `chooseCode` says it, without any secret. */
export type ChoiceSeen = {
  readonly kind: string;
  readonly accounts: readonly string[];
  readonly wrong: readonly string[];
};

export const engineNames = ['BarcodeDetector', 'zxing-wasm', 'qr'] as const;
export type EngineName = (typeof engineNames)[number];

/** Found as `qr` on the window of the page. */
export type QrPage = {
  /** As the product reads it: a worker of its own, several looks. A problem is its code. */
  read(url: string): Promise<(Reading & { readonly choice: ChoiceSeen }) | { readonly problem: string }>;
  prefetch(): Promise<boolean>;
  /** Aborts while the picture is read; says by which name the reading failed. */
  readAborted(url: string): Promise<string>;
  /** One bare look at unpacked pixels, without worker; `null` where this browser lacks the engine. */
  look(engine: EngineName, url: string): Promise<Reading | null>;
};
