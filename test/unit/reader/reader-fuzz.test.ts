import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  decodeAnswerFrame,
  decodeOrder,
  encodeAnswer,
  encodeOrder,
  frameCutter,
} from '@token-desk/burner-service/reader/apdu-frames';
import { PcscReaders } from '@token-desk/burner-service/reader/pcsc';
import { cardProblem, fromChild } from '@token-desk/burner-service/reader/pcsc-messages';
import { burnToken } from '@token-desk/burner-service/token/burn';
import { ProblemError } from '@token-desk/contract/problem';
import fc from 'fast-check';
import { openDoor } from '../../support/reader/pcsc-doors.ts';

const childProgram = fileURLToPath(new URL('../../support/reader/babbling-child.mjs', import.meta.url));
const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;
const seed = new Uint8Array(20).fill(7);
const starts = 12;
const record = <T>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(parts, { noNullPrototype: true });

describe('whatever the reader’s process says', () => {
  // twelve processes, one after the other
  let folder: string;
  let service: Awaited<ReturnType<typeof openDoor>>;
  const before_ = process.env.PCSCLITE_CSOCK_NAME;

  before(async function () {
    if (process.platform !== 'linux') this.skip();
    folder = mkdtempSync(join(tmpdir(), 'token-desk-babble-'));
    service = await openDoor('lets in');
    process.env.PCSCLITE_CSOCK_NAME = service.path;
    process.env.BABBLE_COUNT_FILE = join(folder, 'count');
    writeFileSync(process.env.BABBLE_COUNT_FILE, '1');
  });
  after(async () => {
    if (before_ === undefined) delete process.env.PCSCLITE_CSOCK_NAME;
    else process.env.PCSCLITE_CSOCK_NAME = before_;
    delete process.env.BABBLE_COUNT_FILE;
    await service?.close();
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

  it('no bytes are taken for more than an answer, and no answer comes back as another', () => {
    const answer = record({
      type: fc.constant('answer' as const),
      id: fc.nat(),
      answer: fc.uint8Array({ minLength: 2, maxLength: 258 }),
    });
    const noAnswer = record({
      type: fc.constant('no-answer' as const),
      id: fc.nat(),
      problem: fc.constantFrom(...cardProblem.options),
      mayHaveRun: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.oneof(answer, noAnswer), (told) => {
        assert.deepEqual(decodeAnswerFrame(encodeAnswer(told).subarray(2)), told);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const told = decodeAnswerFrame(Buffer.from(bytes));
        if (told !== null) assert.deepEqual(encodeAnswer(told).subarray(2), Buffer.from(bytes));
      }),
    );
  });

  it('an order comes through whole, in whatever pieces, and nothing comes through that is none', () => {
    const order = record({
      id: fc.nat(),
      placement: fc.nat(),
      reader: fc.oneof(
        fc.string({ minLength: 1, maxLength: 200 }),
        fc.constantFrom('Leser Ä 00', '讀卡機 00'),
      ),
      apdu: fc.uint8Array({ minLength: 1, maxLength: 261 }),
    });
    fc.assert(
      fc.property(
        fc.array(order, { minLength: 1 }),
        fc.integer({ min: 1, max: 300 }),
        (orders, pieceBytes) => {
          const got: unknown[] = [];
          const bodies: Buffer[] = [];
          const take = frameCutter((body) => {
            bodies.push(body);
            got.push(decodeOrder(body));
          });
          const sent = Buffer.concat(orders.map(encodeOrder));
          for (let at = 0; at < sent.length; at += pieceBytes)
            assert.ok(take(Uint8Array.from(sent.subarray(at, at + pieceBytes))));
          assert.deepEqual(got, orders);
          assert.ok(
            bodies.every((body) => body.every((byte) => byte === 0)),
            'wiped once taken',
          );
        },
      ),
    );
    assert.equal(decodeOrder(Buffer.alloc(40)), null, 'no reader');
    assert.equal(
      decodeOrder(encodeOrder({ id: 1, placement: 1, reader: 'A', apdu: new Uint8Array() }).subarray(2)),
      null,
    );
    const cut = frameCutter(() => assert.fail('taken'));
    assert.equal(cut(Uint8Array.of(0xff, 0xff, 1)), false, 'longer than anything');
    assert.equal(
      cut(encodeAnswer({ type: 'answer', id: 1, answer: Uint8Array.of(0x90, 0) })),
      false,
      'never again',
    );
  });

  it('the desk goes on, starts it again, and every burn on it ends as not burned', async () => {
    const readers = new PcscReaders({ childProgram, apduTimeoutMs: 100, retryMs: 5 });
    const burns: Promise<unknown>[] = [];
    const countPath = join(folder, 'count');
    let resolve = () => {};
    const enough = new Promise<void>((done) => {
      resolve = done;
    });
    const stop = readers.watch(() => {
      // The last of the twelve has only begun when it has counted itself: what it says is not waited for.
      if (Number(readFileSync(countPath, 'utf8')) > starts) resolve();
      for (const { name, state } of readers.readers()) {
        if (state !== 'present' || burns.length > 200) continue;
        burns.push(tryBurn(readers, name));
      }
    });
    await enough;
    stop();
    assert.ok(
      burns.length >= starts,
      'a card was seen from nearly every process, and often from one more than one',
    );
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
