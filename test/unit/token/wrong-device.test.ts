import assert from 'node:assert/strict';
import type { FaultPlan } from '@token-desk/burner-service/reader/virtual/virtual-card';
import { VirtualReaders, virtualReaderName } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import { tryIdentify } from '@token-desk/burner-service/token/identify';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import { makeToken } from '../../support/reader/virtual-tokens.ts';

const hex = (apdu: Uint8Array) => Buffer.from(apdu).toString('hex').toUpperCase();
const select = (aid: string) =>
  `00A40400${(aid.length / 2).toString(16).padStart(2, '0')}${aid}00`.toUpperCase();

/** A card that is no token: its few right answers, and one for everything else. */
const card =
  (answers: Readonly<Record<string, string>>, otherwise: string, seen: string[] = []): FaultPlan =>
  ({ apdu }) => {
    seen.push(hex(apdu));
    const answer = Buffer.from(answers[hex(apdu)] ?? otherwise, 'hex');
    return { kind: 'answer', answer, when: 'before' };
  };

const fido = { [select('A0000006472F0001')]: '5532465F56329000' };
const oath = { [select('A0000005272101')]: '7903050400710800112233445566779000' };
const uid = { FFCA000000: '04A1B2C3D4E5F69000' };
const ats = { FFCA010000: '80739000' };

describe('a card that is not a token', () => {
  const cases: [string, Readonly<Record<string, string>>, string, string][] = [
    ['a FIDO security key', { ...fido, ...uid, ...ats }, '6D00', 'security-key FIDO'],
    ['a security key with one-time codes', { ...oath, ...uid, ...ats }, '6E00', 'security-key OATH'],
    ['a FIDO key with one-time codes', { ...fido, ...oath }, '6D00', 'security-key FIDO'],
    ['another smart card', { ...uid, ...ats }, '6D00', 'not-a-token'],
    ['another smart card in a reader that knows no UIDs', {}, '6E00', 'not-a-token'],
    ['a smart card that wants something first', { ...uid, ...ats }, '6985', 'not-a-token'],
    ['a plain NFC tag', uid, '6A81', 'plain-nfc-tag'],
    ['a plain NFC tag in a reader that says 6300', uid, '6300', 'plain-nfc-tag'],
  ];
  for (const [what, answers, otherwise, expected] of cases) {
    it(`is named: ${what}`, async () => {
      const readers = new VirtualReaders();
      const seen: string[] = [];
      readers.tap(makeToken(), { faults: card(answers, otherwise, seen) });
      const channel = readers.openChannel(virtualReaderName);
      const found = await tryIdentify({ channel, signal: AbortSignal.timeout(5000) });
      assert.ok(!found.ok);
      const { code, detail } = found.problem;
      assert.equal([code, ...Object.values(detail ?? {})].join(' '), expected);
      assert.ok(
        seen.every((apdu) => /^(8041|00A4|FFCA)/.test(apdu)),
        'it was only read',
      );
    });
  }

  it('has words of its own for each kind', () => {
    const titles = (['security-key', 'not-a-token', 'plain-nfc-tag'] as const).map(
      (code) => describeProblem({ code, detail: { application: 'FIDO' } }).title,
    );
    assert.equal(new Set(titles).size, 3);
  });
});
