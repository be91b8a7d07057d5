import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readingOf, statusWords } from '@token-desk/burner-service/token/protocol/status-words';

const hex = (word: number) => word.toString(16).toUpperCase().padStart(4, '0');
const protocol = readFileSync(
  fileURLToPath(new URL('../../../docs/protocol-token.md', import.meta.url)),
  'utf8',
);

describe('the table of status words', () => {
  it('has every word there is, once', () => {
    let next = 0;
    for (const { from, to } of statusWords) {
      assert.equal(from, next, `${hex(from)} follows ${hex(next - 1)}`);
      assert.ok(to >= from);
      next = to + 1;
    }
    assert.equal(next, 0x10000);
  });

  it('names who says so for each', () => {
    for (const { source } of statusWords) assert.match(source, /ISO\/IEC 7816-4 §5\.6: ./);
  });

  it('believes in a command carried out at 9000 alone', () => {
    const done = Array.from({ length: 0x10000 }, (_, word) => word).filter(
      (word) => readingOf(word) === 'carried-out',
    );
    assert.deepEqual(done, [0x9000]);
  });

  const readings = [
    ['6200', 'unknown'],
    ['6300', 'unknown'],
    ['6400', 'not-carried-out'],
    ['6500', 'unknown'],
    ['6581', 'unknown'],
    ['65FF', 'unknown'],
    ['6600', 'unknown'],
    ['6700', 'not-carried-out'],
    ['6983', 'not-carried-out'],
    ['6A80', 'not-carried-out'],
    ['6D00', 'not-carried-out'],
    ['6E00', 'not-carried-out'],
    ['6F00', 'unknown'],
    ['6110', 'unknown'],
    ['9100', 'unknown'],
    ['CA5E', 'unknown'],
    ['0000', 'unknown'],
  ] as const;
  for (const [word, reading] of readings)
    it(`reads ${word} as ${reading}`, () => assert.equal(readingOf(Number.parseInt(word, 16)), reading));

  it('is the one in docs/protocol-token.md', () => {
    for (const { from, to, reading, source } of statusWords) {
      const words = from === to ? hex(from) : `${hex(from)} to ${hex(to)}`;
      const [, why = ''] = source.split('§5.6: ');
      const line = `| ${words} | ${reading.replaceAll('-', ' ')} | ${why} |`;
      assert.ok(protocol.includes(line), `missing: ${line}`);
    }
  });
});
