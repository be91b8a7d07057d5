// In place of the process that runs a driver: says what fast-check makes up, then ends. Another sequence at every start.
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import fc from 'fast-check';

const countPath = process.env.BABBLE_COUNT_FILE;
const seed = Number(readFileSync(countPath, 'utf8'));
writeFileSync(countPath, String(seed + 1));

const name = fc.constantFrom('Reader A', 'Reader B');
const problem = fc.constantFrom(null, 'lost-contact', 'reader-failed');
const state = fc.constantFrom('empty', 'present', 'busy');
const reader = fc.record({ type: fc.constant('reader'), name, state, placement: fc.nat(3), problem });
const understood = fc.oneof(
  { weight: 4, arbitrary: reader },
  { weight: 1, arbitrary: fc.constantFrom({ type: 'ready' }, { type: 'started' }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reader-gone'), name }) },
);
// What is not understood ends this process, so there is little of it.
const almost = fc.record({
  type: fc.constantFrom('reader', 'reader-gone', 'loaded', 'other'),
  name: fc.constantFrom('Reader A', '', 'x'.repeat(300)),
  state: fc.constantFrom('present', 'other'),
  placement: fc.oneof(fc.integer(), fc.constantFrom(1.5, 2 ** 40)),
  problem: fc.constantFrom(null, 'other'),
});
const message = fc.oneof(
  { weight: 30, arbitrary: understood },
  { weight: 1, arbitrary: almost },
  { weight: 1, arbitrary: fc.anything() },
);
const babble = fc.sample(message, { seed, numRuns: 60 });
// An answer as it should be, with any bytes in it, or any bytes at all.
const answerTo = (id) => {
  const [bytes, kind] = fc.sample(fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.nat(9)), {
    seed: seed + id,
    numRuns: 1,
  })[0];
  if (kind === 0) return bytes;
  const frame = Buffer.alloc(8 + bytes.length);
  frame.writeUInt16BE(6 + bytes.length, 0);
  frame.writeUInt32BE(id, 2);
  frame.set(bytes, 8);
  return frame;
};

process.on('disconnect', () => process.exit(0));
process.on('message', () => process.exit(0)); // close is all there is
let ordered = 0;
process.stdin.on('data', () => {
  ordered += 1;
  try {
    writeSync(3, answerTo(ordered));
  } catch {} // nobody is there any more
});
function tell(what) {
  // What cannot be cloned cannot arrive.
  try {
    process.send(what, () => {});
  } catch {}
}
tell({ type: 'loaded', driver: 'nfc-pcsc' });
tell({ type: 'started' });
for (const one of babble) {
  tell(one);
  await new Promise((resolve) => setImmediate(resolve));
}
setTimeout(() => process.exit(0), 50);
