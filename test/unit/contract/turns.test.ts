import assert from 'node:assert/strict';
import { Turns } from '@token-desk/contract/turns';

/** Work that says when it begins, and ends when it is told to. */
function workbench() {
  const begun: string[] = [];
  const ends = new Map<string, (failure?: Error) => void>();
  const work = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      begun.push(name);
      ends.set(name, (failure) => (failure === undefined ? resolve(name) : reject(failure)));
    });
  return { begun, work, end: (name: string, failure?: Error) => ends.get(name)?.(failure) };
}

/** Everything that follows at once from what is settled already. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('begin one after the other, in the order asked for, and hand back what each made', async () => {
    const turns = new Turns();
    const { begun, work, end } = workbench();
    const made = ['first', 'second', 'third'].map((name) => turns.take('desk', work(name)));
    for (const name of ['first', 'second', 'third']) {
      await settled();
      assert.equal(begun.at(-1), name);
      end(name);
    }
    assert.deepEqual(await Promise.all(made), ['first', 'second', 'third']);
    assert.equal(begun.length, 3);
  });

  it('go on after work that failed, which only whoever asked for it is told', async () => {
    const turns = new Turns();
    const { work, end } = workbench();
    const failing = turns.take('desk', () => Promise.reject(new Error('no')));
    const next = turns.take('desk', work('next'));
    await assert.rejects(failing, /no/);
    await settled();
    end('next');
    assert.equal(await next, 'next');
  });

  it('of different keys do not wait for each other', async () => {
    const turns = new Turns();
    const { begun, work } = workbench();
    void turns.take('one', work('at one'));
    void turns.take('two', work('at two'));
    await settled();
    assert.deepEqual(begun, ['at one', 'at two']);
  });

  it('have ended when all that was asked for has, well or badly, and not before', async () => {
    const turns = new Turns();
    const { work, end } = workbench();
    let isOver = false;
    turns.take('one', work('one')).catch(() => {});
    void turns.take('two', work('two'));
    const over = turns.ended().then(() => {
      isOver = true;
    });
    await settled();
    end('one', new Error('no'));
    await settled();
    assert.equal(isOver, false);
    end('two');
    await over;
  });
});
