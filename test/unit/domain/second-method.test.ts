import assert from 'node:assert/strict';
import { read } from '@token-desk/bot/domain/entra/facts';
import { evolve } from '@token-desk/bot/domain/requests/request-machine';
import {
  decideSecond,
  isUnnamed,
  type ListedWay,
  offeredNow,
  secondKinds,
  seenBeside,
  waysWithout,
} from '@token-desk/bot/domain/requests/second-method';
import { needMethods } from '@token-desk/contract/entra/needs';
import { secondMethods } from '@token-desk/contract/entra/second-method';
import type { Request } from '@token-desk/contract/request';
import { mara, requestIn, serial, tokenOf } from '../../support/bot/requests.ts';
import { readyTenant } from '../../support/entra/facts.ts';

const bound = requestIn('bound');
const own: ListedWay = { id: 'new-method', kind: 'code' };
const is = (
  ways: readonly ListedWay[],
  {
    request = bound,
    known = [tokenOf(bound)],
    offered = secondMethods,
  }: Partial<Parameters<typeof seenBeside>[1]> = {},
) => seenBeside(ways, { request, known, offered }).map((way) => way.is);

describe('beside a token', () => {
  it('stands every way that lasts, and what only waits, resets or ends does not', () => {
    const kinds = needMethods.map((kind) => ({ id: kind, kind }));
    const seen = seenBeside([own, ...kinds], { request: bound, known: [tokenOf(bound)], offered: [] });
    const counted = seen.filter((way) => way.is === 'second').map(({ kind }) => kind);
    assert.deepEqual(counted, ['token', 'code', 'app', 'passkey', 'hello']);
    assert.equal(seen[0]?.is, 'its-token');
  });

  it('a phone counts where one may still be offered, and nowhere else', () => {
    const ways = [own, { id: 'p', kind: 'phone' }] as const;
    assert.deepEqual(is(ways), ['its-token', 'second']);
    assert.deepEqual(is(ways, { offered: ['waiver'] }), ['its-token', 'no']);
  });

  it('is named by our books, which Microsoft does not do', () => {
    const [way] = seenBeside([own], { request: bound, known: [tokenOf(bound)], offered: [] });
    assert.deepEqual([way?.token?.serial, way?.methodId], [serial, 'new-method']);
    assert.deepEqual(
      needMethods.filter((kind) => isUnnamed({ id: 'x', kind })),
      ['token', 'waiting', 'unsure', 'code'],
    );
    const [phone] = seenBeside([{ id: 'p', kind: 'phone' }], { request: bound, known: [], offered: [] });
    assert.equal(phone?.methodId, null);
  });

  it('another token they carry counts; what is left of one they do not, does not', () => {
    const other = { ...tokenOf(bound, { methodId: 'other' }), serial: '8659622000099' };
    const ways = [own, { id: 'other', kind: 'code' }] as const;
    assert.deepEqual(is(ways, { known: [tokenOf(bound), other] }), ['its-token', 'second']);
    const owner = bound.subject;
    for (const gone of [
      { ...other, state: 'lost' as const },
      { ...other, holder: mara },
      { ...other, methodId: null, leftMethods: [{ owner, methodId: 'other' }] },
    ])
      assert.deepEqual(is(ways, { known: [tokenOf(bound), gone] }), ['its-token', 'no']);
  });

  it('is not its token once that is the person’s no more, and no second way either', () => {
    const its = tokenOf(bound);
    for (const state of ['lost', 'retired', 'quarantine'] as const)
      assert.deepEqual(is([own], { known: [{ ...its, state }] }), ['no'], state);
  });

  it('a token whose method was never read is one of its kind that nobody else is', () => {
    const said = requestIn('bound', { binding: { how: 'said', methodId: null, at: 1 } });
    const two = [
      { id: 'a', kind: 'code' },
      { id: 'b', kind: 'code' },
      { id: 'c', kind: 'token' },
    ] as const;
    assert.deepEqual(is(two, { request: said, known: [] }), ['its-token', 'second', 'second']);
    const loaded = { ...said, token: { ...said.token, loaded: true } } as typeof said;
    assert.deepEqual(is(two, { request: loaded, known: [] }), ['second', 'second', 'its-token']);
  });

  it('is told by kind, each once, or not at all', () => {
    const ways = seenBeside(
      [own, { id: 'a', kind: 'passkey' }, { id: 'b', kind: 'passkey' }, { id: 'c', kind: 'app' }],
      {
        request: bound,
        known: [],
        offered: [],
      },
    );
    assert.deepEqual(secondKinds(ways), ['app', 'passkey']);
    assert.equal(secondKinds(null), null);
  });
});

