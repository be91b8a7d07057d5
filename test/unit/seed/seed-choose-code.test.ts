import assert from 'node:assert/strict';
import type { SeedFound } from '@token-desk/contract/seed/input';
import { readCaptured } from '@token-desk/tab/seed/capture';
import { chooseCode, chooseOwn } from '@token-desk/tab/seed/choose-code';
import { linkText, otherSeedText, pushText, seedText } from '../../support/browser/qr-images/texts.ts';

const network = 'WIFI:S:guests;T:WPA;P:nothing secret;;';
const noSecret = 'otpauth://totp/Contoso%3aana%40contoso.example?issuer=Microsoft';

describe('choosing among the codes in one picture', () => {
  for (const others of [[], [pushText], [linkText], [pushText, linkText], [network]]) {
    it(`takes the only setup code, wherever it stands among ${others.length} others`, () => {
      for (const texts of [
        [seedText, ...others],
        [...others, seedText],
      ]) {
        const choice = chooseCode(texts);
        assert.equal(choice.kind, 'chosen');
        assert.ok(choice.kind === 'chosen' && choice.found.account === 'ana@contoso.example');
        assert.equal(choice.alsoSeen.length, others.length);
      }
    });
  }

  it('names what else was there, the most telling first', () => {
    assert.deepEqual(chooseCode([network, linkText, seedText, pushText, pushText]).alsoSeen, [
      'microsoft-push',
      'web-link',
      'other',
    ]);
  });

  const wrongOnes: readonly (readonly [string, readonly string[], string])[] = [
    ['nothing', [], 'no-qr-found'],
    ['a push code', [pushText], 'input-microsoft-push'],
    ['a push code and a link', [linkText, pushText], 'input-microsoft-push'],
    ['a link', [linkText], 'input-web-link'],
    ['a wireless network', [network], 'qr-other'],
    ['a wireless network and a link', [network, linkText], 'input-web-link'],
    ['a setup link without a secret and a push code', [pushText, noSecret], 'input-truncated'],
  ];
  for (const [what, texts, code] of wrongOnes) {
    it(`says ${code} about ${what}`, () => {
      const choice = chooseCode(texts);
      assert.ok(choice.kind === 'none');
      assert.equal(choice.problem.code, code);
      assert.equal(choice.wrong === null, texts.length === 0);
    });
  }

  it('asks when there are setup codes of two people', () => {
    const choice = chooseCode([seedText, pushText, otherSeedText]);
    assert.ok(choice.kind === 'several');
    assert.deepEqual(
      choice.found.map(({ account }) => account),
      ['ana@contoso.example', 'ben@contoso.example'],
    );
    assert.deepEqual(choice.alsoSeen, ['microsoft-push']);
  });

  it('takes the same code seen twice as one', () => {
    assert.equal(chooseCode([seedText, seedText.replace('%3a', '%3A')]).kind, 'chosen');
  });

  const key = 'JNLL6MRQKND57PMN';
  for (const [what, text] of [
    ['a word too short for a key', 'JNLL6MRQ'],
    ['a word of a length no key has', `${key}A`],
    ['a word longer than any key', key.repeat(9)],
    ['a word with other letters', 'hello-world-0189'],
  ] as const)
    it(`says that ${what} is for something else, and nothing of its letters`, () => {
      const choice = chooseCode([text]);
      assert.ok(choice.kind === 'none');
      assert.deepEqual([choice.problem, choice.wrong], [{ code: 'qr-other' }, 'other']);
    });

  it('says what is wrong with a setup link, also behind a blank', () => {
    for (const blank of ['', ' \n']) {
      const choice = chooseCode([`${blank}otpauth://totp/Contoso:ana?secret=JNLL0MRQKND57PMN`]);
      assert.ok(choice.kind === 'none');
      assert.equal(choice.problem.code, 'input-bad-character');
    }
  });

  it('knows the serial of the token on the reader, whatever it looks like', () => {
    const choice = chooseCode([key], key.toLowerCase());
    assert.ok(choice.kind === 'none');
    assert.equal(choice.problem.code, 'input-token-serial');
  });

  it('names besides what it says only what else was there', () => {
    const both = chooseCode([linkText, pushText]);
    assert.deepEqual(both.alsoSeen, ['web-link']);
    assert.deepEqual(chooseCode([]).alsoSeen, []);
  });

  it('takes bits left over at the end of a key that was scanned: nothing is cut off there', () => {
    assert.equal(chooseCode([`${key}AB`]).kind, 'chosen');
  });

  it('does not ask how to read a key where something else is worth more words', () => {
    const choice = chooseCode(['2345abcdef672345abcdef6723', noSecret]);
    assert.ok(choice.kind === 'none');
    assert.deepEqual([choice.problem.code, choice.unclear], ['input-truncated', null]);
  });

  it('keeps no text of a wrong code', () => {
    assert.doesNotMatch(
      JSON.stringify(chooseCode([pushText, linkText, network])),
      /activate_account|get-the-app|guests/,
    );
  });
});

