import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { graphAccess } from '@token-desk/tab/graph/graph-access';
import { removeMethod } from '@token-desk/tab/graph/methods';
import { keepSignIn } from '@token-desk/tab/sign-in/kept-sign-in';
import { HandClock } from '../../support/run/hand-clock.ts';

const settings = {
  clientId: 'app',
  authorizeUrl: 'https://login.example/t/oauth2/v2.0/authorize',
  tokenUrl: 'https://login.example/t/oauth2/v2.0/token',
  scope: 'api://app/access_as_user openid profile offline_access',
  graphUrl: 'https://graph.microsoft.com',
};
const minuteMs = 60_000;

/** The token endpoint: answers each grant with what is prepared, `null` for no network. */
class Entra {
  readonly asked: Record<string, string>[] = [];
  answers: (number | null)[] = [];
  #fetch = globalThis.fetch;
  open() {
    globalThis.fetch = async (_, init) => {
      this.asked.push(Object.fromEntries(init?.body as URLSearchParams));
      const status = this.answers.shift();
      if (status == null) throw new TypeError('fetch failed');
      const n = this.asked.length;
      return Response.json(
        { access_token: `access-${n}`, expires_in: 3600, refresh_token: `refresh-${n}` },
        { status },
      );
    };
  }
  close() {
    globalThis.fetch = this.#fetch;
  }
}

describe('the tab: a sign-in in a plain browser', () => {
  let entra: Entra;
  beforeEach(() => {
    entra = new Entra();
    entra.open();
  });
  afterEach(() => entra.close());

  const signedIn = (endsInMs: number, refreshToken: string | null = 'refresh-0') =>
    keepSignIn(settings, {
      accessToken: 'access-0',
      endsAt: Date.now() + endsInMs,
      refreshToken,
      sub: 'tom',
      userName: 'tom@contoso.example',
    });

  it('is renewed once for everybody who asks, with the newest refresh token', async () => {
    entra.answers = [200, 200];
    const signIn = signedIn(0);
    assert.deepEqual(await Promise.all([signIn.accessToken(), signIn.accessToken()]), [
      'access-1',
      'access-1',
    ]);
    assert.equal(await signIn.accessToken({ renew: true }), 'access-2');
    assert.deepEqual(
      entra.asked.map(({ refresh_token, scope }) => [refresh_token, scope]),
      [
        ['refresh-0', settings.scope],
        ['refresh-1', settings.scope],
      ],
    );
  });

  const troubles: readonly (readonly [string, number | null, string])[] = [
    ['Entra wants the person', 400, 'over'],
    ['the network is gone', null, 'over'],
    ['Entra is in trouble', 503, 'over'],
  ];
  for (const [what, status, kind] of troubles) {
    it(`is over when it ended and ${what}`, async () => {
      entra.answers = [status];
      const signIn = signedIn(-1);
      await assert.rejects(signIn.accessToken());
      assert.equal(signIn.state().kind, kind);
    });
  }

  it('is used to its end while it cannot be renewed, and says so only when a person is needed', async () => {
    const clock = new HandClock(Date.now());
    mock.method(Date, 'now', clock.now);
    try {
      entra.answers = [503, 400];
      const signIn = signedIn(60 * minuteMs);
      const said: string[] = [];
      signIn.subscribe(() => said.push(signIn.state().kind));
      clock.turn(51 * minuteMs);
      assert.equal(await signIn.accessToken(), 'access-0');
      assert.deepEqual(said, []);
      assert.equal(await signIn.accessToken(), 'access-0');
      assert.equal(await signIn.accessToken(), 'access-0');
      assert.deepEqual(said, ['ending']);
      assert.equal(entra.asked.length, 2, 'a refusal was asked for again at once');
    } finally {
      mock.restoreAll();
    }
  });

  it('takes its own rights at Graph from the same sign-in, for that one permission', async () => {
    entra.answers = [200];
    const signIn = signedIn(60 * minuteMs);
    const calls: (string | null)[] = [];
    const access = graphAccess(
      { account: signIn, isPractice: false },
      {
        site: async () => settings,
        fetch: async (_, init) => {
          calls.push(new Headers(init?.headers).get('authorization'));
          return new Response(null, { status: 204 });
        },
      },
    );
    await removeMethod(access, { personId: 'ana', methodId: 'method-1' });
    assert.deepEqual(calls, ['Bearer access-1']);
    assert.equal(entra.asked[0]?.scope, 'UserAuthMethod-SoftwareOATH.ReadWrite.All');
    assert.equal(await signIn.accessToken(), 'access-0', 'an access token for Graph went to our server');
  });

  it('keeps an access token for each permission until it ends or is not taken', async () => {
    const clock = new HandClock(Date.now());
    mock.method(Date, 'now', clock.now);
    try {
      entra.answers = [200, 200, 200, 200];
      const { graph } = signedIn(300 * minuteMs);
      const token = async (scope: string) => (await graph.getToken(scope))?.token;
      assert.deepEqual(
        [await token('one'), await token('other'), await token('one'), await token('other')],
        ['access-1', 'access-2', 'access-1', 'access-2'],
      );
      graph.forget?.('one');
      assert.deepEqual([await token('one'), await token('other')], ['access-3', 'access-2']);
      clock.turn(59 * minuteMs + 1);
      assert.equal(await token('other'), 'access-4', 'one that ends on its way was given');
      assert.deepEqual(
        entra.asked.map(({ scope }) => scope),
        ['one', 'other', 'one', 'other'],
      );
    } finally {
      mock.restoreAll();
    }
  });

  for (const [what, refreshToken, answers] of [
    ['Entra refuses without the person', 'refresh-0', [400]],
    ['there is nothing to renew with', null, []],
  ] as const) {
    it(`asks the person for their rights at Graph where ${what}`, async () => {
      entra.answers = [...answers];
      await assert.rejects(signedIn(60 * minuteMs, refreshToken).graph.getToken('scope'), {
        code: 'UiRequiredError',
      });
    });
  }
});
