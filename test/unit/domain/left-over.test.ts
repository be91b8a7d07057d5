import assert from 'node:assert/strict';
import { leftOver } from '@token-desk/bot/domain/tokens/left-over';

const token = (serial: string, deviceId: string | null, leftDevices: readonly string[] = []) =>
  [serial, { serial, deviceId, leftDevices, box: 'Box 7' }] as const;
const device = (id: string, serial: string, assignedTo: string | null = null) => ({ id, serial, assignedTo });

describe('a device at Microsoft', () => {
  const tokens = new Map([token('1', 'd-1', ['d-0']), token('2', null)]);
  const cases = [
    ['of the secret that its token carries', device('d-1', '1'), null],
    ['of a secret that its token carries no more', device('d-0', '1'), 'left'],
    ['of such a secret, which somebody was given', device('d-0', '1', 'sven'), 'left'],
    ['of a token that is not loaded with it', device('d-2', '2'), 'unread'],
    ['beside its token’s own', device('d-3', '1'), 'unread'],
    ['of no token in the books', device('d-4', '4'), 'unknown'],
    ['that somebody was given by other ways', device('d-5', '5', 'sven'), null],
  ] as const;
  for (const [what, one, why] of cases)
    it(`${what}: ${why ?? 'not left over'}`, () => {
      assert.deepEqual(
        leftOver([one], tokens).map((left) => left.why),
        why === null ? [] : [why],
      );
    });

  it('that cannot be read is told by the books', () => {
    const left = { serial: '1', deviceId: 'd-0', why: 'left', box: 'Box 7' };
    assert.deepEqual(leftOver(null, tokens), [left]);
  });
});
