/** What survives a power cycle. It holds the seed, as the chip of a real one does. */
export type TokenMemory = {
  readonly seed: Uint8Array;
  readonly algorithm: number;
  readonly stepSeconds: number;
  readonly displayTimeout: number;
  /** The token's clock minus the host's. */
  readonly clockOffsetMs: number;
};
