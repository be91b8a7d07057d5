import assert from 'node:assert/strict';
import { directoryProblem } from '@token-desk/contract/graph-refusal';

describe('a question about people that Microsoft does not answer', () => {
  for (const status of [408, 423, 425, 429, 500, 502, 503, 504, 509])
    it(`may be asked again after ${status}`, () =>
      assert.equal(directoryProblem(status), 'directory-unavailable'));
  for (const status of [400, 401, 403, 404, 410])
    it(`is refused for good with ${status}`, () =>
      assert.equal(directoryProblem(status), 'directory-refused'));
});
