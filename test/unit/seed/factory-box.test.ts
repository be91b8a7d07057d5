import assert from 'node:assert/strict';
import { ProblemError } from '@token-desk/contract/problem';
import type { FactoryToken } from '@token-desk/tab/lists/factory-list';
import { createFactoryBox } from '@token-desk/tab/seed/factory-box';

const tokenOf = (serial: string): FactoryToken => ({
  ...{ line: 1, serial, stepSeconds: 30, algorithm: 'SHA1', model: 'C-200', manufacturer: 'Contoso' },
  seed: new Uint8Array(20).fill(7),
});
const isWiped = ({ seed }: FactoryToken) => seed.every((byte) => byte === 0);
const gone = (error: unknown) => error instanceof ProblemError && error.problem.code === 'secret-gone-list';

describe('the secrets of a maker’s list', () => {
  it('are wiped one by one as each was used, and are there once', async () => {
    const [one, two] = [tokenOf('1'), tokenOf('2')];
    const box = createFactoryBox();
    box.fill([one, two]);
    assert.equal(await box.spend('1', async ({ seed }) => seed[0]), 7);
    assert.deepEqual([isWiped(one), isWiped(two)], [true, false]);
    await assert.rejects(
      box.spend('1', async () => {}),
      gone,
    );
  });

  it('stay where a use failed', async () => {
    const one = tokenOf('1');
    const box = createFactoryBox();
    box.fill([one]);
    await assert.rejects(
      box.spend('1', () => Promise.reject(new Error('busy'))),
      /busy/,
    );
    assert.equal(await box.spend('1', async ({ seed }) => seed[0]), 7);
  });

  it('are wiped when another list comes, or the page is left', async () => {
    const [one, two] = [tokenOf('1'), tokenOf('1')];
    const box = createFactoryBox();
    box.fill([one]);
    box.fill([two]);
    assert.deepEqual([isWiped(one), isWiped(two)], [true, false]);
    box.drop();
    assert.equal(isWiped(two), true);
    await assert.rejects(
      box.spend('1', async () => {}),
      gone,
    );
  });

  it('are wiped of what is not to be created', async () => {
    const [one, two] = [tokenOf('1'), tokenOf('2')];
    const box = createFactoryBox();
    box.fill([one, two]);
    box.keepOnly(['2', '3']);
    assert.deepEqual([isWiped(one), isWiped(two)], [true, false]);
    await assert.rejects(
      box.spend('1', async () => {}),
      gone,
    );
    assert.equal(await box.spend('2', async ({ seed }) => seed[0]), 7);
  });

  for (const end of ['resolve', 'reject'] as const)
    it(`are whole as long as they are used, whatever happens meanwhile, and wiped after it (${end})`, async () => {
      const one = tokenOf('1');
      const box = createFactoryBox();
      box.fill([one]);
      let over = (_how: 'resolve' | 'reject') => {};
      const work = new Promise<void>((resolve, reject) => {
        over = (how) => (how === 'resolve' ? resolve() : reject(new Error('lost')));
      });
      const used = box.spend('1', () => work);
      box.drop();
      assert.equal(one.seed[0], 7, 'a device with zeros for a secret would be everybody’s');
      over(end);
      await used.catch(() => {});
      assert.equal(isWiped(one), true);
      await assert.rejects(
        box.spend('1', async () => {}),
        gone,
      );
    });
});
