import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { encodeHex } from '@token-desk/contract/text/bytes';
import type { FileFault, LineFault, ReadList } from '@token-desk/tab/lists/factory-list';
import { readPskc } from '@token-desk/tab/lists/pskc';
import { packageLines } from '@token-desk/tab/lists/read-factory';
import { type PskcToken, pskcFile, pskcNames, type Sealing, sealingBy } from '../../support/tab/pskc-file.ts';
import { xmlTree } from '../../support/tab/xml-tree.ts';

const read = (text: string, typed: string | null = null): Promise<ReadList> =>
  readPskc(xmlTree(text), { lines: packageLines(text), typed });
function listIn(answer: ReadList) {
  assert.equal(answer.kind, 'list', JSON.stringify(answer));
  return answer as Extract<ReadList, { kind: 'list' }>;
}
const secret = Uint8Array.from({ length: 20 }, (_, at) => at + 100);
const one = (change: Partial<PskcToken> = {}): PskcToken => ({ serial: '86596000004711', secret, ...change });

/** RFC 6030 §4.3 (figure 2), with its `hotp` for what Microsoft takes. */
const figure2 = (algorithm: string) => `<?xml version="1.0" encoding="UTF-8"?>
<KeyContainer Version="1.0" Id="exampleID1" xmlns="urn:ietf:params:xml:ns:keyprov:pskc">
  <KeyPackage>
    <Key Id="12345678" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:${algorithm}">
      <Issuer>Issuer-A</Issuer>
      <Data><Secret><PlainValue>MTIzNA==</PlainValue></Secret></Data>
    </Key>
  </KeyPackage>
</KeyContainer>`;

/** Of §6.1 and §6.2 (figures 6 and 7): what is encrypted, and its MAC, to the letter; for TOTP. */
const rfc = (
  head: string,
  macKey: string,
  value: string,
  mac: string,
) => `<?xml version="1.0" encoding="UTF-8"?>
<pskc:KeyContainer Version="1.0" ${pskcNames.replace('xmlns=', 'xmlns:pskc=')}>
  <pskc:EncryptionKey>${head}</pskc:EncryptionKey>
  <pskc:MACMethod Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1"><pskc:MACKey>
    <xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>
    <xenc:CipherData><xenc:CipherValue>${macKey}</xenc:CipherValue></xenc:CipherData>
  </pskc:MACKey></pskc:MACMethod>
  <pskc:KeyPackage>
    <pskc:DeviceInfo><pskc:Manufacturer>Manufacturer</pskc:Manufacturer><pskc:SerialNo>987654321</pskc:SerialNo></pskc:DeviceInfo>
    <pskc:Key Id="12345678" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:totp">
      <pskc:Issuer>Issuer</pskc:Issuer>
      <pskc:AlgorithmParameters><pskc:ResponseFormat Length="6" Encoding="DECIMAL"/></pskc:AlgorithmParameters>
      <pskc:Data><pskc:Secret><pskc:EncryptedValue>
        <xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>
        <xenc:CipherData><xenc:CipherValue>
          ${value}
        </xenc:CipherValue></xenc:CipherData>
      </pskc:EncryptedValue><pskc:ValueMAC>${mac}</pskc:ValueMAC></pskc:Secret></pskc:Data>
    </pskc:Key>
  </pskc:KeyPackage>
</pskc:KeyContainer>`;
const figure6 = rfc(
  '<ds:KeyName>Pre-shared-key</ds:KeyName>',
  'ESIzRFVmd4iZABEiM0RVZgKn6WjLaTC1sbeBMSvIhRejN9vJa2BOlSaMrR7I5wSX',
  'AAECAwQFBgcICQoLDA0OD+cIHItlB3Wra1DUpxVvOx2lef1VmNPCMl8jwZqIUqGv',
  'Su+NvtQfmvfJzF6bmQiJqoLRExc=',
);
const figure7 = rfc(
  '<xenc11:DerivedKey><xenc11:KeyDerivationMethod Algorithm="http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#pbkdf2"><pkcs5:PBKDF2-params><Salt><Specified>Ej7/PEpyEpw=</Specified></Salt><IterationCount>1000</IterationCount><KeyLength>16</KeyLength><PRF/></pkcs5:PBKDF2-params></xenc11:KeyDerivationMethod><xenc11:MasterKeyName>My Password 1</xenc11:MasterKeyName></xenc11:DerivedKey>',
  '2GTTnLwM3I4e5IO5FkufoOEiOhNj91fhKRQBtBJYluUDsPOLTfUvoU2dStyOwYZx',
  'oTvo+S22nsmS2Z/RtcoF8Hfh+jzMe0RkiafpoDpnoZTjPYZu6V+A4aEn032yCr4f',
  'LP6xMvjtypbfT9PdkJhBZ+D6O4w=',
);