describe('whose of several codes is the one', () => {
  const code = (account: string | null, byte: number): SeedFound => ({
    kind: 'seed',
    seed: new Uint8Array(10).fill(byte),
    tenant: 'Contoso',
    account,
    issuer: 'Microsoft',
    algorithm: 'SHA1',
    digits: 6,
    stepSeconds: 30,
    form: 'uri',
  });
  const isAna = ({ account }: SeedFound) => account === 'ana';
  const isWiped = ({ seed }: SeedFound) => seed.every((byte) => byte === 0);

  it('is this person’s, wherever it stands; the other is named and wiped', () => {
    for (const order of [0, 1]) {
      const [ana, ben] = [code('ana', 1), code('ben', 2)];
      const chosen = chooseOwn(order === 0 ? [ana, ben] : [ben, ana], isAna);
      assert.equal(chosen?.found, ana);
      assert.deepEqual(chosen.alsoSeen, [{ kind: 'account', account: 'ben' }]);
      assert.deepEqual([isWiped(ana), isWiped(ben)], [false, true]);
    }
  });

  it('is none of two that are both this person’s, and both are wiped, a third one too', () => {
    const codes = [code('ana', 1), code('ana', 2), code('ben', 3)];
    assert.equal(chooseOwn(codes, isAna), null);
    assert.deepEqual(codes.map(isWiped), [true, true, true]);
  });

  it('is the first where none is this person’s: it is judged, and refused by name', () => {
    const [ben, cleo] = [code('ben', 1), code('cleo', 2)];
    assert.equal(chooseOwn([ben, cleo], isAna)?.found, ben);
    assert.deepEqual([isWiped(ben), isWiped(cleo)], [false, true]);
  });

  const options = { subjectUpn: 'ANA@contoso.example', signal: new AbortController().signal };
  const second = seedText.replace('notarealsecretaa', 'anotherfakekeyaa');
  const readCodes = (texts: readonly string[]) =>
    readCaptured({ kind: 'codes', texts, capture: 'screen' }, options);

  it('refuses two codes of one person in one picture', async () => {
    assert.deepEqual(await readCodes([seedText, second]), {
      kind: 'wrong',
      problem: { code: 'several-codes' },
    });
  });

  it('judges a text with two links as a picture with two codes', async () => {
    const readText = (text: string) => readCaptured({ kind: 'text', text, capture: 'paste-text' }, options);
    const reading = await readText(`${otherSeedText}\n${seedText}`);
    assert.ok(reading.kind === 'found' && reading.found.account === 'ana@contoso.example');
    assert.deepEqual(reading.alsoSeen, [{ kind: 'account', account: 'ben@contoso.example' }]);
    assert.deepEqual(await readText(`${seedText}\n${second}`), {
      kind: 'wrong',
      problem: { code: 'several-codes' },
    });
  });

  it('asks about a key that reads in two ways, typed or in a picture, and chooses neither', async () => {
    const key = '2345abcdef672345abcdef6723';
    const readings = [
      await readCodes([key]),
      await readCodes([key, pushText]),
      await readCaptured({ kind: 'text', text: key, capture: 'typed-key' }, options),
    ];
    for (const reading of readings) {
      assert.ok(reading.kind === 'either', reading.kind);
      assert.deepEqual([reading.base32.form, reading.hex.form], ['base32', 'hex']);
      assert.deepEqual([reading.base32.seed.length, reading.hex.seed.length], [16, 13]);
    }
    const two = await readCodes([key, key.replace('23', '32')]);
    assert.deepEqual(two, { kind: 'wrong', problem: { code: 'input-ambiguous' } });
  });
});
