import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type FromBurner, maxFrameBytes, type ToBurner } from '@token-desk/contract/desk/job';
import { challengeLifetimeMs } from '@token-desk/contract/desk/pairing';
import { ProblemError } from '@token-desk/contract/problem';
import { type HubServer, makeKey, startHubServer, TestBurner } from '../../support/bot/hub-server.ts';

const technician = { id: 'p-1', name: 'Tom Weber', upn: 'tom.weber@contoso.example' };
const key = makeKey();
const otherKey = makeKey();

const offer = (jobId: string): ToBurner => ({
  type: 'offer',
  offer: {
    jobId,
    attempt: 1,
    kind: 'burn',
    burnerId: 'b-1',
    reader: null,
    serial: '865961200012',
    requestId: 'r-1',
    subject: technician,
    technician,
    config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
    expiresAt: 1_800_000_300_000,
  },
});
const verify = (checkId: string): Extract<ToBurner, { type: 'check' }> => ({
  type: 'check',
  jobId: 'j-1',
  checkId,
  code: '123456',
  technician,
});
const checked = (checkId: string): Extract<FromBurner, { type: 'checked' }> => ({
  type: 'checked',
  jobId: 'j-1',
  checkId,
  matched: true,
  stepOffset: 0,
  problem: null,
  receipt: null,
});
const when = async (isSo: () => boolean) => {
  while (!isSo()) await nextTurn();
};
const hasCode = (code: string) => (error: unknown) =>
  error instanceof ProblemError && error.problem.code === code;

