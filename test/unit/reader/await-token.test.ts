import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { awaitToken, useToken } from '@token-desk/burner-service/reader/await-token';
import { VirtualReaders } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import type { ProblemError } from '@token-desk/contract/problem';

const token = () =>
  new VirtualToken({
    serial: '86596220000001',
    isRestricted: true,
    nowMs: Date.now,
    random: randomBytes,
  });
const never = new AbortController().signal;
const over = AbortSignal.abort();

describe('waiting for a token', () => {
  for (const reader of [null, 'Reader A'])
    it(`goes on while there is no reader yet, ${reader === null ? 'any will do' : 'for the named one'}`, async () => {
      const readers = new VirtualReaders([]);
      let waits = 0;
      const placed = awaitToken(readers, { reader, signal: never, onWait: () => waits++ });
      readers.plugIn('Reader B');
      readers.plugIn('Reader A');
      readers.tap(token(), {}, 'Reader A');
      assert.equal((await placed).reader, 'Reader A');
      assert.equal(waits, 1);
    });

  it('takes no other reader’s token for the named one’s', async () => {
    const readers = new VirtualReaders(['Reader A', 'Reader B']);
    const placed = awaitToken(readers, { reader: 'Reader A', signal: never });
    readers.tap(token(), {}, 'Reader B');
    readers.tap(token(), {}, 'Reader A');
    assert.equal((await placed).reader, 'Reader A');
  });

  const ends: [string, string[], string | null, string][] = [
    ['no reader came', [], null, 'no-reader'],
    ['the named reader did not come', [], 'Reader A', 'no-reader'],
    ['no token came', ['Reader A'], 'Reader A', 'no-token'],
  ];
  for (const [what, names, reader, code] of ends)
    it(`ends with what was missing: ${what}`, () =>
      assert.rejects(
        awaitToken(new VirtualReaders(names), { reader, signal: over }),
        (error: ProblemError) => error.problem.code === code,
      ));

  it('tells a mistyped name at once, with those that are there', () =>
    assert.rejects(
      async () => awaitToken(new VirtualReaders(['Reader A']), { reader: 'Reader', signal: never }),
      { problem: { code: 'reader-not-found', detail: { reader: 'Reader', readers: 'Reader A' } } },
    ));

  it('says that the named reader went, when another stayed', async () => {
    const readers = new VirtualReaders(['Reader A', 'Reader B']);
    const ending = new AbortController();
    const placed = awaitToken(readers, { reader: 'Reader A', signal: ending.signal });
    readers.unplug('Reader A');
    ending.abort();
    await assert.rejects(placed, {
      problem: { code: 'reader-not-found', detail: { reader: 'Reader A', readers: 'Reader B' } },
    });
  });
});

describe('a card that lay there before and is no token', () => {
  /** What lies on the reader is named by it; `SAM` is no token. */
  const work = (over: string[] = [], foreign: readonly string[] = ['SAM']) => ({
    use: async ({ reader }: { readonly reader: string }) => reader,
    isLostEarly: () => false,
    isForeign: (reader: string) => foreign.includes(reader),
    onPassOver: (reader: string) => void over.push(reader),
  });
  const station = (names: string[], lying: string) => {
    const readers = new VirtualReaders(names);
    readers.tap(token(), {}, lying);
    return readers;
  };
  const any = { reader: null, signal: never };

  it('is passed over, and the token on another reader is taken', async () => {
    const readers = station(['SAM', 'PICC'], 'SAM');
    const over: string[] = [];
    const used = useToken(readers, any, work(over));
    readers.tap(token(), {}, 'PICC');
    assert.equal(await used, 'PICC');
    assert.deepEqual(over, ['SAM']);
  });

  it('is told as it is when no token comes', async () => {
    const readers = station(['SAM', 'PICC'], 'SAM');
    const ending = new AbortController();
    const used = useToken(readers, { reader: null, signal: ending.signal }, work());
    setImmediate(() => ending.abort());
    assert.equal(await used, 'SAM');
  });

  it('is told at once where it is the only reader, or the one that is named', async () => {
    assert.equal(await useToken(station(['SAM'], 'SAM'), any, work()), 'SAM');
    const named = { reader: 'SAM', signal: never };
    assert.equal(await useToken(station(['SAM', 'PICC'], 'SAM'), named, work()), 'SAM');
  });

  it('is told at once when it was laid down just now', async () => {
    const readers = new VirtualReaders(['SAM', 'PICC']);
    const used = useToken(readers, any, work());
    readers.tap(token(), {}, 'SAM');
    assert.equal(await used, 'SAM');
  });

  it('counts again once it was taken away and laid down', async () => {
    const readers = station(['SAM', 'PICC'], 'SAM');
    const over: string[] = [];
    const used = useToken(readers, any, {
      ...work(over),
      onPassOver: (reader) => {
        over.push(reader);
        readers.lift('SAM');
        readers.tap(token(), {}, 'SAM');
      },
    });
    assert.equal(await used, 'SAM');
    assert.deepEqual(over, ['SAM']);
  });

  it('is passed over too when no program can connect to it', async () => {
    const readers = station(['SAM', 'PICC'], 'SAM');
    const openChannel = readers.openChannel.bind(readers);
    readers.openChannel = (name: string) => {
      if (name === 'SAM') throw new Error('cannot be connected to');
      return openChannel(name);
    };
    const over: string[] = [];
    const used = useToken(readers, any, work(over, []));
    readers.tap(token(), {}, 'PICC');
    assert.equal(await used, 'PICC');
    assert.deepEqual(over, ['SAM']);
  });
});
