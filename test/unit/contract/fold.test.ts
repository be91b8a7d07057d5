import assert from 'node:assert/strict';
import { fold } from '@token-desk/contract/text/fold';

describe('a folded text', () => {
  for (const [text, folded] of [
    ['Jürgen', 'jurgen'],
    ['Ju\u0308rgen', 'jurgen'],
    ['STRAẞE Groß', 'strasse gross'],
    ['Łukasz Đorđe', 'lukasz dorde'],
    ['Søren Ærø', 'soren aero'],
    ['İstanbul Işık', 'istanbul isik'],
    ['Ýrsa Þórsdóttir', 'yrsa thorsdottir'],
    ['Œuvre Ħal', 'oeuvre hal'],
    ['ana@contoso.example', 'ana@contoso.example'],
    ['김하나', '김하나'.normalize('NFD')],
  ] as const) {
    it(`of ${text} is ${folded}, and stays so`, () => {
      assert.equal(fold(text), folded);
      assert.equal(fold(folded), folded);
      assert.equal(fold(text.toUpperCase()), folded);
    });
  }
});
