import assert from 'node:assert/strict';
import { fingerprintOf as atServer } from '@token-desk/bot/usecases/desks/pairing';
import { fingerprintOf as atDesk } from '@token-desk/burner-service/keys/identity';

/**
 * The public keys of RFC 8032 §7.1, tests 1 and 2. Beside each the first 80 bits of the SHA-256 of its 32 bytes in base32
 * (`printf … | xxd -r -p | sha256sum`, then RFC 4648 §6), in four groups.
 */
const known: readonly (readonly [string, string])[] = [
  ['d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'EH7D-DX5B-KSRG-CYTL'],
  ['3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'HH3R-HUFG-IQST-6BCS'],
];

describe('the fingerprint that two people compare', () => {
  for (const [key, fingerprint] of known)
    it(`of ${key} is ${fingerprint}, at desk and server`, () => {
      const publicKey = Buffer.from(key, 'hex').toString('base64url');
      assert.equal(atDesk(publicKey), fingerprint);
      assert.equal(atServer(publicKey), fingerprint);
    });
});
