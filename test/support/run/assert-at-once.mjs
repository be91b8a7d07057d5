import assert from 'node:assert/strict';

/**
 * Node 20 makes the words of a failed `assert.ok(x)` by reading its source, which for some sources never ends: a red
 * test would then hang, and no limit of time could end it. With words of its own it fails at once.
 */
const { ok } = assert;
assert.ok = function saysAtOnce(value, message = 'it is not so') {
  ok(value, message);
};
