import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseConfig } from '@token-desk/bot/config';
import { formsOf, settingForms } from '@token-desk/bot/config-forms';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';

const tenant = '11111111-2222-4333-8444-555555555555';
const real = {
  MICROSOFT_APP_ID: '99999999-2222-4333-8444-555555555555',
  MICROSOFT_APP_PASSWORD: 'app-password',
  TENANT_ID: tenant,
  TENANT_NAME: 'Contoso Ltd',
  PUBLIC_URL: 'https://tokens.contoso.example',
  TAB_CLIENT_ID: 'tab-client',
  GRAPH_CLIENT_SECRET: 'graph-secret',
  SITES: 'Lyon, Stuttgart',
};
const practice = {
  TOKEN_DESK_PRACTICE: '1',
  PRACTICE_TENANT_ID: tenant,
  ISSUER: 'http://127.0.0.1:4001/t/v2.0',
  JWKS_URL: 'http://127.0.0.1:4001/t/keys',
  GRAPH_URL: 'http://127.0.0.1:4001',
  TOKEN_URL: 'http://localhost:4001/t/token',
  SECURITY_INFO_URL: 'http://localhost:4001/security-info',
  TAB_CLIENT_ID: 'practice-tab',
};

function refusal(env: Record<string, string | undefined>): { code: ProblemCode; settings: string } {
  try {
    parseConfig(env);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { code: error.problem.code, settings: String(error.problem.detail?.settings) };
  }
  throw new assert.AssertionError({ message: 'was accepted' });
}

