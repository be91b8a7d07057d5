import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { mock } from 'node:test';
import { ProblemError } from '@token-desk/contract/problem';
import { openQrReader, prefetchQrReader, readQrCodes } from '@token-desk/tab/seed/qr';
import {
  asBitmap,
  browserPictures,
  lendGlobals,
  StandInBitmap,
} from '../../support/browser/browser-pictures.ts';
import { linkText, pushText, seedText } from '../../support/browser/qr-images/texts.ts';
import { answering, type StandInWorker, workersOpened } from '../../support/browser/worker-stand-in.ts';

const mebibyte = 1024 * 1024;
const megapixels = (width: number, height: number) => new StandInBitmap({ width, height });
const codeOf = (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error));
const refused = (reading: Promise<unknown>) => reading.then(() => 'read', codeOf);
const reads = (...texts: readonly string[]) => answering(() => ({ ok: true, texts }));
const unreadable = answering(() => ({ ok: false, code: 'qr-reader-unavailable' }));
const frame = () => asBitmap(megapixels(100, 100));

const turns = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** A PNG that claims this size in its header, and is padded with nothing to `sizeBytes`. */
function png(width: number, height: number, sizeBytes = 64): Blob {
  const bytes = Buffer.alloc(sizeBytes);
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return new Blob([bytes]);
}

/** A JPEG whose frame header stands this far in: behind a thumbnail, or behind a whole film. */
function jpeg(width: number, height: number, headerAt: number): Blob {
  const bytes = Buffer.alloc(headerAt + 40);
  bytes.writeUInt16BE(0xffd8, 0);
  let at = 2;
  for (; at < headerAt; ) {
    const left = headerAt - at;
    const size = left > 65_537 + 4 ? 65_537 : left;
    bytes.writeUInt16BE(0xffe1, at);
    bytes.writeUInt16BE(size - 2, at + 2);
    at += size;
  }
  bytes.writeUInt32BE(0xffc00011, at);
  bytes.writeUInt16BE(height, at + 5);
  bytes.writeUInt16BE(width, at + 7);
  return new Blob([bytes]);
}

