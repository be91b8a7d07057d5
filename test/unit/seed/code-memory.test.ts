import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { createCodeMemory } from '@token-desk/tab/seed/code-memory';

const seed = (byte: number) => new Uint8Array(20).fill(byte);

describe('knowing a code again', () => {
  afterEach(() => mock.restoreAll());

  it('knows what it was told to remember, and nothing else', async () => {
    const memory = createCodeMemory();
    const mark = await memory.mark(seed(1));
    assert.equal(await memory.has(seed(1)), false, 'a mark alone is no memory');
    memory.remember(mark);
    assert.equal(await memory.has(seed(1)), true);
    assert.equal(await memory.has(seed(2)), false);
  });

  it('keeps nothing a guess could be tested with: its marks are its own', async () => {
    const [one, other] = [createCodeMemory(), createCodeMemory()];
    const mark = await one.mark(seed(1));
    assert.match(mark, /^[0-9a-f]{64}$/i);
    assert.equal(await one.mark(seed(1)), mark);
    assert.notEqual(await other.mark(seed(1)), mark);
  });

  it('has a key that cannot be taken out of the window', async () => {
    const made = mock.method(crypto.subtle, 'generateKey');
    const memory = createCodeMemory();
    await memory.mark(seed(1));
    await memory.mark(seed(2));
    assert.equal(made.mock.callCount(), 1);
    const key = (await made.mock.calls[0]?.result) as CryptoKey;
    await assert.rejects(crypto.subtle.exportKey('raw', key));
    await assert.rejects(crypto.subtle.exportKey('jwk', key));
  });

  it('leaves the secret as it was: whoever brought it wipes it', async () => {
    const brought = seed(7);
    await createCodeMemory().mark(brought);
    assert.deepEqual(brought, seed(7));
  });

  it('forgets the oldest after 500, and no other', async () => {
    const memory = createCodeMemory();
    const first = await memory.mark(seed(1));
    const second = await memory.mark(seed(2));
    memory.remember(first);
    memory.remember(second);
    for (let at = 0; at < 498; at++) memory.remember(`another-${at}`);
    assert.equal(await memory.has(seed(1)), true, 'the first of 500');
    memory.remember('one more');
    assert.deepEqual([await memory.has(seed(1)), await memory.has(seed(2))], [false, true]);
  });
});
