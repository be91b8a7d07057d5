import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { answersFd, decodeOrder, encodeAnswer, frameCutter } from './apdu-frames.ts';
import { nfcPcscDriver } from './nfc-pcsc-driver.ts';
import type { PcscDriver } from './pcsc-driver.ts';
import { type DriverName, driverOrder, type FromChild, toChild } from './pcsc-messages.ts';
import { loadWinscard } from './winscard.ts';
import { winscardDriver } from './winscard-driver.ts';

/**
 * The only program that loads a PC/SC driver, and it does nothing but list, connect and transmit. Any failure of the
 * PC/SC service ends it, and its parent starts another one.
 */
function tell(message: FromChild): void {
  if (message.type !== 'answer' && message.type !== 'no-answer') return void process.send?.(message);
  const frame = encodeAnswer(message);
  try {
    for (let done = 0; done < frame.length; ) done += writeSync(answersFd, frame, done);
  } catch {
    endAtOnce(); // nobody is there any more to be answered
  }
}

/** Not by an exit, which would wait for a call that waits for a card. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
}

const loaders: Readonly<Record<DriverName, () => Promise<PcscDriver>>> = {
  'nfc-pcsc': async () => nfcPcscDriver((await import('nfc-pcsc')).NFC, tell),
  koffi: async () => winscardDriver(await loadWinscard(), tell, endAtOnce),
};

/** The first that loads. Optional dependencies: not installed, not built, or built for another Node. */
async function loadDriver(): Promise<{ readonly name: DriverName; readonly driver: PcscDriver } | null> {
  for (const name of driverOrder(process.env.TOKEN_DESK_PCSC)) {
    try {
      return { name, driver: await loaders[name]() };
    } catch {
      // the next one
    }
  }
  return null;
}

/** One buffer for all that comes, without the machinery of a stream; what was a command is wiped. */
function listenForOrders(takeChunk: (chunk: Uint8Array) => boolean): void {
  const take = (sizeBytes: number, buffer: Uint8Array) => {
    const chunk = buffer.subarray(0, sizeBytes);
    if (!takeChunk(chunk)) endAtOnce();
    chunk.fill(0);
    return true;
  };
  const orders = new Socket({ fd: 0, onread: { buffer: Buffer.alloc(4096), callback: take } });
  orders.on('error', endAtOnce);
}

// Ctrl-C and the end of a service reach every process of it: the answer under way is still the parent's to have.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.on('disconnect', endAtOnce);

const loaded = await loadDriver();
if (loaded === null) {
  tell({ type: 'driver-missing' });
} else {
  const { name, driver } = loaded;
  const takeChunk = frameCutter((body) => {
    const order = decodeOrder(body);
    if (order === null) endAtOnce();
    else void driver.transmit(order).finally(() => order.apdu.fill(0));
  });
  listenForOrders(takeChunk);
  process.on('message', (raw) => {
    toChild.parse(raw);
    void driver.close().finally(endAtOnce);
  });
  tell({ type: 'loaded', driver: name });
  try {
    driver.open();
    tell({ type: 'started' });
  } catch {
    endAtOnce(); // the parent asks the service again, and says why
  }
}
