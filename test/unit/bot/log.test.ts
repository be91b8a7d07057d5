import assert from 'node:assert/strict';
import { createLog } from '@token-desk/bot/log';
import { ProblemError } from '@token-desk/contract/problem';

describe('log', () => {
  const write = (fields: object): string => {
    const lines: string[] = [];
    createLog({ logLevel: 'debug' }, { write: (line) => lines.push(line) }).info(fields, 'said');
    assert.equal(lines.length, 1);
    return lines[0]!;
  };

  const secret = 'SENTINEL482913';
  const hidden: [string, object][] = [
    ['authorization header', { headers: { Authorization: `Bearer ${secret}` } }],
    ['typed code', { frame: { type: 'check', code: secret } }],
    ['envelope', { job: { envelope: { enc: secret, ciphertext: secret } } }],
    ['client secret', { graph: { credential: { kind: 'secret', secret } } }],
    ['private key', { certificate: { privateKey: secret } }],
    ['password', { bot: { appPassword: secret } }],
    ['request body', { body: { anything: secret } }],
    ['one in a list', { frames: [{ code: secret }] }],
    ['bytes', { key: new TextEncoder().encode(secret) }],
    ['one too deep to look at', { a: { b: { c: { d: { e: { f: { g: { h: secret } } } } } } } }],
    [
      'property of an error',
      { err: Object.assign(new Error('failed'), { config: { data: secret }, response: secret }) },
    ],
    [
      'property of an error’s cause',
      { err: new Error('failed', { cause: Object.assign(new Error('inner'), { body: secret }) }) },
    ],
  ];
  for (const [what, fields] of hidden) {
    it(`hides a secret: ${what}`, () => assert.equal(write(fields).includes(secret), false));
  }

  it('shows an error whole: type, message, stack, code and every cause', () => {
    const inner = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
    const line = JSON.parse(
      write({ err: new ProblemError('directory-unavailable', undefined, { cause: inner }) }),
    );
    assert.equal(line.err.type, 'ProblemError');
    assert.match(line.err.stack, /log\.test\.ts/);
    assert.equal(line.err.cause.message, 'connection refused');
    assert.equal(line.err.cause.errorCode, 'ECONNREFUSED');
  });

  it('shows ids and problem codes', () => {
    const line = JSON.parse(write({ requestId: 'r-1', problem: 'job-expired', status: 410 }));
    assert.deepEqual(
      [line.requestId, line.problem, line.status, line.msg],
      ['r-1', 'job-expired', 410, 'said'],
    );
  });
});
