import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { createSecurityHeaders } from '@token-desk/bot/http/security-headers';

const entra = 'https://login.microsoftonline.com';

/** Directives of the tab's page, by name. */
function tabPolicy(practice: boolean): Map<string, string[]> {
  const headers = new Map<string, string>();
  const response = { setHeader: (name: string, value: string) => headers.set(name, value) };
  createSecurityHeaders({
    practice,
    publicUrl: 'https://desk.contoso.example',
    frameOrigins: ['http://127.0.0.1:4000'],
    graph: { tokenUrl: 'http://127.0.0.1:4001/token' } as never,
  })(response as unknown as ServerResponse, 'tab');
  const directives = (headers.get('content-security-policy') ?? '').split('; ');
  return new Map(
    directives.map((one) => {
      const [name = '', ...sources] = one.split(' ');
      return [name, sources];
    }),
  );
}

describe('what the tab’s page may reach', () => {
  it('is Graph and Entra’s sign-in, also in its hidden frame, with a real tenant', () => {
    const policy = tabPolicy(false);
    for (const origin of ['https://graph.microsoft.com', entra])
      assert.ok(policy.get('connect-src')?.includes(origin), origin);
    assert.deepEqual(policy.get('frame-src'), ["'self'", entra]);
    assert.deepEqual(policy.get('script-src'), ["'self'", "'wasm-unsafe-eval'"]);
  });

  it('has no other base than its own address, and sends no form anywhere', () => {
    for (const practice of [false, true]) {
      assert.deepEqual(tabPolicy(practice).get('base-uri'), ["'none'"]);
      assert.deepEqual(tabPolicy(practice).get('form-action'), ["'none'"]);
      assert.deepEqual(tabPolicy(practice).get('default-src'), ["'none'"]);
    }
  });

  it('may be framed by Teams and Microsoft 365 alone, and in practice by its own programs', () => {
    assert.deepEqual(tabPolicy(false).get('frame-ancestors'), [
      "'self'",
      'https://teams.microsoft.com',
      'https://*.teams.microsoft.com',
      'https://teams.cloud.microsoft',
      'https://*.cloud.microsoft',
      'https://*.microsoft365.com',
      'https://*.office.com',
    ]);
    assert.deepEqual(tabPolicy(true).get('frame-ancestors'), ["'self'", 'http://127.0.0.1:4000']);
  });

  it('is this computer and nothing of Microsoft’s in practice', () => {
    const policy = tabPolicy(true);
    assert.deepEqual(policy.get('connect-src'), ["'self'", 'http://127.0.0.1:4001']);
    assert.equal(policy.get('frame-src'), undefined);
    assert.doesNotMatch([...policy.values()].flat().join(' '), /microsoft/);
  });
});
