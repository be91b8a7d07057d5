/**
 * The system's own PC/SC library, called as it is: winscard.h of pcsc-lite, of Apple's PCSC framework and of Windows.
 * The three agree on names and codes and differ in the width of a DWORD, the packing of a reader's state, and how text
 * is written. 64-bit systems only.
 */
type Layout = {
  readonly library: string;
  readonly dword: 'uint64' | 'uint32';
  readonly long: 'int64' | 'int32';
  readonly handle: 'int64' | 'int32' | 'uint64';
  readonly stateBytes: number;
  /** Ends the names of functions that take text. */
  readonly suffix: '' | 'W';
  readonly text: 'utf8' | 'utf16le';
};

const layouts: Readonly<Partial<Record<NodeJS.Platform, Layout>>> = {
  linux: {
    library: 'libpcsclite.so.1',
    ...{ dword: 'uint64', long: 'int64', handle: 'int64', stateBytes: 80, suffix: '', text: 'utf8' },
  },
  darwin: {
    library: '/System/Library/Frameworks/PCSC.framework/PCSC',
    ...{ dword: 'uint32', long: 'int32', handle: 'int32', stateBytes: 61, suffix: '', text: 'utf8' },
  },
  win32: {
    library: 'winscard.dll',
    ...{ dword: 'uint32', long: 'int32', handle: 'uint64', stateBytes: 64, suffix: 'W', text: 'utf16le' },
  },
};

/** What to load on this system; null: none is known. */
export function winscardLibrary(platform: NodeJS.Platform = process.platform): string | null {
  return layouts[platform]?.library ?? null;
}

export class WinscardError extends Error {
  readonly code: number;
  constructor(call: string, code: number) {
    super(`${call}: 0x${code.toString(16)}`);
    this.code = code;
  }
}

/** `flags` as PC/SC counts them: the upper half numbers the comings and goings of a card where the system does. */
export type ReaderWait = { readonly name: string; readonly flags: number };

export type CardHandle = { readonly card: bigint; readonly protocol: number };

const pointerBytes = 8;
const shareShared = 2;
const protocols = 3; // T=0 or T=1
const scopeSystem = 2;
const leaveCard = 0;
export const noReaders = 0x8010002e;
export const timedOut = 0x8010000a;

type Foreign = { readonly async: (...args: unknown[]) => unknown };

export type Winscard = {
  establish(): bigint;
  release(context: bigint): void;
  cancel(context: bigint): void;
  listReaders(context: bigint): string[];
  /** The flags of each after the first change, or after `timeoutMs`. */
  waitForChange(context: bigint, readers: readonly ReaderWait[], timeoutMs: number): Promise<number[]>;
  connect(context: bigint, reader: string): Promise<CardHandle>;
  disconnect(handle: CardHandle): void;
  transmit(handle: CardHandle, apdu: Uint8Array, answer: Uint8Array): Promise<number>;
};

/** Throws where koffi or the library is missing. */
export async function loadWinscard(platform: NodeJS.Platform = process.platform): Promise<Winscard> {
  const layout = layouts[platform];
  if (layout === undefined) throw new Error(`no PC/SC library is known for ${platform}`);
  const { default: koffi } = await import('koffi');
  const { dword, long, handle, stateBytes, suffix, text } = layout;
  const library = koffi.load(layout.library, { global: true });
  // On Linux by the scope of the whole process, as a linked program finds them: what was preloaded comes first.
  const scope = platform === 'linux' ? koffi.load(null) : library;
  const take = (name: string, ...args: string[]) => scope.func('__stdcall', name, long, args);
  const [dwords, handles] = [`${dword} *`, `${handle} *`];
  const establishContext = take('SCardEstablishContext', dword, 'void *', 'void *', handles);
  const releaseContext = take('SCardReleaseContext', handle);
  const cancelContext = take('SCardCancel', handle);
  const listAll = take(`SCardListReaders${suffix}`, handle, 'void *', 'void *', dwords);
  const statusChange = take(`SCardGetStatusChange${suffix}`, handle, dword, 'void *', dword);
  const connectCard = take(`SCardConnect${suffix}`, handle, 'void *', dword, dword, handles, dwords);
  const disconnectCard = take('SCardDisconnect', handle, dword);
  const transmitCard = take('SCardTransmit', handle, 'void *', 'void *', dword, 'void *', 'void *', dwords);

  const dwordBytes = dword === 'uint64' ? 8 : 4;
  const terminator = Buffer.from('\0', text);
  const zeroEnded = (name: string) => Buffer.concat([Buffer.from(name, text), terminator]);
  const newNumber = (value = 0) => {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const handleIn = (bytes: Buffer) =>
    handle === 'int32'
      ? BigInt(bytes.readInt32LE())
      : handle === 'int64'
        ? bytes.readBigInt64LE()
        : bytes.readBigUInt64LE();
  const check = (call: string, result: number) => {
    const code = Number(result) >>> 0;
    if (code !== 0) throw new WinscardError(call, code);
  };

  return {
    establish() {
      const context = newNumber();
      check('SCardEstablishContext', establishContext(scopeSystem, null, null, context));
      return handleIn(context);
    },
    release: (context) => void releaseContext(context),
    cancel: (context) => void cancelContext(context),
    listReaders(context) {
      const length = newNumber();
      check('SCardListReaders', listAll(context, null, null, length));
      // A reader may come between the two calls: its name would not fit, and the next look finds it.
      const names = Buffer.alloc((length.readUInt32LE() + 1) * terminator.length);
      check('SCardListReaders', listAll(context, null, names, length));
      const written = names.subarray(0, length.readUInt32LE() * terminator.length);
      return written
        .toString(text)
        .split('\0')
        .filter((name) => name !== '');
    },
    async waitForChange(context, readers, timeoutMs) {
      const names = readers.map(({ name }) => zeroEnded(name));
      const states = Buffer.alloc(stateBytes * readers.length);
      readers.forEach(({ flags }, index) => {
        const at = index * stateBytes;
        states.writeBigUInt64LE(BigInt(koffi.address(names[index])), at);
        states.writeUInt32LE(flags, at + 2 * pointerBytes);
      });
      const result = await later(statusChange, context, timeoutMs, states, readers.length);
      names.length = 0; // in use until here
      if (Number(result) >>> 0 !== timedOut) check('SCardGetStatusChange', result);
      return readers.map((_, index) =>
        states.readUInt32LE(index * stateBytes + 2 * pointerBytes + dwordBytes),
      );
    },
    async connect(context, reader) {
      const [card, protocol] = [newNumber(), newNumber()];
      const name = zeroEnded(reader);
      check('SCardConnect', await later(connectCard, context, name, shareShared, protocols, card, protocol));
      return { card: handleIn(card), protocol: protocol.readUInt32LE() };
    },
    disconnect: ({ card }) => void disconnectCard(card, leaveCard),
    async transmit({ card, protocol }, apdu, answer) {
      // SCARD_IO_REQUEST: the protocol and its own size
      const request = Buffer.alloc(2 * dwordBytes);
      request.writeUInt32LE(protocol);
      request.writeUInt32LE(request.length, dwordBytes);
      const length = newNumber(answer.length);
      const call = [card, request, apdu, apdu.length, null, answer, length];
      check('SCardTransmit', await later(transmitCard, ...call));
      return length.readUInt32LE();
    },
  };
}

/** On a thread of its own: these calls wait for a card. */
function later(call: Foreign, ...args: readonly unknown[]): Promise<number> {
  return new Promise((resolve, reject) => {
    call.async(...args, (error: unknown, result: number) => (error ? reject(error) : resolve(result)));
  });
}
