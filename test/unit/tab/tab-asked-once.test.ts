import assert from 'node:assert/strict';
import { ProblemError } from '@token-desk/contract/problem';
import { askedOnce } from '@token-desk/tab/asked-once';
import { languageOf } from '@token-desk/tab/words/language';
import { wordsFor } from '@token-desk/tab/words/languages';
import { HandClock } from '../../support/run/hand-clock.ts';

const isNoAnswer = (error: unknown) => error instanceof ProblemError && error.problem.code === 'no-answer';

describe('a part of the page that comes later', () => {
  const clock = new HandClock(0);

  /** Fails as often as it is told to, then answers how often it was asked. */
  function failing(times: number) {
    let asked = 0;
    const ask = async () => {
      asked += 1;
      if (asked <= times) throw new TypeError('it did not come');
      return asked;
    };
    return askedOnce(ask, clock.now);
  }

  it('is asked for once, and the same promise is given to everybody', async () => {
    const part = failing(0);
    const first = part();
    assert.equal(part(), first);
    assert.equal(await first, 1);
    clock.turn(60_000);
    assert.equal(part(), first);
  });

  it('that did not come is told to all who waited, and asked for again by who needs it later', async () => {
    const part = failing(2);
    const first = part();
    await assert.rejects(first, isNoAnswer);
    clock.turn(999);
    assert.equal(part(), first, 'for as long as it is being told');
    clock.turn(1);
    const second = part();
    assert.notEqual(second, first);
    assert.equal(part(), second, 'while it is under way, however long');
    await assert.rejects(second, isNoAnswer);
    clock.turn(1_000);
    assert.equal(await part(), 3);
  });

  it('keeps the reason behind the problem', async () => {
    const error = await failing(1)().catch((thrown: unknown) => thrown);
    assert.ok(error instanceof ProblemError && error.cause instanceof TypeError);
  });

  it('is what the words of a language are', async () => {
    const folder = await wordsFor('de');
    let asked = 0;
    const later = async () => {
      asked += 1;
      if (asked === 1) throw new TypeError('it did not come');
      return folder.later();
    };
    const german = languageOf({ ...folder, later }, clock.now);
    await assert.rejects(german.all(), isNoAnswer);
    await assert.rejects(german.all(), isNoAnswer);
    assert.equal(asked, 1);
    clock.turn(1_000);
    const { strings } = await german.all();
    assert.deepEqual([strings.locale, strings.finish !== undefined, asked], [folder.first.locale, true, 2]);
    assert.equal(german.all(), german.all());
  });
});
