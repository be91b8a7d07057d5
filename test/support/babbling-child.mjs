// In place of the process that runs nfc-pcsc: says what fast-check makes up, then ends. Another sequence at every start.
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';

const countPath = process.env.BABBLE_COUNT_FILE;
const seed = Number(readFileSync(countPath, 'utf8'));
writeFileSync(countPath, String(seed + 1));

const name = fc.constantFrom('Reader A', 'Reader B', '', 'x'.repeat(300));
const count = fc.oneof(fc.nat(5), fc.integer(), fc.constant(1.5));
const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ minLength: 600, maxLength: 700 }));
const problem = fc.constantFrom(null, 'reader-busy', 'lost-contact', 'reader-failed', 'other');
const shaped = fc.record(
  {
    type: fc.constantFrom(
      'reader',
      'reader',
      'ready',
      'reader-gone',
      'answer',
      'no-answer',
      'started',
      'other',
    ),
    name,
    state: fc.constantFrom('empty', 'present', 'busy'),
    placement: fc.nat(3),
    problem,
    id: count,
    answer: bytes,
    mayHaveRun: fc.boolean(),
  },
  { requiredKeys: ['type', 'name', 'state', 'placement', 'problem', 'id', 'answer', 'mayHaveRun'] },
);
// A message that is not understood ends this process, so there are few of them.
const message = fc.oneof({ weight: 20, arbitrary: shaped }, { weight: 1, arbitrary: fc.anything() });
const babble = fc.sample(message, { seed, numRuns: 60 });

process.on('disconnect', () => process.exit(0));
process.on('message', (order) => {
  if (order.type === 'close') process.exit(0);
  const [answer] = fc.sample(bytes, { seed: seed + order.id, numRuns: 1 });
  tell({ type: 'answer', id: order.id, answer });
});
function tell(what) {
  // What cannot be cloned cannot arrive.
  try {
    process.send(what, () => {});
  } catch {}
}
tell({ type: 'loaded' });
tell({ type: 'started' });
for (const one of babble) {
  tell(one);
  await new Promise((resolve) => setImmediate(resolve));
}
setTimeout(() => process.exit(0), 50);
