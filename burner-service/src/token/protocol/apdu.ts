/** Short command APDUs of ISO/IEC 7816-4, as far as the token knows them: `CLA INS P1 P2 Lc data`, no Le. */
export type Command = {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Uint8Array;
};

export const headerBytes = 5;

export function buildApdu({ cla, ins, p1, p2, data }: Command): Uint8Array {
  const apdu = new Uint8Array(headerBytes + data.length);
  apdu.set([cla, ins, p1, p2, data.length]);
  apdu.set(data, headerBytes);
  return apdu;
}

/** `null` when the bytes are shorter than their own header or length byte says. The data is a view. */
export function decodeApdu(apdu: Uint8Array): Command | null {
  const [cla, ins, p1, p2, lc = 0] = apdu;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return null;
  if (apdu.length > 4 && apdu.length < headerBytes + lc) return null;
  return { cla, ins, p1, p2, data: apdu.subarray(headerBytes, headerBytes + lc) };
}

export type Answer = { readonly data: Uint8Array; readonly statusWord: number };

export const statusBytes = 2;

/** `null` below two bytes: no card sends that, so it means that contact was lost. The data is a view. */
export function decodeAnswer(answer: Uint8Array): Answer | null {
  const high = answer.at(-2);
  const low = answer.at(-1);
  if (high === undefined || low === undefined) return null;
  return { data: answer.subarray(0, -statusBytes), statusWord: (high << 8) | low };
}

export function buildAnswer(statusWord: number, data: Uint8Array = new Uint8Array()): Uint8Array {
  const answer = new Uint8Array(data.length + statusBytes);
  answer.set(data);
  answer.set([statusWord >> 8, statusWord & 0xff], data.length);
  return answer;
}