describe('the page and its QR worker', () => {
  let browser: Disposable;
  let opened: readonly StandInWorker[];
  /** From now on a worker that is opened begins like this. */
  function openWith(begin?: (worker: StandInWorker) => void) {
    browser?.[Symbol.dispose]();
    const workers = workersOpened(begin);
    browser = lendGlobals({ ...browserPictures, Worker: workers.Worker });
    opened = workers.opened;
  }
  const asked = (at = 0) => opened[at]?.asked.filter(({ image }) => image !== undefined) ?? [];

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    openWith();
  });
  afterEach(() => {
    browser[Symbol.dispose]();
    mock.timers.reset();
  });

  describe('one picture', () => {
    for (const texts of [[], [seedText], [pushText, linkText]])
      it(`is handed to a worker of its own, which says ${texts.length} codes and ends`, async () => {
        openWith(reads(...texts));
        const image = png(100, 100);
        assert.deepEqual(await readQrCodes(image), texts);
        assert.equal(opened.length, 1);
        assert.ok(opened[0]?.isEnded, 'the worker ends');
        const [question] = asked();
        assert.equal(question?.image, image);
        assert.equal(question.budgetMs, 2000);
      });

    for (const code of ['not-a-picture', 'too-large', 'qr-reader-unavailable'] as const)
      it(`is refused as ${code} when the worker says so, and the worker ends`, async () => {
        openWith(answering(() => ({ ok: false, code })));
        assert.equal(await refused(readQrCodes(png(1, 1))), code);
        assert.ok(opened[0]?.isEnded, 'the worker ends');
      });

    const within: readonly (readonly [string, Blob | ImageBitmap])[] = [
      ['20 MB', png(10, 10, 20 * mebibyte)],
      ['50 megapixels by its header', png(10_000, 5000)],
      ['50 megapixels from the screen', asBitmap(megapixels(10_000, 5000))],
      ['no size that its first 256 KB say', jpeg(60_000, 60_000, 256 * 1024)],
      ['another header than a picture has', new Blob(['%PDF-1.7'])],
    ];
    for (const [what, image] of within)
      it(`of ${what} goes to the worker`, async () => {
        openWith(reads());
        assert.deepEqual(await readQrCodes(image), []);
        assert.equal(asked().length, 1);
      });

    const beyond: readonly (readonly [string, Blob | ImageBitmap])[] = [
      ['more than 20 MB', png(10, 10, 20 * mebibyte + 1)],
      ['more than 50 megapixels by its header', png(10_000, 5001)],
      ['gigapixels, said behind a thumbnail', jpeg(60_000, 60_000, 200 * 1024)],
      ['more than 50 megapixels from the screen', asBitmap(megapixels(10_000, 5001))],
    ];
    for (const [what, image] of beyond)
      it(`of ${what} is too large before anything is unpacked`, async () => {
        openWith(reads(seedText));
        assert.equal(await refused(readQrCodes(image)), 'too-large');
        assert.deepEqual(asked(), []);
        assert.ok(opened[0]?.isEnded, 'the worker ends');
      });

    it('is given up by the signal’s reason, and its worker ends', async () => {
      const stop = new AbortController();
      const reading = readQrCodes(frame(), stop.signal);
      stop.abort(new DOMException('the person left', 'AbortError'));
      assert.match(await refused(reading), /the person left/);
      assert.ok(opened[0]?.isEnded, 'the worker ends');
    });

    it('is not asked about when it was given up before', async () => {
      assert.match(await refused(readQrCodes(frame(), AbortSignal.abort())), /AbortError/);
      assert.deepEqual(asked(), []);
    });

    it('is given up after 15 seconds without an answer, and not before', async () => {
      const reader = openQrReader();
      let said = 'nothing yet';
      const reading = refused(reader.read(frame())).then((code) => {
        said = code;
      });
      await turns();
      mock.timers.tick(14_999);
      await turns();
      assert.equal(said, 'nothing yet');
      mock.timers.tick(1);
      await reading;
      assert.equal(said, 'qr-reader-unavailable');
      assert.equal(await reader.ready, false);
      reader.close();
    });
  });

  describe('a reader for a camera', () => {
    it('keeps one worker for all frames until it is closed', async () => {
      openWith(reads(seedText));
      const reader = openQrReader();
      for (let at = 0; at < 5; at++) assert.deepEqual(await reader.read(frame()), [seedText]);
      assert.equal(opened.length, 1);
      assert.equal(opened[0]?.isEnded, false);
      reader.close();
      assert.ok(opened[0]?.isEnded, 'the worker ends');
    });

    it('never takes a late answer about the frame before for the one about this', async () => {
      const reader = openQrReader();
      const stop = new AbortController();
      const first = refused(reader.read(frame(), stop.signal));
      await turns();
      stop.abort();
      await first;
      const second = reader.read(frame());
      await turns();
      const [before, now] = asked().map(({ id }) => id);
      opened[0]?.say({ id: before!, ok: true, texts: [pushText] });
      opened[0]?.say({ id: now!, ok: true, texts: [seedText] });
      assert.deepEqual(await second, [seedText]);
      reader.close();
    });

    it('leaves no listener behind, however many frames it read', async () => {
      openWith(reads());
      const reader = openQrReader();
      assert.equal(await reader.ready, true);
      const stop = new AbortController();
      for (let at = 0; at < 20; at++) await reader.read(frame(), stop.signal);
      assert.equal(getEventListeners(opened[0]!, 'message').length, 0);
      reader.close();
    });

    it('says why when the worker breaks: to the frame that waits, and at once to the next', async () => {
      const reader = openQrReader();
      const waiting = reader.read(frame()).catch((error: unknown) => error);
      await turns();
      opened[0]?.fail('the script was refused');
      const error = await waiting;
      assert.ok(error instanceof ProblemError, String(error));
      assert.equal(error.problem.code, 'qr-reader-unavailable');
      assert.equal(error.cause, 'the script was refused');
      assert.equal(await refused(reader.read(frame())), 'qr-reader-unavailable');
      assert.equal(await reader.ready, false);
      reader.close();
    });
  });

  describe('getting ready before the first picture', () => {
    it('opens one worker, which reads the next picture and no other', async () => {
      openWith(reads(seedText));
      assert.deepEqual([await prefetchQrReader(), await prefetchQrReader()], [true, true]);
      assert.equal(opened.length, 1);
      assert.equal(opened[0]?.isEnded, false);
      await readQrCodes(frame());
      assert.deepEqual([opened.length, asked(0).length], [1, 1]);
      await readQrCodes(frame());
      assert.deepEqual([opened.length, asked(0).length, asked(1).length], [2, 1, 1]);
    });

    it('says no where the decoder cannot be loaded, and tries with a new worker the next time', async () => {
      openWith(unreadable);
      assert.equal(await prefetchQrReader(), false);
      assert.ok(opened[0]?.isEnded, 'the worker ends');
      openWith(reads());
      assert.equal(await prefetchQrReader(), true);
      await readQrCodes(frame());
      assert.equal(asked(0).length, 1);
    });

    it('leaves alone what was got ready since, when an older worker fails late', async () => {
      const first = prefetchQrReader();
      const reading = refused(readQrCodes(frame()));
      const second = prefetchQrReader();
      assert.equal(opened.length, 2);
      opened[0]?.fail('late');
      assert.equal(await first, false);
      assert.equal(await reading, 'qr-reader-unavailable');
      opened[1]?.say({ id: 0, ok: true, texts: [] });
      assert.equal(await second, true);
      assert.equal(opened[1]?.isEnded, false);
      reads(seedText)(opened[1]!);
      assert.deepEqual(await readQrCodes(frame()), [seedText]);
      assert.equal(opened.length, 2);
    });
  });
});
