import assert from 'node:assert/strict';
import type { Captured } from '@token-desk/tab/seed/capture';
import {
  asBitmap,
  browserPictures,
  lendGlobals,
  StandInBitmap,
} from '../../support/browser/browser-pictures.ts';
import { linkText, otherSeedText, pushText, seedText } from '../../support/browser/qr-images/texts.ts';
import { answering, type StandInWorker, workersOpened } from '../../support/browser/worker-stand-in.ts';

await import('@token-desk/tab/seed/qr'); // else the first test that reads a picture loads it
// awaited, so that mocha imports this file: of one that it requires, `import()` in the tab would see other modules
const { capturedFromClipboard, capturedFromDrop, readCaptured } = await import(
  '@token-desk/tab/seed/capture'
);

const carrying = (parts: Readonly<Record<string, string>>, files: readonly File[] = []): DataTransfer =>
  ({ files, getData: (type: string) => parts[type] ?? '' }) as unknown as DataTransfer;
const file = new File(['a picture'], 'qr.png', { type: 'image/png' });

describe('what a paste or a drop brings in', () => {
  it('is the picture, although its address came beside it', () => {
    const copied = carrying({ 'text/plain': 'https://contoso.example/qr.png' }, [file]);
    assert.deepEqual(capturedFromClipboard(copied), { kind: 'image', image: file, capture: 'paste-image' });
    assert.deepEqual(capturedFromDrop(copied), { kind: 'image', image: file, capture: 'drop-image' });
  });

  it('is the text where there is no picture, as it came', () => {
    const text = ` ${seedText}\n`;
    for (const read of [capturedFromClipboard, capturedFromDrop])
      assert.deepEqual(read(carrying({ 'text/plain': text })), { kind: 'text', text, capture: 'paste-text' });
  });

  it('is nothing where there is nothing but blanks', () => {
    for (const read of [capturedFromClipboard, capturedFromDrop]) {
      assert.equal(read(null), null);
      assert.equal(read(carrying({})), null);
      assert.equal(read(carrying({ 'text/plain': ' \r\n\t' })), null);
    }
  });

  const address = 'data:image/png;base64,';
  const most = 8 * 1024 * 1024;
  const addressOf = (chars: number) => {
    const padding = (chars - address.length) % 4;
    return `${address.replace('png', 'png'.padEnd(3 + padding, 'x'))}${'A'.repeat(chars - address.length - padding)}`;
  };
  for (const [what, text, kind] of [
    ['a picture, with the line end that lists of addresses have', `${address}iVBORw==\r\n`, 'image'],
    ['a picture of 400 kB', addressOf(most / 20), 'image'],
    ['text: too long for a picture here', addressOf(most + 4), 'text'],
    ['text: a picture’s address stands in a sentence', `see ${address}iVBORw==`, 'text'],
    ['text: more follows than a line end', `${address}iVBORw==;and=more`, 'text'],
  ] as const)
    it(`is ${what}`, () => {
      assert.equal(capturedFromDrop(carrying({ 'text/uri-list': text, 'text/plain': text }))?.kind, kind);
    });
});

