import assert from 'node:assert/strict';
import { createChallenges } from '@token-desk/bot/burners/challenges';
import { challengeLifetimeMs, challengeReply } from '@token-desk/contract/desk/pairing';
import { HandClock } from '../../support/run/hand-clock.ts';

describe('challenges', () => {
  const clock = new HandClock(1_800_000_000_000);
  const fresh = () => createChallenges(clock);

  it('are good once, and not after 30 s', () => {
    const challenges = fresh();
    const nonce = challenges.issue();
    assert.ok(challengeReply.safeParse({ nonce }).success);
    assert.equal(challenges.isGood(nonce), true);
    assert.equal(challenges.use(nonce), true);
    assert.equal(challenges.use(nonce), false);
    assert.equal(challenges.isGood(nonce), false);
    const late = challenges.issue();
    clock.turn(challengeLifetimeMs);
    assert.equal(challenges.isGood(late), false);
  });

  it('are good only where they were made, and only as they were made', () => {
    const challenges = fresh();
    const nonce = challenges.issue();
    assert.equal(fresh().isGood(nonce), false);
    for (let at = 0; at < nonce.length; at += 1) {
      const other = nonce[at] === 'A' ? 'B' : 'A';
      assert.equal(challenges.isGood(`${nonce.slice(0, at)}${other}${nonce.slice(at + 1)}`), false, `${at}`);
    }
    for (const odd of ['', 'AAAA', `${nonce}=`, ` ${nonce}`, nonce.slice(1)])
      assert.equal(challenges.isGood(odd), false);
  });

  it('asked for by a stranger without end leave those of a desk as they are', () => {
    const challenges = fresh();
    const nonce = challenges.issue();
    for (let n = 0; n < 20_000; n += 1) challenges.issue();
    assert.equal(challenges.isGood(nonce), true);
    assert.equal(challenges.use(nonce), true);
  });
});
