import assert from 'node:assert/strict';
import {
  directoryProblem,
  type RefusedCall,
  refusalProblem,
  refusals,
} from '@token-desk/contract/entra/graph-refusal';
import type { ProblemCode } from '@token-desk/contract/problem';

describe('a question about people that Microsoft does not answer', () => {
  for (const status of [408, 423, 425, 429, 500, 502, 503, 504, 509])
    it(`may be asked again after ${status}`, () =>
      assert.equal(directoryProblem(status), 'directory-unavailable'));
  for (const status of [400, 401, 403, 404, 410])
    it(`is refused for good with ${status}`, () =>
      assert.equal(directoryProblem(status), 'directory-refused'));
});

describe('what Microsoft refuses', () => {
  const cases: readonly (readonly [RefusedCall, number, string, ProblemCode])[] = [
    ['creation', 400, 'A device with the same serial number already exists.', 'device-exists'],
    ['creation', 400, 'Invalid model.', 'device-create-impossible'],
    ['creation', 409, '', 'device-exists'],
    ['deletion', 400, '', 'device-assigned'],
    ['deletion', 409, '', 'device-assigned'],
    ['deletion', 404, '', 'device-delete-impossible'],
    ['inventory', 400, '', 'devices-not-readable'],
    ['whole-inventory', 400, '', 'inventory-not-readable'],
    ['assignment', 400, 'The code is incorrect.', 'assign-code-wrong'],
    ['assignment', 400, 'external user', 'assign-guest'],
    ['assignment', 400, 'Hardware OATH is not enabled.', 'assign-policy'],
    ['assignment', 400, 'Too many methods.', 'methods-full'],
    ['assignment', 400, 'It has already been assigned.', 'token-assigned'],
    ['assignment', 400, 'Other.', 'assign-impossible'],
    ['assignment', 404, '', 'device-not-there'],
    ['assignment', 409, '', 'token-assigned'],
    ['activation', 400, 'Other.', 'assign-code-wrong'],
    ['activation', 400, 'by policy', 'assign-policy'],
    ['activation', 404, '', 'token-not-assigned'],
    ['enforcement', 404, '', 'mfa-impossible'],
    ['reading', 404, '', 'methods-not-readable'],
    ['removal', 400, 'It is the default method.', 'method-is-default'],
    ['removal', 400, 'defaulted', 'method-remove-impossible'],
    ['removal', 503, '', 'method-remove-failed'],
  ];
  for (const [call, status, message, code] of cases)
    it(`of ${call}, ${status} “${message}”: ${code}`, () =>
      assert.equal(refusalProblem(call, { status, message }), code));

  for (const call of Object.keys(refusals) as RefusedCall[])
    it(`of ${call} is access, role or waiting before its words are looked at`, () => {
      const message = 'policy guest default code is invalid, maximum, already assigned, same serial';
      const said = (status: number) => refusalProblem(call, { status, message });
      assert.equal(said(401), 'graph-access-not-given');
      assert.match(said(403), /-refused$/);
      for (const status of [408, 429, 500, 503]) assert.equal(said(status), refusals[call].passing);
    });

  it('is looked for in Microsoft’s name of it too', () => {
    const answer = { status: 400, code: 'invalidVerificationCode', message: '' };
    assert.equal(refusalProblem('assignment', answer), 'assign-code-wrong');
  });
});
