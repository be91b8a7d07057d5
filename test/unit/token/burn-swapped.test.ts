import assert from 'node:assert/strict';
import { burnToken } from '@token-desk/burner-service/token/burn';
import { ins } from '@token-desk/burner-service/token/protocol/commands';
import { makeToken, restrictedSerial } from '../../support/reader/virtual-tokens.ts';

const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;
const oldSeed = new Uint8Array(20).fill(1);
const seed = new Uint8Array(20).fill(2);
const otherSerial = '8659622000002';

const remembering = { seed: oldSeed, algorithm: 1, stepSeconds: 30, displayTimeout: 1, clockOffsetMs: 0 };

describe('two tokens exchanged between two looks of the reader', () => {
  const swaps = [
    ['the clock', ins.setConfig, 'failed', [20, 20]],
    ['the secret', ins.setSeed, 'empty', [0, 20]],
  ] as const;
  for (const [name, instruction, outcome, seedBytes] of swaps)
    it(`before ${name}: the second is not written`, async () => {
      const first = makeToken({ memory: remembering });
      const second = makeToken({ serial: otherSerial, memory: remembering });
      let here = first;
      const transmit = (apdu: Uint8Array) => {
        if (apdu[1] === instruction) here = second;
        return Promise.resolve(here.transmit(apdu));
      };
      const order = { seed, config, expectedSerial: restrictedSerial };
      const result = await burnToken(order, { channel: { transmit }, signal: AbortSignal.timeout(5000) });
      assert.ok(result.outcome !== 'burned');
      assert.equal(result.outcome, outcome);
      assert.deepEqual(result.problem, {
        code: 'wrong-serial',
        detail: { serial: otherSerial, expected: restrictedSerial },
      });
      assert.deepEqual([first.settings.seedBytes, second.settings.seedBytes], seedBytes);
    });
});
