import assert from 'node:assert/strict';
import {
  breakOf,
  type ChainEnd,
  type ChainedRow,
  canonicalJson,
  chain,
  chainStart,
  type HashedRow,
} from '@token-desk/bot/domain/audit-chain';
import { sha256Hex } from '@token-desk/bot/usecases/write/hashing';
import fc from 'fast-check';

const row = (event: ChainedRow['event'], data: ChainedRow['data'] = {}): Omit<ChainedRow, 'seq'> => ({
  at: 1,
  requestId: 'request-1',
  actor: { kind: 'clock' },
  event,
  data,
  receipt: null,
});

const rows = () =>
  chain(chainStart, [row('submitted'), row('burned', { serial: '1', drift: 2 }), row('closed')], sha256Hex);

function firstBreak(walked: readonly HashedRow[]): number | null {
  let end: ChainEnd = chainStart;
  for (const one of walked) {
    if (breakOf(end, one, sha256Hex) !== null) return one.seq;
    end = { seq: one.seq, hash: one.hash };
  }
  return null;
}

describe('audit chain', () => {
  it('writes an object the same whatever order its keys came in, a list in its own', () => {
    assert.equal(
      canonicalJson({ b: [2, 1, { d: null, c: 'x' }], a: undefined, A: true }),
      '{"A":true,"b":[2,1,{"c":"x","d":null}]}',
    );
    assert.equal(canonicalJson([]), '[]');
    assert.equal(canonicalJson({}), '{}');
    assert.equal(canonicalJson(undefined), 'null');
    assert.equal(canonicalJson('ü"'), '"ü\\""');
  });

  it('says how a row does not fit', () => {
    const [first, second, third] = rows();
    assert.ok(first && second && third);
    const end = { seq: first.seq, hash: first.hash };
    assert.equal(breakOf(end, second, sha256Hex), null);
    assert.equal(breakOf(end, third, sha256Hex), 'row-missing');
    assert.equal(breakOf({ ...end, hash: third.hash }, second, sha256Hex), 'not-after-previous');
    assert.equal(breakOf(end, { ...second, at: 9 }, sha256Hex), 'changed');
  });

  it('holds when nothing was touched, in one piece or several', () => {
    assert.equal(firstBreak(rows()), null);
    const [first] = rows();
    assert.ok(first);
    const rest = chain({ seq: first.seq, hash: first.hash }, [row('closed')], sha256Hex);
    assert.equal(firstBreak([first, ...rest]), null);
  });

  const tampered: [string, (all: HashedRow[]) => HashedRow[], number][] = [
    [
      'a changed value',
      (all) => all.map((one) => (one.seq === 2 ? { ...one, data: { serial: '2' } } : one)),
      2,
    ],
    ['a changed time', (all) => all.map((one) => (one.seq === 2 ? { ...one, at: 2 } : one)), 2],
    [
      'another actor',
      (all) => all.map((one) => (one.seq === 3 ? { ...one, actor: { kind: 'policy' } } : one)),
      3,
    ],
    [
      'a receipt slipped in',
      (all) => all.map((one) => (one.seq === 2 ? { ...one, receipt: { body: '{}', signature: 'x' } } : one)),
      2,
    ],
    ['a missing row', (all) => all.filter((one) => one.seq !== 2), 3],
    ['a missing first row', (all) => all.slice(1), 2],
    [
      'two rows exchanged',
      ([first, second, third]) =>
        first && second && third ? [first, { ...third, seq: 2 }, { ...second, seq: 3 }] : [],
      2,
    ],
    [
      'a row rewritten with its own hash made right',
      (all) => {
        const [first, , third] = all;
        assert.ok(first && third);
        const end = { seq: first.seq, hash: first.hash };
        return [first, ...chain(end, [row('burned', { serial: '9' })], sha256Hex), third];
      },
      3,
    ],
  ];
  for (const [what, change, seq] of tampered) {
    it(`shows ${what}`, () => assert.equal(firstBreak(change([...rows()])), seq));
  }

  it('writes the same row the same way whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        const turned = Object.fromEntries(Object.entries(data).reverse());
        assert.equal(canonicalJson(turned), canonicalJson(data));
        assert.equal(canonicalJson(JSON.parse(JSON.stringify(data))), canonicalJson(data));
      }),
    );
  });
});
