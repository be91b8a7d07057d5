import assert from 'node:assert/strict';
import { runBurner } from '../../support/desk/burner-cli.ts';

const key = 'NOTAREALSECRETAA';
const link = `otpauth://totp/Contoso:ana@contoso.example?secret=${key}`;

describe('inspect says what the field brings in', () => {
  const cases: readonly (readonly [what: string, kind: string, stdin: string, more?: object])[] = [
    ['a key of hexadecimal letters, bits left over', 'ambiguous', '2345abcdef672345abcdef6723'],
    [
      'another time step behind an HTML escape',
      'unsupported-parameters',
      `${link}&amp;period=45`,
      { parameter: '45 seconds' },
    ],
    ['an issuer behind an HTML escape', 'seed', `${link}&amp;issuer=Contoso`, { issuer: 'Contoso' }],
    ['a link in quotes', 'seed', `"${link}"`, { account: 'ana@contoso.example' }],
    ['a link percent-encoded as a whole', 'seed', encodeURIComponent(link), { bytesLength: 10 }],
    [
      'a key with its label and its account',
      'seed',
      `Kontoname: Contoso:ana@contoso.example\nGeheimer Schlüssel: ${key.toLowerCase()}`,
      { tenant: 'Contoso', account: 'ana@contoso.example' },
    ],
    [
      'the code for Microsoft’s own app',
      'microsoft-push',
      'https://login.microsoftonline.com/authenticatorApp/activateAccount?source=qrCode&accountType=aad&code=1',
    ],
    ['a code that leaves bits over', 'seed', `${link}ABCD&issuer=Sys`, { bytesLength: 12 }],
    ['the same key typed', 'truncated', 'NOTAREALSECRETAAABCD'],
    ['a key of an impossible length', 'truncated', `${key}ABC`],
    ['a code of an impossible length', 'truncated', `${link}ABC&issuer=Sys`],
    ['hexadecimal of digits only', 'seed', '3030'.repeat(10), { bytesLength: 20 }],
    [
      'two-step enrolment',
      'unsupported-parameters',
      `${link}&2step_salt=8&2step_output=20`,
      { parameter: 'two-step enrolment' },
    ],
  ];
  for (const [what, kind, stdin, more = {}] of cases)
    it(`${kind}: ${what}`, async () => {
      const { exitCode, json, stdout } = await runBurner(['inspect', '--json'], { stdin });
      assert.equal(exitCode, 0);
      assert.deepEqual(
        { kind: json.kind, ...Object.fromEntries(Object.keys(more).map((name) => [name, json[name]])) },
        { kind, ...more },
      );
      assert.ok(!stdout.toUpperCase().includes(key), 'the key itself is never printed');
    });

  it('asks how a key is meant, and takes the answer', async () => {
    const stdin = '2345abcdef672345abcdef6723';
    const asked = await runBurner(['inspect', '--json'], { stdin });
    assert.match(String(asked.json.action), /--read-as base32.*--read-as hex/);
    const asBase32 = await runBurner(['inspect', '--read-as', 'base32', '--json'], { stdin });
    const asHex = await runBurner(['inspect', '--read-as', 'hex', '--json'], { stdin });
    assert.deepEqual([asBase32.json.bytesLength, asHex.json.bytesLength], [16, 13]);
    const refused = await runBurner(['check', '--code', '123456', '--json'], { stdin });
    assert.equal(refused.exitCode, 1);
    const { code, action } = refused.json.problem as { code: string; action: string };
    assert.equal(code, 'input-ambiguous');
    assert.match(action, /--read-as/);
  });
});