describe('what is read in what was brought in', () => {
  let browser: Disposable;
  let opened: readonly StandInWorker[];
  /** From now on the worker sees these codes in a picture, or says why it sees none. */
  function show(
    outcome:
      | { readonly ok: true; readonly texts: readonly string[] }
      | { ok: false; code: 'not-a-picture' | 'qr-reader-unavailable' },
  ) {
    browser?.[Symbol.dispose]();
    const workers = workersOpened(
      answering(({ image }) => (image === undefined ? { ok: true, texts: [] } : outcome)),
    );
    browser = lendGlobals({ ...browserPictures, Worker: workers.Worker });
    opened = workers.opened;
  }
  afterEach(() => browser?.[Symbol.dispose]());

  const ana = { subjectUpn: 'ana@contoso.example' };
  const read = (captured: Captured, more: { serialOnReader?: string; signal?: AbortSignal } = {}) =>
    readCaptured(captured, { ...ana, signal: new AbortController().signal, ...more });
  const image = {
    kind: 'image',
    image: asBitmap(new StandInBitmap({ width: 9, height: 9 })) as unknown as Blob,
    capture: 'paste-image',
  } as const;
  const readPicture = (...texts: readonly string[]) => {
    show({ ok: true, texts });
    return read(image);
  };
  const readTyped = (text: string, serialOnReader?: string) =>
    read(
      { kind: 'text', text, capture: 'typed-key' },
      serialOnReader === undefined ? {} : { serialOnReader },
    );

  it('is the code in a picture, with how it came and what else was there', async () => {
    const reading = await readPicture(pushText, seedText, linkText);
    assert.ok(reading.kind === 'found', reading.kind);
    assert.equal(reading.found.account, 'ana@contoso.example');
    assert.equal(reading.capture, 'paste-image');
    assert.deepEqual(reading.alsoSeen, [{ kind: 'microsoft-push' }, { kind: 'web-link' }]);
    assert.ok(opened[0]?.isEnded, 'the worker that saw it has ended');
  });

  it('is this person’s of two people’s codes in a picture', async () => {
    const reading = await readPicture(otherSeedText, seedText, pushText);
    assert.ok(reading.kind === 'found', reading.kind);
    assert.equal(reading.found.account, 'ana@contoso.example');
    assert.deepEqual(reading.alsoSeen, [
      { kind: 'account', account: 'ben@contoso.example' },
      { kind: 'microsoft-push' },
    ]);
  });

  for (const [what, texts, code] of [
    ['no code', [], 'no-qr-found'],
    ['a wrong code', [pushText], 'input-microsoft-push'],
    ['a wireless network', ['WIFI:S:guests;T:WPA;P:nothing secret;;'], 'qr-other'],
    [
      'two codes of one person',
      [seedText, seedText.replace('notarealsecretaa', 'anotherfakekeyaa')],
      'several-codes',
    ],
  ] as const)
    it(`is ${code} for ${what} in a picture`, async () => {
      assert.deepEqual(await readPicture(...texts), { kind: 'wrong', problem: { code } });
    });

  for (const code of ['not-a-picture', 'qr-reader-unavailable'] as const)
    it(`is ${code} where the worker says so`, async () => {
      show({ ok: false, code });
      assert.deepEqual(await read(image), { kind: 'wrong', problem: { code } });
    });

  it('is nothing when it was given up: that is nobody’s wrong code', async () => {
    show({ ok: true, texts: [seedText] });
    await assert.rejects(read(image, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });

  it('is the key that was typed', async () => {
    const reading = await readTyped('JNLL 6MRQ KND5 7PMN');
    assert.ok(reading.kind === 'found', reading.kind);
    assert.deepEqual([reading.found.form, reading.capture, reading.alsoSeen], ['base32', 'typed-key', []]);
  });

  it('is what is wrong with a typed key, to the letter', async () => {
    const problem = { code: 'input-bad-character', detail: { character: '0', position: 5 } };
    assert.deepEqual(await readTyped('JNLL0MRQKND57PMN'), { kind: 'wrong', problem });
    assert.deepEqual(await readTyped(''), { kind: 'wrong', problem: { code: 'input-empty' } });
    assert.deepEqual(await readTyped('JNLL6MRQKND57PMNAB'), {
      kind: 'wrong',
      problem: { code: 'input-truncated' },
    });
  });

  it('is the serial of the token on the reader, typed or scanned', async () => {
    const wrong = { kind: 'wrong', problem: { code: 'input-token-serial' } };
    const serial = 'JNLL6MRQKND57PMN';
    assert.deepEqual(await readTyped(serial, serial), wrong);
    show({ ok: true, texts: [serial] });
    assert.deepEqual(await read(image, { serialOnReader: serial }), wrong);
  });
});
