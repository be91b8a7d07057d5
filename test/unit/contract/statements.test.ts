import assert from 'node:assert/strict';
import { type BoundOffer, jobKeyStatement } from '@token-desk/contract/desk/job';
import {
  formatFingerprint,
  formatPairingCode,
  linkStatement,
  pairingStatement,
  parsePairingCode,
} from '@token-desk/contract/desk/pairing';

const offer: BoundOffer = {
  jobId: 'j',
  burnerId: 'b',
  requestId: 'r',
  subject: { id: 's', name: 'Ana', upn: 'ana@contoso.example' },
  serial: '1',
  expiresAt: 5,
};

describe('what is signed, word for word', () => {
  const statements: readonly (readonly [what: string, said: () => string, wanted: string])[] = [
    ['pairing', () => pairingStatement({ code: 'c', identityKey: 'i', linkKey: 'l' }), 'token-desk pair v1\n["c","i","l"]'],
    ['a link', () => linkStatement({ nonce: 'n', host: 'h', path: '/p' }), 'token-desk link v1\n["n","h","/p"]'],
    ['a job’s key', () => jobKeyStatement(offer, 'k'), 'token-desk job-key v1\n["j","b","r","s","1",5,"k"]'],
    ['a job’s key, for nobody', () => jobKeyStatement({ ...offer, subject: null }, 'k'), 'token-desk job-key v1\n["j","b","r",null,"1",5,"k"]'],
    ['a job’s key, with the tab’s', () => jobKeyStatement({ ...offer, tabKey: 't' }, 'k'), 'token-desk job-key v1\n["j","b","r","s","1",5,"k","t"]'],
  ]; // biome-ignore format: a table
  for (const [what, said, wanted] of statements) it(`for ${what}`, () => assert.equal(said(), wanted));
});

describe('what is read aloud and typed', () => {
  const bytes = new Uint8Array([0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf]);
  it('a pairing code is three groups of four, of which the first is its name', () => {
    assert.equal(formatPairingCode(bytes.subarray(0, 8)), 'ABCD-EFGH-IJKL');
    assert.deepEqual(parsePairingCode('ABCD-EFGH-IJKL'), { code: 'ABCD-EFGH-IJKL', name: 'ABCD' });
  });
  it('a comparison is four groups of four', () =>
    assert.equal(formatFingerprint(new Uint8Array([...bytes, 9, 9])), 'ABCD-EFGH-IJKL-MNOP'));
  for (const typed of ['abcd-efgh-ijkl', 'ABCDEFGHIJKL', ' ab cd efgh--ijkl\n'])
    it(`“${typed.trim()}” is that code`, () => assert.equal(parsePairingCode(typed)?.code, 'ABCD-EFGH-IJKL'));
  for (const typed of ['', 'ABCD-EFGH', 'ABCD-EFGH-IJKLM', 'ABCD-EFGH-IJK1', 'ABCD.EFGH.IJKL'])
    it(`“${typed}” is none`, () => assert.equal(parsePairingCode(typed), null));
});
