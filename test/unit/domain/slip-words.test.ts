import assert from 'node:assert/strict';
import { readSlipFiles } from '@token-desk/bot/domain/delivery/slip-words';
import { readSlipFolder } from '@token-desk/bot/slip-files';
import { slipKeys } from '@token-desk/contract/routes/slips';

describe('words of slips', () => {
  it('come in four languages, each whole', async () => {
    const { languages, faults } = readSlipFiles(await readSlipFolder(null));
    assert.deepEqual(faults, []);
    assert.deepEqual(
      languages.map(({ tag, words }) => [tag, words.language]),
      [
        ['de', 'Deutsch'],
        ['en', 'English'],
        ['pl', 'polski'],
        ['tr', 'Türkçe'],
      ],
    );
    for (const { words } of languages) assert.equal(new Set(Object.values(words)).size, slipKeys.length);
  });

  const whole = Object.fromEntries(slipKeys.map((key) => [key, `${key} {phone}`]));
  const text = (change: object = {}) => JSON.stringify({ ...whole, ...change }, null, 1);
  const lineOf = (key: string) => slipKeys.indexOf(key as never) + 2;
  const faultOf = (given: string, name = 'ro.json') => {
    const { languages, faults } = readSlipFiles([{ name, text: given }]);
    assert.deepEqual(languages, []);
    return faults.map(({ file, line, key, wanted }) => [file, line, key, wanted]);
  };

  it('are one more language by one more file, and others in the place of those that are shipped', () => {
    const { languages } = readSlipFiles([
      { name: 'ro.json', text: text() },
      { name: 'ro.json', text: text({ language: 'română' }) },
    ]);
    assert.deepEqual(
      languages.map(({ tag, words }) => [tag, words.language]),
      [['ro', 'română']],
    );
  });

  it('are refused by file, line and key, with what was wanted', () => {
    const long = 'a text of 1 to 300 characters';
    assert.deepEqual(faultOf(text({ when: ' ' })), [['ro.json', lineOf('when'), 'when', long]]);
    assert.deepEqual(faultOf(text({ where: 7 })), [['ro.json', lineOf('where'), 'where', long]]);
    assert.deepEqual(faultOf(text({ bring: 'x'.repeat(301) })), [
      ['ro.json', lineOf('bring'), 'bring', long],
    ]);
    assert.deepEqual(faultOf(text({ lostText: 'Call us' })), [
      ['ro.json', lineOf('lostText'), 'lostText', 'a text with {phone}'],
    ]);
    assert.deepEqual(faultOf(text({ wher: 'x' })), [
      ['ro.json', slipKeys.length + 2, 'wher', slipKeys.join(', ')],
    ]);
    assert.deepEqual(faultOf(text({ title: undefined })), [['ro.json', 1, 'title', 'to be there']]);
    assert.deepEqual(faultOf('{\n"title": ')[0]?.slice(0, 2), ['ro.json', 2]);
    assert.deepEqual(faultOf('[]'), [['ro.json', 1, '', 'object']]);
    assert.deepEqual(faultOf(text(), 'Polish.json'), [
      ['Polish.json', 1, 'Polish.json', 'a language’s tag and .json: pl.json'],
    ]);
  });

  it('say by name which folder cannot be read', async () => {
    const { faults } = readSlipFiles(await readSlipFolder('/nowhere/slips'));
    assert.ok(faults.some(({ file }) => file === '/nowhere/slips'));
  });
});
