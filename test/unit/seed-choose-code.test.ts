import assert from 'node:assert/strict';
import { chooseCode } from '@token-desk/tab/seed/choose-code';
import { linkText, otherSeedText, pushText, seedText } from '../support/qr-images/texts.ts';

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

  it('keeps no text of a wrong code', () => {
    assert.doesNotMatch(
      JSON.stringify(chooseCode([pushText, linkText, network])),
      /activate_account|get-the-app|guests/,
    );
  });
});
