import { paddedSeedBytes, type TokenConfig } from '@token-desk/contract/token/config';
import { buildApdu } from './apdu.ts';
import { pad, padUnlessWhole } from './padding.ts';
import { encryptEcb, lastCbcBlock } from './sm4.ts';

/** Instruction bytes, by name, for builders here and for the virtual token. */
export const ins = {
  getInfo: 0x41,
  getChallenge: 0x4b,
  answer: 0xce,
  setConfig: 0xd4,
  setSeed: 0xc5,
} as const;
export const cla = { plain: 0x80, secured: 0x84 } as const;
export const challengeBytes = 8;
export const macBytes = 4;

/** Display timeout on the wire is an index into these seconds. */
export const displayTimeouts = [15, 30, 60, 120] as const;
export const algorithmBytes = { SHA1: 1, SHA256: 2 } as const;

// 80 41 00 00 02  02 11            → h h h N serial[N] s s t t t t 9000
export function buildGetInfo(): Uint8Array {
  // The firmware ignores the two bytes; production tokens have always been asked with them.
  return buildApdu({ cla: cla.plain, ins: ins.getInfo, p1: 0, p2: 0, data: Uint8Array.of(0x02, 0x11) });
}

// 80 4B 08 00 01  00               → 8 random bytes 9000
export function buildGetChallenge(): Uint8Array {
  return buildApdu({
    cla: cla.plain,
    ins: ins.getChallenge,
    p1: challengeBytes,
    p2: 0,
    data: Uint8Array.of(0),
  });
}

// 80 CE 00 00 10  SM4-ECB(challenge ‖ 8 zero bytes)   → 9000
export function buildAnswerChallenge(challenge: Uint8Array): Uint8Array {
  return buildApdu({ cla: cla.plain, ins: ins.answer, p1: 0, p2: 0, data: expectedAnswer(challenge) });
}

export function expectedAnswer(challenge: Uint8Array): Uint8Array {
  const block = new Uint8Array(2 * challengeBytes);
  block.set(challenge);
  return encryptEcb(block);
}

// 84 D4 00 00 17  81 11 | 1F 01 D | 0F 04 T T T T | 86 06 | 0A 01 A | 0D 01 P  ‖ MAC4   → 9000
/** `utcSeconds` is what the token's clock is set to; all values go every time, the token has no partial write. */
export function buildSetConfig(config: TokenConfig, utcSeconds: number): Uint8Array {
  const body = Uint8Array.of(
    ...[0x81, 0x11],
    ...[0x1f, 0x01, displayTimeouts.indexOf(config.displayTimeoutSeconds)],
    ...[
      0x0f,
      0x04,
      utcSeconds >>> 24,
      (utcSeconds >>> 16) & 0xff,
      (utcSeconds >>> 8) & 0xff,
      utcSeconds & 0xff,
    ],
    ...[0x86, 0x06],
    ...[0x0a, 0x01, algorithmBytes[config.algorithm]],
    ...[0x0d, 0x01, config.stepSeconds],
  );
  return buildSecured(ins.setConfig, 0, body);
}

// 84 C5 01 00 Lc  SM4-ECB(pad(seed)) ‖ MAC4           → 9000
/**
 * Always pads by method 2: a block-aligned seed sent bare is refused, or cut short when it ends in `80 00…`.
 * The result is as secret as the seed, since the key is public: the caller wipes it.
 */
export function buildSetSeed(seed: Uint8Array): Uint8Array {
  const plain = pad(seed);
  const apdu = buildSecured(ins.setSeed, 1, encryptEcb(plain));
  plain.fill(0);
  return apdu;
}

/** Zero bytes up to 20: the same codes (HMAC pads its key itself), and the length every token was tried with. */
export function lengthenSeed(seed: Uint8Array): Uint8Array {
  const lengthened = new Uint8Array(Math.max(seed.length, paddedSeedBytes));
  lengthened.set(seed);
  return lengthened;
}

function buildSecured(instruction: number, p1: number, body: Uint8Array): Uint8Array {
  const data = new Uint8Array(body.length + macBytes);
  data.set(body);
  data.set(macOf({ instruction, p1, p2: 0, body }), body.length);
  return buildApdu({ cla: cla.secured, ins: instruction, p1, p2: 0, data });
}

type Maced = {
  readonly instruction: number;
  readonly p1: number;
  readonly p2: number;
  readonly body: Uint8Array;
};

/** MAC of a secured command: over class 80, though it is sent with 84, and the body's length without the MAC. */
export function macOf({ instruction, p1, p2, body }: Maced): Uint8Array {
  const message = new Uint8Array(5 + body.length);
  message.set([cla.plain, instruction, p1, p2, body.length]);
  message.set(body, 5);
  return mac(message);
}

/** First four bytes of the last block of SM4-CBC over the message. */
export function mac(message: Uint8Array): Uint8Array {
  return lastCbcBlock(padUnlessWhole(message)).subarray(0, macBytes);
}

export type TokenInfo = { readonly serial: string; readonly utcSeconds: number };

/** `null` when the bytes are too short for what they say. `data` is the answer without its status word. */
export function decodeInfo(data: Uint8Array): TokenInfo | null {
  const serialBytes = data[3];
  if (serialBytes === undefined) return null;
  const clockAt = 4 + serialBytes + 2;
  if (serialBytes > 16 || data.length < clockAt + 4) return null;
  const serial = Buffer.from(data.subarray(4, 4 + serialBytes))
    .toString('latin1')
    .trim();
  const utcSeconds = Buffer.from(data.buffer, data.byteOffset + clockAt, 4).readUInt32BE();
  return { serial, utcSeconds };
}
