import { buildApdu, decodeAnswer } from './apdu.ts';
import type { Transmit } from './session.ts';

/** Applications of cards that people lay on the reader instead of a token, by their registered identifiers. */
const applications = [
  { name: 'FIDO', aid: 'A0000006472F0001' },
  { name: 'OATH', aid: 'A0000005272101' },
] as const;

/** Which security key this is, after a card refused get-info; `null` for a card nobody here knows. */
export async function probeSecurityKey(transmit: Transmit): Promise<string | null> {
  for (const { name, aid } of applications) {
    const answer = decodeAnswer(await transmit(buildSelect(aid)));
    if (answer?.statusWord === 0x9000) return name;
  }
  return null;
}

// 00 A4 04 00 Lc  AID  00          → … 9000 (ISO/IEC 7816-4 §11.2.2, SELECT by name)
function buildSelect(aid: string): Uint8Array {
  const select = buildApdu({ cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x00, data: Buffer.from(aid, 'hex') });
  return Uint8Array.of(...select, 0x00);
}
