import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { awaitToken } from '@token-desk/burner-service/reader/await-token';
import { VirtualReaders } from '@token-desk/burner-service/reader/virtual-reader';
import { VirtualToken } from '@token-desk/burner-service/reader/virtual-token';
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