describe('a PSKC file (RFC 6030)', () => {
  it('leaves no key behind that opened it: what was typed, what it derives and the MAC’s are wiped', async () => {
    const { subtle } = crypto;
    const importKey = subtle.importKey.bind(subtle);
    let handed: Uint8Array[] = [];
    subtle.importKey = ((form: 'raw', raw: Uint8Array<ArrayBuffer>, ...rest: [never, never, never]) => {
      handed.push(raw);
      return importKey(form, raw, ...rest);
    }) as typeof subtle.importKey;
    try {
      for (const [text, typed] of [
        [figure6, '12345678901234567890123456789012'],
        [figure7, 'qwerty'],
        [figure7, 'wrong'],
      ] as const) {
        handed = [];
        await read(text, typed);
        assert.ok(handed.length > 0);
        assert.deepEqual(
          handed.filter((raw) => raw.some((byte) => byte !== 0)),
          [],
          typed,
        );
      }
    } finally {
      Reflect.deleteProperty(subtle, 'importKey');
    }
  });

  it('is read as the RFC’s own encrypted examples say', async () => {
    for (const [text, needs, typed, name] of [
      [figure6, 'key', '12345678901234567890123456789012', 'Pre-shared-key'],
      [figure7, 'password', 'qwerty', 'My Password 1'],
    ] as const) {
      assert.deepEqual(await read(text), { kind: 'needs', needs, name });
      const { tokens, faults } = listIn(await read(text, typed));
      const [token] = tokens;
      assert.deepEqual([tokens.length, faults, token?.serial, token?.line], [1, [], '987654321', 8]);
      assert.equal(Buffer.from(token?.seed ?? []).toString(), '12345678901234567890');
      assert.deepEqual(
        [token?.stepSeconds, token?.algorithm, token?.manufacturer, token?.model],
        [30, 'SHA1', 'Manufacturer', 'TOTP'],
      );
      assert.deepEqual(await read(text, '99999999999999999999999999999999'), {
        kind: 'fault',
        why: 'key-wrong',
      });
    }
  });

  it('of figure 2 has no serial, a secret of four bytes, and counts instead of telling the time', async () => {
    for (const algorithm of ['hotp', 'totp']) {
      const { tokens, faults } = listIn(await read(figure2(algorithm)));
      assert.deepEqual([tokens, faults], [[], [{ line: 3, serial: null, why: 'serial-malformed' }]]);
    }
  });

  it('in clear gives each token with all that Microsoft wants to know', async () => {
    const text = pskcFile([one(), one({ serial: 'FT2', suite: 'HMAC-SHA256', seconds: 60 })]);
    const { tokens, faults, hasPeople } = listIn(await read(text));
    assert.deepEqual([faults, hasPeople], [[], false]);
    assert.deepEqual(
      tokens.map(({ serial, stepSeconds, algorithm, manufacturer, model }) => [
        ...[serial, stepSeconds, algorithm, manufacturer, model],
      ]),
      [
        ['86596000004711', 30, 'SHA1', 'Contoso', 'C-200'],
        ['FT2', 60, 'SHA256', 'Contoso', 'C-200'],
      ],
    );
    assert.deepEqual(tokens[0]?.seed, secret);
  });

  it('opens with a password or a key, of every length that AES has', async () => {
    const ways: [string, Sealing, string][] = [16, 24, 32].flatMap((size) => {
      const key = randomBytes(size);
      return [
        [`key ${size}`, { key, derived: null }, encodeHex(key)],
        [`password ${size}`, sealingBy('Grüße 1', size), 'Grüße 1'],
      ];
    });
    for (const [what, sealing, typed] of ways) {
      const { tokens } = listIn(await read(pskcFile([one()], sealing), typed));
      assert.deepEqual(tokens[0]?.seed, secret, what);
    }
  });

  it('does not open with another password, and takes nothing that was changed or has no MAC', async () => {
    const sealing = sealingBy('right');
    const text = pskcFile(
      [one(), one({ serial: '2', mac: 'AAAA' }), one({ serial: '3', mac: null })],
      sealing,
    );
    for (const typed of ['wrong', ''])
      assert.deepEqual(await read(text, typed), { kind: 'fault', why: 'key-wrong' });
    const { tokens, faults } = listIn(await read(text, 'right'));
    assert.deepEqual(
      [tokens.length, faults.map(({ serial, why }) => [serial, why])],
      [
        1,
        [
          ['2', 'not-opened'],
          ['3', 'mac-missing'],
        ],
      ],
    );
  });

  it('is not said to have the wrong password where it is encrypted as nothing here opens it, or its key is damaged', async () => {
    const text = pskcFile([one()], sealingBy('right'));
    const given = pskcFile([one()], { key: randomBytes(16), derived: null });
    const cases: readonly (readonly [FileFault, string])[] = [
      ['way-unknown', text.replaceAll('#aes128-cbc', '#tripledes-cbc')],
      ['way-unknown', given.replaceAll('#aes128-cbc', '#tripledes-cbc')],
      ['way-unknown', text.replace('#hmac-sha1', '#hmac-md5')],
      ['way-unknown', text.replaceAll('PBKDF2-params', 'scrypt-params')],
      ['way-unknown', text.replace('<KeyLength>16', '<KeyLength>17')],
      ['way-unknown', text.replace('<IterationCount>1000', '<IterationCount>10000001')],
      ['way-unknown', text.replace('</KeyLength>', '</KeyLength><PRF Algorithm="x#hmac-md5"/>')],
      ['key-damaged', text.replace(/<Specified>.+<\/Specified>/, '<Specified>*</Specified>')],
      ['key-damaged', text.replace('<IterationCount>1000', '<IterationCount>')],
      ['key-damaged', text.replace(/(<MACKey>.+?<xenc:CipherValue>)[^<]+/, '$1AAAA')],
    ];
    for (const [why, changed] of cases) {
      assert.ok(changed !== text && changed !== given, why);
      const typed = changed.includes('DerivedKey') ? 'right' : '00112233445566778899aabbccddeeff';
      assert.deepEqual(await read(changed, typed), { kind: 'fault', why });
    }
  });

  const wrong: [LineFault['why'], Partial<PskcToken>][] = [
    ['not-totp', { algorithm: 'hotp' }],
    ['digits-wrong', { digits: 8 }],
    ['hash-wrong', { suite: 'HMAC-SHA512' }],
    ['interval-wrong', { seconds: 45 }],
    ['secret-missing', { secret: new Uint8Array() }],
    ['secret-short', { secret: secret.subarray(0, 9) }],
    ['secret-long', { secret: new Uint8Array(64) }],
    ['serial-malformed', { serial: 'TOKEN 4711' }],
    ['maker-missing', { serial: 'FT2', maker: '' }],
  ];
  it('names each package that is wrong by its line, and takes the others', async () => {
    const tokens = [one(), ...wrong.map(([, change], at) => one({ serial: `9000${at}`, ...change }))];
    const text = pskcFile(tokens);
    const { tokens: good, faults } = listIn(await read(text));
    assert.equal(good.length, 1);
    assert.deepEqual(
      faults.map(({ why }) => why),
      wrong.map(([why]) => why),
    );
    for (const { line } of faults) assert.equal(text.split('\n')[line - 1], '<KeyPackage>');
    const twice = pskcFile([one()]).replace('</Data></Key>', '</Data></Key><Key Id="2" Algorithm="x:totp"/>');
    assert.deepEqual(listIn(await read(twice)).faults[0]?.why, 'several-keys');
  });

  it('says what it is not', async () => {
    assert.deepEqual(await read('<list/>'), { kind: 'fault', why: 'not-pskc' });
    assert.deepEqual(await read(`<KeyContainer ${pskcNames}/>`), { kind: 'fault', why: 'no-lines' });
  });

  it('has its lines counted with and without prefixes, and past comments', () => {
    const text = '<a>\n<!-- <KeyPackage>\n -->\n<p:KeyPackage><KeyPackages/>\n<KeyPackage\n/></a>';
    assert.deepEqual(packageLines(text), [4, 5]);
  });
});