describe('burner hub', () => {
  let server: HubServer;
  const burners: TestBurner[] = [];
  const connect = (parts: Partial<ConstructorParameters<typeof TestBurner>[1]> = {}) => {
    const burner = new TestBurner(server, { key, keyId: 'k-1', ...parts });
    burners.push(burner);
    return burner;
  };
  const start = async (times: Parameters<typeof startHubServer>[0] = {}) => {
    server = await startHubServer(times);
    server.paired.set('k-1', { burnerId: 'b-1', name: 'Desk Lyon', linkKey: key.linkKey });
    server.paired.set('k-2', { burnerId: 'b-2', name: 'Desk Stuttgart', linkKey: otherKey.linkKey });
  };
  beforeEach(() => start());
  afterEach(async () => {
    for (const burner of burners.splice(0)) burner.socket.terminate();
    await server.close();
  });

  describe('before the upgrade', () => {
    const refused: [string, () => Parameters<typeof connect>[0], { status: number; code: string }][] = [
      ['a burner nobody paired', () => ({ keyId: 'k-9' }), { status: 401, code: 'burner-not-paired' }],
      ['a wrong key', () => ({ key: otherKey }), { status: 401, code: 'burner-not-paired' }],
      [
        'a nonce of somebody else’s making',
        () => ({ nonce: 'A'.repeat(43) }),
        { status: 408, code: 'challenge-expired' },
      ],
      [
        'a signature for another host',
        () => ({ signedHost: 'tokens.contoso.example' }),
        { status: 401, code: 'burner-not-paired' },
      ],
      [
        'a signature for another path',
        () => ({ signedPath: '/api/burner/other' }),
        { status: 401, code: 'burner-not-paired' },
      ],
      ['another path', () => ({ path: '/api/me' }), { status: 404, code: 'not-found' }],
      [
        'the path with a query',
        () => ({ path: '/api/burner/link?key=k-1' }),
        { status: 404, code: 'not-found' },
      ],
    ];
    for (const [what, parts, refusal] of refused) {
      it(`refuses ${what}`, async () => {
        const burner = connect(parts());
        await burner.until(() => burner.refusal !== null);
        assert.deepEqual(burner.refusal, refusal);
        assert.deepEqual(server.told, []);
      });
    }

    it('refuses a revoked burner', async () => {
      server.paired.set('k-1', { burnerId: 'b-1', name: 'Desk Lyon', linkKey: key.linkKey, revoked: true });
      const burner = connect();
      await burner.until(() => burner.refusal !== null);
      assert.deepEqual(burner.refusal, { status: 403, code: 'burner-revoked' });
    });

    it('takes a nonce once', async () => {
      const nonce = server.challenges.issue();
      await connect({ nonce }).open();
      const second = connect({ nonce });
      await second.until(() => second.refusal !== null);
      assert.equal(second.refusal?.code, 'challenge-expired');
    });

    it('leaves a nonce to its desk when somebody else answers it wrongly', async () => {
      const nonce = server.challenges.issue();
      const wrong = connect({ nonce, key: otherKey });
      await wrong.until(() => wrong.refusal !== null);
      assert.equal(wrong.refusal?.code, 'burner-not-paired');
      await connect({ nonce }).open();
    });

    it('does not take a nonce after 30 s', async () => {
      const nonce = server.challenges.issue();
      server.clock.turn(challengeLifetimeMs);
      const burner = connect({ nonce });
      await burner.until(() => burner.refusal !== null);
      assert.equal(burner.refusal?.code, 'challenge-expired');
    });

    it('says so when the burner knows the server under another name', async () => {
      const host = server.host.replace('127.0.0.1', 'localhost');
      const burner = new TestBurner({ ...server, host }, { key, keyId: 'k-1' });
      burners.push(burner);
      await burner.until(() => burner.refusal !== null);
      assert.deepEqual(burner.refusal, { status: 421, code: 'burner-wrong-address' });
    });
  });

  describe('hello', () => {
    it('is answered with welcome, and the burner is online with its readers', async () => {
      const reader = { name: 'ACR122U', state: 'empty' as const, since: 1, token: null, problem: null };
      const burner = await connect().greet({ readers: [reader] });
      assert.deepEqual(burner.frames[0], {
        type: 'welcome',
        protocol: 1,
        burnerId: 'b-1',
        name: 'Desk Lyon',
        now: server.clock.now(),
      });
      assert.equal(server.hub.isOnline('b-1'), true);
      assert.deepEqual(server.hub.readersOf('b-1'), [reader]);
      assert.equal(server.hub.isOnline('b-2'), false);
      assert.deepEqual(server.hub.readersOf('b-2'), []);
    });

    for (const [what, protocol] of [
      ['too old', { min: 0, max: 0 }],
      ['too new', { min: 2, max: 3 }],
    ] as const) {
      it(`of a burner that is ${what} is refused with the wanted range`, async () => {
        const burner = await connect().greet({ protocol });
        assert.deepEqual(burner.frames, [
          { type: 'refused', problem: { code: 'burner-version', detail: { wanted: 'protocol 1' } } },
        ]);
        await burner.until(() => burner.closeCode !== null);
        assert.equal(server.hub.isOnline('b-1'), false);
      });
    }

    it('of a newer burner that still knows our version is welcome', async () => {
      const burner = await connect().greet({ protocol: { min: 1, max: 4 } });
      assert.equal(burner.types()[0], 'welcome');
    });

    it('of a burner the use cases refuse is answered with their problem', async () => {
      const burner = await connect().greet({ version: 'lost-journal' });
      assert.deepEqual(burner.frames, [
        { type: 'refused', problem: { code: 'burner-journal-lost', detail: {} } },
      ]);
      await burner.until(() => burner.closeCode !== null);
      assert.equal(burner.closeCode, 4403);
    });

    it('must come in time', async () => {
      await server.close();
      await start({ helloMs: 30 });
      const burner = await connect().open();
      await burner.until(() => burner.closeCode !== null);
      assert.equal(burner.closeCode, 4408);
    });

    it('must come first and once', async () => {
      const early = await connect().open();
      early.send({ type: 'readers', readers: [] });
      await early.until(() => early.closeCode !== null);
      assert.equal(early.closeCode, 1008);
      const twice = await connect().greet();
      await twice.greet();
      await twice.until(() => twice.closeCode !== null);
      assert.equal(twice.closeCode, 1008);
    });
  });

  describe('frames', () => {
    const garbage: [string, string | Buffer, number][] = [
      ['no JSON', '{"type":', 1007],
      ['an unknown type', '{"type":"format-disk"}', 1007],
      [
        'a field of the wrong shape',
        '{"type":"progress","jobId":"j 1","attempt":0,"phase":"written","at":1}',
        1007,
      ],
      ['binary', Buffer.from([1, 2, 3]), 1007],
      ['too large', JSON.stringify({ type: 'readers', readers: [], more: 'x'.repeat(maxFrameBytes) }), 1009],
    ];
    for (const [what, bytes, code] of garbage) {
      it(`closes the link on a frame that is ${what}, and logs none of it`, async () => {
        const burner = await connect().greet();
        burner.socket.send(bytes, { binary: typeof bytes !== 'string' });
        await burner.until(() => burner.closeCode !== null);
        assert.equal(burner.closeCode, code);
        assert.equal(server.logLines.join('').includes('format-disk'), false);
      });
    }

    it('are handed on in order, and their answers sent back', async () => {
      server.receive = async (frame) =>
        frame.type === 'progress' ? { type: 'receipt-stored', seq: frame.at } : null;
      const burner = await connect().greet();
      for (const at of [1, 2, 3])
        burner.send({ type: 'progress', jobId: 'j-1', attempt: 1, phase: 'reading', problem: null, at });
      await burner.until(() => burner.frames.length === 4);
      assert.deepEqual(
        burner.frames.slice(1),
        [1, 2, 3].map((seq) => ({ type: 'receipt-stored', seq })),
      );
    });

    it('that break a rule leave the link open', async () => {
      server.receive = async (frame) => {
        if (frame.type === 'job-refused') throw new ProblemError('job-not-open');
        return { type: 'receipt-stored', seq: 7 };
      };
      const burner = await connect().greet();
      burner.send({ type: 'job-refused', jobId: 'j-1', attempt: 1, problem: { code: 'job-expired' } });
      burner.send({ type: 'progress', jobId: 'j-1', attempt: 1, phase: 'reading', problem: null, at: 1 });
      await burner.until(() => burner.frames.length === 2);
      assert.deepEqual(burner.types(), ['welcome', 'receipt-stored']);
    });

    it('that could not be stored close the link, so that the burner sends them again', async () => {
      server.receive = async () => {
        throw new Error('disk full');
      };
      const burner = await connect().greet();
      burner.send({ type: 'progress', jobId: 'j-1', attempt: 1, phase: 'reading', problem: null, at: 1 });
      await burner.until(() => burner.closeCode !== null);
      assert.equal(burner.closeCode, 1011);
    });

    it('about readers are kept and announced', async () => {
      const burner = await connect().greet();
      const reader = { name: 'ACR122U', state: 'present' as const, since: 2, token: null, problem: null };
      server.receive = async () => ({ type: 'receipt-stored', seq: 1 });
      burner.send({ type: 'readers', readers: [reader] });
      burner.send({ type: 'progress', jobId: 'j-1', attempt: 1, phase: 'reading', problem: null, at: 1 });
      await burner.until(() => burner.frames.length === 2);
      assert.deepEqual(server.hub.readersOf('b-1'), [reader]);
      assert.equal(server.told.filter(({ what }) => what === 'changed').length, 2);
    });
  });

  describe('backfill', () => {
    it('comes after welcome, and what is sent meanwhile comes after it, once', async () => {
      let release = () => {};
      server.pending = [offer('j-1'), offer('j-2')];
      server.beforePending = () => new Promise((resolve) => (release = resolve));
      const burner = await connect().greet();
      assert.equal(server.hub.send('b-1', offer('j-2')), true);
      assert.equal(server.hub.send('b-1', { type: 'cancel', jobId: 'j-2' }), true);
      release();
      await burner.until(() => burner.frames.length === 4);
      assert.deepEqual(burner.frames.slice(1), [
        offer('j-1'),
        offer('j-2'),
        { type: 'cancel', jobId: 'j-2' },
      ]);
    });

    it('is sent again to a burner that comes back', async () => {
      const first = await connect().greet();
      assert.equal(first.frames.length, 1);
      first.socket.terminate();
      server.pending = [offer('j-1')];
      const second = await connect().greet();
      await second.until(() => second.frames.length === 2);
      assert.deepEqual(second.frames[1], offer('j-1'));
    });

    it('nothing can be sent to a burner that is away', async () => {
      assert.equal(server.hub.send('b-1', offer('j-1')), false);
      const waiting = await connect().open();
      assert.equal(server.hub.send('b-1', offer('j-1')), false);
      waiting.socket.terminate();
    });
  });

  describe('two links with one key', () => {
    it('the second closes the first, and the burner stays online', async () => {
      const first = await connect().greet();
      const second = await connect().greet();
      await first.until(() => first.closeCode !== null);
      assert.equal(first.closeCode, 4409);
      while ((await server.links()) > 1) await new Promise((resolve) => setImmediate(resolve));
      // The link's own end is told right after that of its connection.
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(server.hub.isOnline('b-1'), true);
      server.hub.send('b-1', offer('j-1'));
      await second.until(() => second.frames.length === 2);
      assert.deepEqual(second.types(), ['welcome', 'offer']);
    });

    it('one that never says hello does not disturb the first', async () => {
      const first = await connect().greet();
      await connect().open();
      server.hub.send('b-1', offer('j-1'));
      await first.until(() => first.frames.length === 2);
      assert.equal(first.closeCode, null);
    });
  });

  describe('heartbeat', () => {
    it('pings, tells the time, and keeps a link that answers', async () => {
      await server.close();
      await start({ heartbeatMs: 10 });
      const burner = await connect().greet();
      await burner.until(() => burner.pings >= 6);
      assert.ok(burner.types().filter((type) => type === 'time').length >= 5);
      assert.equal(burner.closeCode, null);
      assert.equal(server.hub.isOnline('b-1'), true);
    });

    it('drops a link that missed two', async () => {
      await server.close();
      await start({ heartbeatMs: 10 });
      const burner = await connect({ autoPong: false }).greet();
      await burner.until(() => burner.closeCode !== null);
      assert.equal(burner.closeCode, 1006);
      assert.equal(burner.pings, 2);
      // The server's side of the socket ends a moment after ours.
      while (server.hub.isOnline('b-1')) await new Promise((resolve) => setImmediate(resolve));
    });
  });

  describe('a typed code', () => {
    it('goes to the burner, and the answer comes back after it was stored', async () => {
      const burner = await connect().greet();
      const answer = server.hub.check('b-1', verify('c-1'));
      await burner.until(() => burner.types().includes('check'));
      burner.send(checked('c-1'));
      assert.equal((await answer).said.matched, true);
      assert.equal(server.told.at(-1)?.frame?.type, 'checked');
      assert.equal(server.logLines.join('').includes('123456'), false);
    });

    it('is refused at once when the burner is away', async () => {
      await assert.rejects(server.hub.check('b-1', verify('c-1')), hasCode('burner-offline'));
    });

    it('is not answered by another burner', async () => {
      await server.close();
      await start({ checkMs: 100 });
      await connect().greet();
      const other = await connect({ key: otherKey, keyId: 'k-2' }).greet();
      const answer = server.hub.check('b-1', verify('c-1'));
      other.send(checked('c-1'));
      await assert.rejects(answer, hasCode('burner-silent'));
      assert.equal(
        server.told.some(({ frame }) => frame?.type === 'checked'),
        true,
      );
    });

    it('does not wait for ever', async () => {
      await server.close();
      await start({ checkMs: 20 });
      await connect().greet();
      await assert.rejects(server.hub.check('b-1', verify('c-1')), hasCode('burner-silent'));
    });

    it('fails when the burner goes away', async () => {
      const burner = await connect().greet();
      const answer = server.hub.check('b-1', verify('c-1'));
      burner.socket.terminate();
      await assert.rejects(answer, hasCode('burner-offline'));
    });

    it('fails with the reason when the burner is revoked meanwhile', async () => {
      await connect().greet();
      const answer = server.hub.check('b-1', verify('c-1'));
      server.hub.drop('b-1');
      await assert.rejects(answer, hasCode('burner-revoked'));
    });

    it('fails with the problem when the answer was not accepted', async () => {
      server.receive = async () => {
        throw new ProblemError('receipt-invalid');
      };
      const burner = await connect().greet();
      const answer = server.hub.check('b-1', verify('c-1'));
      burner.send(checked('c-1'));
      await assert.rejects(answer, hasCode('receipt-invalid'));
    });
  });

  it('tells a burner that is revoked while connected, and closes its link', async () => {
    const burner = await connect().greet();
    server.hub.drop('b-1');
    await burner.until(() => burner.closeCode !== null);
    assert.deepEqual(burner.frames.at(-1), {
      type: 'refused',
      problem: { code: 'burner-revoked', detail: {} },
    });
  });

  it('keeps what a desk signed before it was revoked, and hears nothing else of it', async () => {
    const burner = await connect().greet();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.receive = async () => {
      await held;
      return null;
    };
    const receipt = { body: '{}', signature: 'c2ln' };
    burner.send({ type: 'progress', jobId: 'j-0', attempt: 1, phase: 'reading', problem: null, at: 1 });
    burner.send({ ...checked('c-1'), receipt });
    burner.send({ type: 'progress', jobId: 'j-2', attempt: 1, phase: 'reading', problem: null, at: 1 });
    const frames = () => server.told.filter(({ what }) => what === 'frame').map(({ frame }) => frame);
    // Answered in order: the frames before it have arrived.
    burner.socket.ping();
    await once(burner.socket, 'pong');
    server.hub.drop('b-1');
    await burner.until(() => burner.closeCode !== null);
    release();
    await when(() => frames().length === 2);
    assert.deepEqual(frames()[1], { ...checked('c-1'), receipt });
    await nextTurn();
    assert.equal(frames().length, 2);
  });

  for (const [what, odd] of [
    ['a NUL', 'j\0'],
    ['half a character', 'j\ud800'],
  ] as const) {
    it(`takes no frame with ${what} in it, whatever kind it is`, async () => {
      const progress = { type: 'progress', attempt: 1, phase: 'reading', problem: null, at: 1 } as const;
      const frames: FromBurner[] = [
        { ...progress, jobId: odd },
        { ...progress, jobId: 'j', problem: { code: 'lost-contact', detail: { serial: odd } } },
        { ...checked('c-1'), checkId: odd, receipt: { body: '{}', signature: 'c2ln' } },
        { type: 'readers', readers: [{ name: odd, state: 'empty', since: 0, token: null, problem: null }] },
      ];
      for (const frame of frames) {
        const burner = await connect().greet();
        burner.send(frame);
        await burner.until(() => burner.closeCode !== null);
        assert.equal(burner.closeCode, 1007, frame.type);
      }
      assert.deepEqual(
        server.told.filter(({ what }) => what === 'frame'),
        [],
      );
    });
  }

  it('hands on a receipt with odd text, which has a rule of its own', async () => {
    const burner = await connect().greet();
    burner.send({ ...checked('c-1'), receipt: { body: '\ud800', signature: 'c2ln' } });
    await when(() => server.told.some(({ what }) => what === 'frame'));
  });

  it('says goodbye to every burner when the bot stops', async () => {
    const burner = await connect().greet();
    const closed = once(burner.socket, 'close');
    await server.hub.close();
    assert.equal((await closed)[0], 1001);
  });
});