describe('config: a real deployment', () => {
  it('starts with what it must have, and asks Microsoft for the rest', () => {
    const config = parseConfig(real);
    assert.equal(config.practice, false);
    assert.equal(config.accessTokens.issuer, `https://login.microsoftonline.com/${tenant}/v2.0`);
    assert.equal(
      config.accessTokens.jwksUrl,
      `https://login.microsoftonline.com/${tenant}/discovery/v2.0/keys`,
    );
    assert.deepEqual(config.accessTokens.audiences, [
      'tab-client',
      'api://tokens.contoso.example/tab-client',
    ]);
    assert.equal(config.graph.url, 'https://graph.microsoft.com');
    assert.deepEqual(config.policy.sites, ['Lyon', 'Stuttgart']);
    assert.deepEqual(config.store, { kind: 'sqlite', folder: 'data' });
    assert.equal(config.host, '127.0.0.1');
  });

  describe('proves at Microsoft who it is', () => {
    const { GRAPH_CLIENT_SECRET: _secret, ...without } = real;
    const file = '/etc/token-desk/graph.pem';
    for (const [given, credential] of [
      [{ GRAPH_CLIENT_SECRET: 'graph-secret' }, { kind: 'secret', secret: 'graph-secret' }],
      [{ GRAPH_CERTIFICATE_FILE: file }, { kind: 'certificate', file }],
      [{ GRAPH_MANAGED_IDENTITY: 'system' }, { kind: 'managed-identity', clientId: null }],
      [{ GRAPH_MANAGED_IDENTITY: tenant }, { kind: 'managed-identity', clientId: tenant }],
    ] as const)
      it(`by ${JSON.stringify(given)}`, () =>
        assert.deepEqual(parseConfig({ ...without, ...given }).graph.credential, credential));

    it('by one of these and no more', () => {
      assert.deepEqual(refusal(without), { code: 'config-invalid', settings: 'GRAPH_CLIENT_SECRET' });
      assert.deepEqual(refusal({ ...real, GRAPH_CERTIFICATE_FILE: file }), {
        code: 'config-invalid',
        settings: 'GRAPH_CLIENT_SECRET, GRAPH_CERTIFICATE_FILE',
      });
      assert.deepEqual(refusal({ ...without, GRAPH_MANAGED_IDENTITY: 'mine' }).code, 'config-invalid');
    });
  });

  it('keeps its data in PostgreSQL when it is given one', () => {
    const url = 'postgres://desk@db.contoso.example/desk';
    assert.deepEqual(parseConfig({ ...real, DATABASE_URL: url }).store, { kind: 'postgres', url });
  });

  it('lets claims lapse after 15 minutes and deletes by class, unless it is told otherwise', () => {
    const standard = parseConfig(real);
    assert.equal(standard.policy.claimIdleMs, 15 * 60_000);
    assert.equal(standard.policy.keptDays.freeText, 90);
    assert.equal(standard.policy.pasteNeedsHealthyDesk, false);
    assert.equal(standard.policy.secondTechnician, 'privileged');
    assert.equal(refusal({ ...real, SECOND_TECHNICIAN: 'perhaps' }).settings, 'SECOND_TECHNICIAN');
    const chosen = parseConfig({
      ...real,
      CLAIM_IDLE_MINUTES: '5',
      KEEP_FREE_TEXT_DAYS: '30',
      KEEP_CLOSED_REQUESTS_DAYS: 'forever',
      PASTE_NEEDS_HEALTHY_DESK: '1',
      SECOND_TECHNICIAN: 'everybody',
      SECOND_METHODS: 'waiver, spare-token; Lyon: passkey',
    });
    const order = ['spare-token', 'security-key', 'passkey', 'phone', 'waiver'];
    assert.deepEqual(standard.policy.secondMethods, { all: order, at: new Map() });
    const atLyon = new Map([['Lyon', ['passkey']]]);
    assert.deepEqual(chosen.policy.secondMethods, { all: ['waiver', 'spare-token'], at: atLyon });
    const onlyLyon = parseConfig({ ...real, SECOND_METHODS: 'Lyon: passkey' }).policy.secondMethods;
    assert.deepEqual(onlyLyon, { all: order, at: atLyon });
    for (const SECOND_METHODS of [
      'fax',
      'Lyon:fax',
      'Paris:passkey',
      ':passkey',
      'phone;waiver',
      'Lyon:phone;Lyon:waiver',
    ])
      assert.equal(refusal({ ...real, SECOND_METHODS }).settings, 'SECOND_METHODS', SECOND_METHODS);
    assert.equal(chosen.policy.claimIdleMs, 5 * 60_000);
    assert.deepEqual([chosen.policy.keptDays.freeText, chosen.policy.keptDays.closedRequests], [30, null]);
    assert.equal(chosen.policy.pasteNeedsHealthyDesk, true);
    assert.equal(chosen.policy.secondTechnician, 'everybody');
    const wrong = refusal({ ...real, CLAIM_IDLE_MINUTES: '0', KEEP_HEALTH_REASON_DAYS: 'never' });
    assert.equal(wrong.settings, 'CLAIM_IDLE_MINUTES, KEEP_HEALTH_REASON_DAYS');
  });

  it('takes ids in capitals for the same ids', () => {
    const app = 'AAAAAAAA-2222-4333-8444-5555555555BB';
    const written = { MICROSOFT_APP_ID: app, TEAMS_APP_ID: app, TENANT_ID: app, TAB_CLIENT_ID: app };
    const lower = Object.fromEntries(Object.entries(written).map(([name, id]) => [name, id.toLowerCase()]));
    const more = { GRAPH_CLIENT_ID: app };
    assert.deepEqual(
      parseConfig({ ...real, ...written, ...more }),
      parseConfig({ ...real, ...lower, GRAPH_CLIENT_ID: app.toLowerCase() }),
    );
    const audience = `${app},api://desk.contoso.example/${app}`;
    assert.deepEqual(
      parseConfig({ ...real, AUDIENCE: audience }).accessTokens.audiences,
      parseConfig({ ...real, AUDIENCE: audience.toLowerCase() }).accessTokens.audiences,
    );
  });

  it('takes an empty setting for one that is not there', () => {
    assert.equal(parseConfig({ ...real, TOKEN_DESK_PRACTICE: '', LOG_LEVEL: ' ' }).practice, false);
  });

  const cases: [string, Record<string, string | undefined>, ProblemCode, string][] = [
    ['no app id', { MICROSOFT_APP_ID: undefined }, 'config-invalid', 'MICROSOFT_APP_ID'],
    ['an app id that is none', { MICROSOFT_APP_ID: 'x' }, 'config-invalid', 'MICROSOFT_APP_ID'],
    [
      'several things missing, all named',
      { TENANT_ID: undefined, PUBLIC_URL: undefined, SITES: undefined },
      'config-invalid',
      'TENANT_ID, PUBLIC_URL, SITES',
    ],
    [
      'several things malformed, all named',
      { PORT: '99999', LOG_LEVEL: 'loud' },
      'config-invalid',
      'PORT, LOG_LEVEL',
    ],
    [
      'what is malformed, unsafe and missing, all at once',
      { PORT: '99999', ISSUER: 'http://login.contoso.example/v2.0', SITES: undefined },
      'config-invalid',
      'PORT, ISSUER, SITES',
    ],
    ['a counter of a site that there is none of', { PICK_UP: 'Paris: room 1' }, 'config-invalid', 'PICK_UP'],
    ['a counter without a place', { PICK_UP: 'Lyon' }, 'config-invalid', 'PICK_UP'],
    ['an http issuer', { ISSUER: 'http://login.contoso.example/v2.0' }, 'config-invalid', 'ISSUER'],
    ['http keys', { JWKS_URL: 'http://login.contoso.example/keys' }, 'config-invalid', 'JWKS_URL'],
    ['http Graph', { GRAPH_URL: 'http://graph.contoso.example' }, 'config-invalid', 'GRAPH_URL'],
    ['an http token address', { TOKEN_URL: 'http://login.contoso.example/t' }, 'config-invalid', 'TOKEN_URL'],
    [
      'an http public address',
      { PUBLIC_URL: 'http://tokens.contoso.example' },
      'config-invalid',
      'PUBLIC_URL',
    ],
    [
      'a proxy that is no address',
      { TRUSTED_PROXIES: '10.0.0.0/8, proxy.example' },
      'config-invalid',
      'TRUSTED_PROXIES',
    ],
    [
      'a proxy network that is everybody',
      { TRUSTED_PROXIES: '0.0.0.0/0' },
      'config-invalid',
      'TRUSTED_PROXIES',
    ],
    [
      'a public address with a path',
      { PUBLIC_URL: 'https://contoso.example/tokens' },
      'config-invalid',
      'PUBLIC_URL',
    ],
    ['an address that is a script', { ISSUER: 'javascript:alert(1)' }, 'config-invalid', 'ISSUER'],
    [
      'the practice switch',
      { TOKEN_DESK_PRACTICE: '1' },
      'practice-refused',
      'TOKEN_DESK_PRACTICE, MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD, TENANT_ID, GRAPH_CLIENT_SECRET, PUBLIC_URL',
    ],
    [
      'a practice switch of another value',
      { TOKEN_DESK_PRACTICE: 'yes' },
      'config-invalid',
      'TOKEN_DESK_PRACTICE',
    ],
    ['a practice tenant', { PRACTICE_TENANT_ID: tenant }, 'practice-refused', 'PRACTICE_TENANT_ID'],
    [
      'a practice origin',
      { PRACTICE_ORIGINS: 'http://localhost:4000' },
      'practice-refused',
      'PRACTICE_ORIGINS',
    ],
    ['an issuer on loopback', { ISSUER: 'http://127.0.0.1:4001/v2.0' }, 'practice-refused', 'ISSUER'],
    [
      'keys on loopback over https',
      { JWKS_URL: 'https://localhost:4001/keys' },
      'practice-refused',
      'JWKS_URL',
    ],
    ['Graph on loopback', { GRAPH_URL: 'http://[::1]:4001' }, 'practice-refused', 'GRAPH_URL'],
    ['another cloud’s Graph', { GRAPH_URL: 'https://graph.microsoft.us' }, 'config-invalid', 'GRAPH_URL'],
    [
      'another cloud’s sign-in',
      {
        ISSUER: `https://login.microsoftonline.us/${tenant}/v2.0`,
        JWKS_URL: `https://login.microsoftonline.us/${tenant}/discovery/v2.0/keys`,
        TOKEN_URL: `https://login.partner.microsoftonline.cn/${tenant}/oauth2/v2.0/token`,
      },
      'config-invalid',
      'ISSUER, JWKS_URL, TOKEN_URL',
    ],
    ['a cloud that it does not know', { CLOUD: 'gcc-high' }, 'config-invalid', 'CLOUD'],
    [
      'a look-alike of Graph',
      { GRAPH_URL: 'https://graph.microsoft.com.evil.example' },
      'config-invalid',
      'GRAPH_URL',
    ],
  ];
  for (const [what, change, code, settings] of cases) {
    it(`refuses ${what}`, () => assert.deepEqual(refusal({ ...real, ...change }), { code, settings }));
  }

  it('never repeats a value: a secret pasted into the wrong line stays out of the log', () => {
    const secret = 'Zm9vYmFyLXNlY3JldA';
    const { settings } = refusal({ ...real, MICROSOFT_APP_ID: secret, PORT: secret, ISSUER: secret });
    assert.equal(settings.includes(secret), false);
  });
});

