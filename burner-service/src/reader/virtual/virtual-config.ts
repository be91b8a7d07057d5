/** Tag and length at their places in the 19 bytes of a configuration; `null` is a value. */
const shape = [
  ...[0x81, 0x11],
  ...[0x1f, 1, null],
  ...[0x0f, 4, null, null, null, null],
  ...[0x86, 6],
  ...[0x0a, 1, null],
  ...[0x0d, 1, null],
];

/** As the token keeps it: any byte that was sent. */
export type WrittenConfig = {
  readonly displayTimeout: number;
  /** Unix time the clock is set to. */
  readonly clockSeconds: number;
  readonly algorithm: number;
  readonly stepSeconds: number;
};

/** What a set-config command carries (docs/protocol-token.md), without its MAC; null where a tag or length is another. */
export function decodeConfig(body: Uint8Array): WrittenConfig | null {
  const isShaped = shape.every((expected, at) => expected === null || body[at] === expected);
  if (body.length !== shape.length || !isShaped) return null;
  const at = Buffer.from(body);
  return {
    displayTimeout: at.readUInt8(4),
    clockSeconds: at.readUInt32BE(7),
    algorithm: at.readUInt8(15),
    stepSeconds: at.readUInt8(18),
  };
}