describe('without the token that is replaced', () => {
  const code = (id: string) => ({ id, kind: 'code' }) as const;
  const carried = { ...tokenOf(bound, { methodId: 'carried' }), serial: '8659622000099' };
  const lost = { ...tokenOf(bound, { methodId: 'lost' }), state: 'lost' as const };
  const left = (type: Request['form']['type'], ways: readonly ListedWay[]) => {
    const request = { ...requestIn('in_progress'), subject: bound.subject };
    const seen = seenBeside(ways, { request, known: [carried, lost], offered: ['phone'] });
    return waysWithout(seen, type);
  };

  it('somebody signs in with what they carry, and not with what they lost or nobody knows', () => {
    assert.deepEqual(left('replace-lost', [code('lost')]), []);
    assert.deepEqual(left('replace-lost', [code('unknown')]), []);
    assert.deepEqual(left('replace-lost', [code('lost'), code('carried')]), ['code']);
  });

  it('nobody signs in with a token where any may be the faulty one', () => {
    assert.deepEqual(left('replace-faulty', [code('carried'), code('unknown')]), []);
  });

  it('an app, a passkey or a phone counts, and every code where nothing is replaced', () => {
    const named = [
      { id: 'a', kind: 'app' },
      { id: 'p', kind: 'phone' },
    ] as const;
    for (const type of ['replace-lost', 'replace-faulty'] as const)
      assert.deepEqual(left(type, [...named, code('lost')]), ['app', 'phone']);
    assert.deepEqual(left('new', [code('unknown')]), ['code']);
    assert.equal(waysWithout(null, 'new'), null);
  });
});

describe('a second way in', () => {
  const { methods } = readyTenant();

  it('is offered in the order that is set', () => {
    const day = '2027-01-31';
    assert.deepEqual(offeredNow(secondMethods, { day, methods }), [...secondMethods]);
    assert.deepEqual(offeredNow(['waiver', 'passkey'], { day, methods }), ['waiver', 'passkey']);
  });

  it('is no phone from 1 February 2027 on, nor where the tenant has text messages and calls off or does not tell', () => {
    const without = secondMethods.filter((one) => one !== 'phone');
    assert.deepEqual(offeredNow(secondMethods, { day: '2027-02-01', methods }), without);
    const off = { isEnabled: false } as never;
    for (const told of [read({ sms: off, voice: off }), read({}), { kind: 'no-answer' } as const])
      assert.deepEqual(offeredNow(secondMethods, { day: '2026-12-01', methods: told }), without);
    const calls = read({ sms: off, voice: { isEnabled: true } as never });
    assert.deepEqual(offeredNow(secondMethods, { day: '2026-12-01', methods: calls }), [...secondMethods]);
  });

  const events = (...given: Parameters<typeof decideSecond>) => {
    const decided = decideSecond(...given);
    return decided.ok ? decided.events : decided.problem.code;
  };

  it('is recorded as Microsoft shows it, once, and never without', () => {
    const look = (ways: ('app' | 'passkey')[] | null) => ({ kind: 'look-for-second', ways }) as const;
    assert.deepEqual(events(bound, look(['app'])), [{ kind: 'second_found', ways: ['app'] }]);
    assert.equal(events(bound, look([])), 'no-second-method');
    assert.equal(events(bound, look(null)), 'second-not-readable');
    const found = requestIn('bound', { second: { how: 'found', ways: ['app'], at: 1 } });
    assert.deepEqual(events(found, look(['app'])), []);
    assert.deepEqual(events(found, look(['app', 'passkey'])), [
      { kind: 'second_found', ways: ['app', 'passkey'] },
    ]);
  });

  it('is one spare token, and a spare one has none', () => {
    const ask = { kind: 'ask-spare', isOffered: true, spareId: 'request-2' } as const;
    assert.deepEqual(events(bound, ask), [{ kind: 'second_asked', requestId: 'request-2' }]);
    const asked = requestIn('bound', { second: { how: 'spare', requestId: 'request-9', at: 1 } });
    assert.deepEqual(events(asked, ask), []);
    assert.deepEqual(events(requestIn('bound', { spareFor: 'request-0' }), ask), []);
  });

  it('is done without only while none is recorded, or what was found is gone', () => {
    const waive = { kind: 'waive-second', isOffered: true, why: 'leaves' } as const;
    assert.deepEqual(events(bound, waive), [{ kind: 'second_waived', why: 'leaves' }]);
    for (const second of [
      { how: 'waived', why: 'an earlier reason', at: 1 },
      { how: 'spare', requestId: 'request-9', at: 1 },
      { how: 'found', ways: ['app'], at: 1 },
    ] as const) {
      const recorded = requestIn('bound', { second: second as NonNullable<typeof bound.second> });
      for (const ways of [null, ['app']] as const)
        assert.deepEqual(events(recorded, { ...waive, ways }), [], second.how);
      assert.equal(events(recorded, { ...waive, ways: [] }).length, second.how === 'found' ? 1 : 0);
    }
  });

  it('stays recorded when the work begins anew, and a sign-in with the token of before does not', () => {
    const second = { how: 'waived', why: 'leaves', at: 1 } as const;
    const failed = requestIn('failed', { second, signInTest: { isDone: true, at: 1 } });
    const requeued = evolve(failed, { kind: 'requeued', at: 2, actor: { kind: 'clock' } });
    assert.deepEqual([requeued.second, 'signInTest' in requeued], [second, false]);
  });

  it('is none of what the organisation does not offer', () => {
    const ask = { kind: 'ask-spare', isOffered: false, spareId: 'request-2' } as const;
    const waive = { kind: 'waive-second', isOffered: false, why: 'leaves' } as const;
    for (const command of [ask, waive]) assert.equal(events(bound, command), 'second-not-offered');
  });
});
