import assert from 'node:assert/strict';
import { judgeDevice, loadedAs } from '@token-desk/bot/domain/tokens/device';
import { factorySeeded, inBooksAs } from '@token-desk/bot/domain/tokens/factory';
import { requestTokenOf } from '@token-desk/bot/domain/tokens/load';
import { isBlank, type Token, unknownToken } from '@token-desk/bot/domain/tokens/token';
import { blanked, decideToken } from '@token-desk/bot/domain/tokens/token-commands';
import { loadedTokenOf, minuteMs, monday, serial, sven, tina } from '../../support/bot/requests.ts';

const device = { id: 'device-1', serial, assignedTo: null };
const asked = { box: 'Box 7', model: 'C-200', now: monday };
const fresh = unknownToken(serial, monday);

function seededOf(token: Token = fresh): Token {
  const seeded = factorySeeded(token, asked);
  assert.ok(seeded.ok, seeded.ok ? '' : seeded.problem.code);
  return seeded.token;
}
const loaded = loadedAs(seededOf(), 'device-1', monday);
const asideOf = (token: Token): Token => {
  const decided = decideToken({ token, serial }, { kind: 'set-aside', note: '' }, given, monday);
  assert.ok(decided.ok);
  return decided.token;
};
const given = { by: tina, methodStillThere: null };

describe('a token with its maker’s secret', () => {
  it('is loaded without a burn and without a check, once Microsoft shows its device', () => {
    assert.deepEqual(judgeDevice(seededOf(), [device], 'device-1'), {
      ok: true,
      found: 'loaded',
      deviceId: 'device-1',
    });
    assert.deepEqual(
      [loaded.state, loaded.route, loaded.box, loaded.burns, loaded.burnedAt, loaded.burnerId],
      ['loaded', 'B', 'Box 7', 0, null, null],
    );
    assert.deepEqual(judgeDevice(seededOf(), [], 'device-1'), { ok: true, found: 'none' });
    assert.deepEqual(judgeDevice(seededOf(), [{ ...device, assignedTo: sven.id }], 'device-1'), {
      ok: true,
      found: 'other',
    });
    assert.deepEqual(judgeDevice(seededOf(), null, 'device-1'), {
      ok: true,
      found: 'said',
      deviceId: 'device-1',
    });
    assert.equal(judgeDevice(fresh, [device], 'device-1').ok, false, 'in stock, and not of a list');
  });

  it('keeps the model that its serial says; the list’s word is for kinds that nobody here knows', () => {
    assert.equal(seededOf().model, 'OTPC-P2-i');
    assert.equal(seededOf(unknownToken('FT1234567', monday)).model, 'C-200');
  });

  it('carries a secret until it is written over', () => {
    assert.equal(isBlank(loaded), false);
    const aside = asideOf(loaded);
    assert.deepEqual([aside.state, isBlank(aside)], ['quarantine', false]);
    assert.deepEqual(judgeDevice(aside, [device], null), { ok: true, found: 'loaded', deviceId: 'device-1' });
    const stocked = decideToken({ token: aside, serial }, { kind: 'to-stock' }, given, monday);
    assert.equal(stocked.ok || stocked.problem.code, 'token-not-blanked');
    const empty = blanked(aside, { at: monday + minuteMs, by: tina, driftSeconds: null });
    assert.deepEqual([isBlank(empty), empty.load, empty.leftDevices], [true, null, ['device-1']]);
  });

  it('gives a request no burn of a desk to show', () => {
    const { burnedAt, burnerId, loaded: isLoaded, route } = requestTokenOf(loaded);
    assert.deepEqual([burnedAt, burnerId, isLoaded, route], [null, null, true, 'B']);
    assert.throws(() => requestTokenOf({ ...fresh, state: 'loaded' }), TypeError);
  });

  const books: [string, Token, ReturnType<typeof inBooksAs>, string?][] = [
    ['new, or in stock and never written', fresh, 'blank'],
    ['loaded with it already', loaded, 'loaded'],
    ['loaded by a desk', loadedTokenOf(), 'written', 'token-secret-written-over'],
    ['written here once', { ...fresh, burns: 1, burnedAt: monday }, 'written', 'token-secret-written-over'],
    ['emptied here', { ...fresh, blankedAt: monday }, 'written', 'token-secret-written-over'],
    [
      'perhaps written',
      { ...fresh, unsaid: [{ jobId: 'job-1', since: monday }] },
      'written',
      'token-secret-written-over',
    ],
    ['in a job', { ...fresh, state: 'burning' }, 'in-use', 'token-wrong-state'],
    ['somebody’s', { ...loaded, state: 'active', holder: sven }, 'in-use', 'token-wrong-state'],
    ['set aside', asideOf(loaded), 'in-use', 'token-wrong-state'],
    ['lost', { ...loaded, state: 'lost' }, 'in-use', 'token-wrong-state'],
    ['retired', { ...loaded, state: 'retired' }, 'in-use', 'token-wrong-state'],
  ];
  for (const [what, token, said, refused] of books) {
    it(`${what}: ${said}`, () => {
      assert.equal(inBooksAs(token), said);
      const seeded = factorySeeded(token, asked);
      assert.equal(seeded.ok ? undefined : seeded.problem.code, refused);
      if (said === 'loaded') assert.equal(seeded.ok && seeded.token, token, 'stays as it is');
    });
  }
});
