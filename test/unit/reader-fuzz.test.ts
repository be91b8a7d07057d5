import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { burnToken } from '@token-desk/burner-service/burn';
import { PcscReaders } from '@token-desk/burner-service/reader/pcsc';
import { fromChild } from '@token-desk/burner-service/reader/pcsc-messages';
import { ProblemError } from '@token-desk/contract/problem';
import fc from 'fast-check';

const childProgram = fileURLToPath(new URL('../support/babbling-child.mjs', import.meta.url));
const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;
const seed = new Uint8Array(20).fill(7);
const starts = 12;

describe('whatever the reader’s process says', function () {
  this.timeout(60_000);
  let folder: string;
  let service: Server;
  const before_ = process.env.PCSCLITE_CSOCK_NAME;

  before(async function () {
    if (process.platform !== 'linux') this.skip();
    folder = mkdtempSync(join(tmpdir(), 'token-desk-babble-'));
    // Looks like a running service to whoever asks.
    service = createServer((socket) => socket.destroy());
    const path = join(folder, 'pcscd.comm');
    await new Promise<void>((resolve) => service.listen(path, resolve));
    process.env.PCSCLITE_CSOCK_NAME = path;
    process.env.BABBLE_COUNT_FILE = join(folder, 'count');
    writeFileSync(process.env.BABBLE_COUNT_FILE, '1');
  });
  after(() => {
    if (before_ === undefined) delete process.env.PCSCLITE_CSOCK_NAME;
    else process.env.PCSCLITE_CSOCK_NAME = before_;
    delete process.env.BABBLE_COUNT_FILE;
    service?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  it('no message is taken for more than it is', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const parsed = fromChild.safeParse(value);
        if (parsed.success) assert.equal(typeof parsed.data.type, 'string');
      }),
    );
  });

  it('the desk goes on, starts it again, and every burn on it ends as not burned', async () => {
    const readers = new PcscReaders({ childProgram, apduTimeoutMs: 100, retryMs: 5 });
    const burns: Promise<unknown>[] = [];
    const stop = readers.watch(() => {
      for (const { name, state } of readers.readers()) {
        if (state !== 'present' || burns.length > 200) continue;
        burns.push(tryBurn(readers, name));
      }
    });
    const countPath = join(folder, 'count');
    while (Number(readFileSync(countPath, 'utf8')) <= starts)
      await new Promise((next) => setTimeout(next, 20));
    stop();
    assert.ok(burns.length > 0, 'some cards were seen');
    await Promise.all(burns);
    await readers.close();
  });
});

async function tryBurn(readers: PcscReaders, name: string): Promise<void> {
  try {
    const channel = readers.openChannel(name);
    const result = await burnToken({ seed, config }, { channel, signal: AbortSignal.timeout(10_000) });
    assert.notEqual(result.outcome, 'burned');
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}
