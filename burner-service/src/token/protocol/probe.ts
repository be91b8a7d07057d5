import { buildApdu, decodeAnswer } from './apdu.ts';
import type { Transmit } from './session.ts';

/** Applications of cards that people lay on the reader instead of a token, by their registered identifiers. */
const applications = [
  { name: 'FIDO', aid: 'A0000006472F0001' },
  { name: 'OATH', aid: 'A0000005272101' },
] as const;

export type OtherDevice =
  | { readonly kind: 'security-key'; readonly application: string }
  | { readonly kind: 'plain-nfc-tag' }
  | { readonly kind: 'other-card' };

/** What lies there instead of a token, after it did not answer get-info as one. Reads only, changes nothing. */
export async function probeOtherDevice(transmit: Transmit): Promise<OtherDevice> {
  const answers = async (apdu: Uint8Array) => decodeAnswer(await transmit(apdu))?.statusWord === 0x9000;
  for (const { name, aid } of applications)
    if (await answers(buildSelect(aid))) return { kind: 'security-key', application: name };
  // A reader knows the UID of every card, but an ATS only of one that speaks ISO/IEC 14443-4.
  const isTag = (await answers(buildGetData('uid'))) && !(await answers(buildGetData('ats')));
  return { kind: isTag ? 'plain-nfc-tag' : 'other-card' };
}

// FF CA 00|01 00 00                → UID | historical bytes of the ATS, 9000 (PC/SC part 3 §3.2.2.1.3, Get Data)
function buildGetData(what: 'uid' | 'ats'): Uint8Array {
  return Uint8Array.of(0xff, 0xca, what === 'uid' ? 0x00 : 0x01, 0x00, 0x00);
}

// 00 A4 04 00 Lc  AID  00          → … 9000 (ISO/IEC 7816-4 §11.2.2, SELECT by name)
function buildSelect(aid: string): Uint8Array {
  const select = buildApdu({ cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x00, data: Buffer.from(aid, 'hex') });
  return Uint8Array.of(...select, 0x00);
}
