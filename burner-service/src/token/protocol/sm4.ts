import { createCipheriv, createDecipheriv } from 'node:crypto';

/** The block cipher of the token (GB/T 32907-2016): 16-byte key, 16-byte block. */
export const blockBytes = 16;

/** One key, the same in every token and published by the vendor: it keeps nothing secret (docs/threat-model.md). */
export const deviceKey: Uint8Array = Uint8Array.from(Buffer.from('8AD206883CA369482AB27182B6E83224', 'hex'));

const zeroBlock = new Uint8Array(blockBytes);
/** SM4-ECB of the zero block under the device key. */
const knownAnswer = '1EA029B8377EE2C829CC1222906E99F4';

/** Encrypts whole blocks; never pads. The length must be a multiple of 16. */
export function encryptEcb(plain: Uint8Array, key: Uint8Array = deviceKey): Uint8Array {
  return createCipheriv('sm4-ecb', key, null).update(plain); // padding would come with `final`
}

/** The way back, for the virtual token. */
export function decryptEcb(cipherText: Uint8Array): Uint8Array {
  return createDecipheriv('sm4-ecb', deviceKey, null).setAutoPadding(false).update(cipherText);
}

/** The last ciphertext block of SM4-CBC with a zero IV. The length must be a multiple of 16. */
export function lastCbcBlock(plain: Uint8Array, key: Uint8Array = deviceKey): Uint8Array {
  return createCipheriv('sm4-cbc', key, zeroBlock).update(plain).subarray(-blockBytes);
}

/**
 * Whether this runtime's SM4 gives the known answer. Asked once at start: a wrong answer to a challenge
 * may lock older tokens for good, so a wrong cipher must never reach one.
 */
export function isSm4Right(): boolean {
  try {
    return Buffer.from(encryptEcb(zeroBlock)).toString('hex').toUpperCase() === knownAnswer;
  } catch {
    // A runtime built without SM4 throws here, which is the same finding.
    return false;
  }
}