describe('config: what belongs into a setting', () => {
  it('is said for each that is wrong, and no value is', () => {
    const said = formsOf('MICROSOFT_APP_ID, PUBLIC_URL');
    assert.deepEqual(said, [
      '  MICROSOFT_APP_ID: an id like 00000000-0000-0000-0000-000000000000',
      '  PUBLIC_URL: https, no path',
    ]);
  });

  it('is said by the program itself', () => {
    const env = { PATH: process.env.PATH, MICROSOFT_APP_ID: 'Zm9vYmFyLXNlY3JldA', PUBLIC_URL: 'http://x' };
    const program = ['--conditions=tokendesk:src', '--import=tsx', 'bot/src/main.ts'];
    const { status, stderr } = spawnSync(process.execPath, program, { env, encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /^ {2}MICROSOFT_APP_ID: an id like 0{8}-/m);
    assert.match(stderr, /^ {2}SITES: names separated by commas$/m);
    assert.doesNotMatch(stderr, /Zm9v/);
  });

  it('stands in the table of docs/install.md', () => {
    const rows = readFileSync('docs/install.md', 'utf8').split('\n');
    for (const [name, form] of Object.entries(settingForms)) {
      const row = rows.find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
      assert.ok(row.includes(`| ${form} |`), `${name}: ${form}`);
    }
  });
});

describe('config: practice', () => {
  it('starts on loopback with stand-ins', () => {
    const config = parseConfig(practice);
    assert.equal(config.practice, true);
    assert.equal(config.bot, null);
    assert.equal(config.tenantId, tenant);
    assert.equal(config.host, '127.0.0.1');
  });

  const cases: [string, Record<string, string | undefined>, ProblemCode, string][] = [
    [
      'an app id',
      { MICROSOFT_APP_ID: real.MICROSOFT_APP_ID },
      'practice-refused',
      'TOKEN_DESK_PRACTICE, MICROSOFT_APP_ID',
    ],
    ['a tenant', { TENANT_ID: tenant }, 'practice-refused', 'TOKEN_DESK_PRACTICE, TENANT_ID'],
    ...(
      [
        'postgres://db.contoso.example/desk',
        'postgresql://desk:word@10.0.0.5:5432/desk',
        'postgres://localhost.contoso.example/desk',
        'postgres://localhost@db.contoso.example/desk',
        'postgres://localhost/desk?host=db.contoso.example',
        'postgres://localhost,db.contoso.example/desk',
        'postgres://%6c%6f.contoso.example/desk',
        'postgres:///desk',
        'postgres:///desk?host=/cloudsql/contoso',
        'postgres://',
      ] as const
    ).map((url): [string, Record<string, string | undefined>, ProblemCode, string] => [
      `the database ${url}`,
      { DATABASE_URL: url },
      'practice-refused',
      'TOKEN_DESK_PRACTICE, DATABASE_URL',
    ]),
    ...(
      [
        'MICROSOFT_APP_PASSWORD',
        'GRAPH_CLIENT_SECRET',
        'GRAPH_CERTIFICATE_FILE',
        'GRAPH_MANAGED_IDENTITY',
        'TEAMS_APP_ID',
      ] as const
    ).map((name): [string, Record<string, string | undefined>, ProblemCode, string] => [
      `a real ${name}`,
      { [name]: tenant },
      'practice-refused',
      `TOKEN_DESK_PRACTICE, ${name}`,
    ]),
    ['all interfaces', { HOST: '0.0.0.0' }, 'practice-refused', 'TOKEN_DESK_PRACTICE, HOST'],
    [
      'a real issuer',
      { ISSUER: 'https://login.microsoftonline.com/t/v2.0' },
      'practice-refused',
      'TOKEN_DESK_PRACTICE, ISSUER',
    ],
    [
      'a loopback look-alike',
      { GRAPH_URL: 'http://127.0.0.1.contoso.example' },
      'practice-refused',
      'TOKEN_DESK_PRACTICE, GRAPH_URL',
    ],
    [
      'a user name that looks like loopback',
      { ISSUER: 'http://127.0.0.1:1@contoso.example/' },
      'practice-refused',
      'TOKEN_DESK_PRACTICE, ISSUER',
    ],
    [
      'a public address',
      { PUBLIC_URL: 'https://tokens.contoso.example' },
      'practice-refused',
      'TOKEN_DESK_PRACTICE, PUBLIC_URL',
    ],
    [
      'a foreign frame',
      { PRACTICE_ORIGINS: 'http://localhost:4000,https://contoso.example' },
      'practice-refused',
      'TOKEN_DESK_PRACTICE, PRACTICE_ORIGINS',
    ],
    ['no issuer, which would be Microsoft', { ISSUER: undefined }, 'config-invalid', 'ISSUER'],
    [
      'no switch',
      { TOKEN_DESK_PRACTICE: undefined },
      'practice-refused',
      'PRACTICE_TENANT_ID, ISSUER, JWKS_URL, GRAPH_URL, TOKEN_URL',
    ],
  ];
  for (const [what, change, code, settings] of cases) {
    it(`refuses ${what}`, () => assert.deepEqual(refusal({ ...practice, ...change }), { code, settings }));
  }

  for (const url of [
    'postgres://localhost/desk',
    'postgresql://desk:word@127.0.0.1:5433/desk',
    'postgres://[::1]/desk',
    'postgres://LOCALHOST/desk?host=localhost',
  ])
    it(`keeps its data in ${url}, on this computer`, () =>
      assert.deepEqual(parseConfig({ ...practice, DATABASE_URL: url }).store, { kind: 'postgres', url }));

  it('has a client secret of its own name, which a real deployment refuses', () => {
    assert.deepEqual(parseConfig({ ...practice, PRACTICE_CLIENT_SECRET: 'invented' }).graph.credential, {
      kind: 'secret',
      secret: 'invented',
    });
    assert.deepEqual(refusal({ ...real, PRACTICE_CLIENT_SECRET: 'invented' }), {
      code: 'practice-refused',
      settings: 'PRACTICE_CLIENT_SECRET',
    });
  });

  it('refuses to start with nothing configured at all', () => {
    assert.equal(refusal({}).code, 'config-invalid');
  });
});
