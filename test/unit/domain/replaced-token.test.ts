import assert from 'node:assert/strict';
import type { EventBody, RequestEvent } from '@token-desk/bot/domain/requests/request-events';
import {
  type Asker,
  fateOfOldToken,
  mayWriteOff,
  notLostAfterAll,
  replacedToken,
} from '@token-desk/bot/domain/tokens/replaced-token';
import { type Token, unknownToken } from '@token-desk/bot/domain/tokens/token';
import { anna, mara, monday, serial, sven, tina, tom } from '../../support/bot/requests.ts';

const token: Token = {
  ...unknownToken(serial, monday),
  state: 'active',
  holder: sven,
  requestId: 'request-1',
  burns: 1,
  burnedAt: monday,
  methodId: 'method-1',
};
const now = monday + 5_000;
const event = (body: EventBody): RequestEvent => ({ ...body, at: now, actor: { kind: 'clock' } });

describe('whose word writes a token off', () => {
  const nobody: Asker = { person: tom, roles: [], isManager: false };
  const words: readonly (readonly [string, Asker, boolean])[] = [
    ['the holder’s', { ...nobody, person: sven }, true],
    ['their manager’s', { ...nobody, isManager: true }, true],
    ['a technician’s', { ...nobody, roles: ['Technician'] }, true],
    ['an administrator’s', { ...nobody, roles: ['Administrator'] }, true],
    ['an approver’s', { ...nobody, roles: ['Approver'] }, false],
    ['an auditor’s', { ...nobody, roles: ['Auditor'] }, false],
    ['a colleague’s', nobody, false],
  ];
  for (const [whose, asker, isEnough] of words)
    it(`is ${isEnough ? '' : 'not '}${whose}`, () => {
      assert.equal(mayWriteOff(token, asker, null), isEnough);
      assert.equal(mayWriteOff(token, asker, mara), isEnough);
    });

  it('is that of who asked for it before', () => {
    assert.equal(mayWriteOff(token, nobody, tom), true);
  });

  it('is nobody’s by being nobody', () => {
    const free = { ...token, holder: null };
    assert.equal(mayWriteOff(free, nobody, null), false);
    assert.equal(mayWriteOff(free, { ...nobody, person: sven }, null), false);
  });
});

describe('what a replacement means for the tokens there are', () => {
  const submitted = { kind: 'submitted' } as RequestEvent;
  const reported = event({ kind: 'loss_reported', serial });
  const bound = event({ kind: 'bound', how: 'seen', methodId: null });
  const fate = (type: 'new' | 'replace-lost' | 'replace-faulty', one: RequestEvent, all = [one]) => {
    const found = fateOfOldToken(type, all, one);
    return found === null ? null : [found.fate, found.isMeant(serial), found.isMeant('other')];
  };

  it('is that a lost one is lost as soon as who may has said so', () => {
    assert.deepEqual(fate('replace-lost', submitted), ['lost', true, true]);
    assert.equal(fate('replace-lost', submitted, [submitted, reported]), null);
    assert.equal(fate('replace-lost', reported), null);
  });

  it('is that the one is lost whose loss was confirmed', () => {
    assert.deepEqual(fate('replace-lost', event({ kind: 'loss_confirmed', serial })), ['lost', true, false]);
  });

  it('is that a lost one is found when the request is withdrawn', () => {
    assert.deepEqual(fate('replace-lost', event({ kind: 'withdrawn' })), ['found', true, true]);
  });

  it('is that a faulty one goes when the new one is bound, not before', () => {
    assert.deepEqual(fate('replace-faulty', bound), ['set-aside', true, true]);
    for (const one of [submitted, event({ kind: 'withdrawn' }), event({ kind: 'loss_confirmed', serial })])
      assert.equal(fate('replace-faulty', one), null, one.kind);
  });

  it('is nothing at any other moment, and nothing of a new token', () => {
    assert.equal(fate('replace-lost', bound), null);
    for (const one of [submitted, bound, event({ kind: 'withdrawn' })]) assert.equal(fate('new', one), null);
  });
});

describe('a token that another takes the place of', () => {
  it('is lost, for the request that said so, and still its holder’s', () => {
    const lost = replacedToken(token, 'lost', { by: anna, now, lostFor: 'request-2' });
    assert.deepEqual(lost, {
      token: { ...token, state: 'lost', lostFor: 'request-2', updatedAt: now },
      event: 'token_lost',
      custody: { kind: 'lost', holder: sven, note: null },
    });
  });

  it('is set aside, nobody’s, with who gave it back and to whom', () => {
    const aside = replacedToken(token, 'set-aside', { by: tina, now, lostFor: null });
    assert.deepEqual(
      [aside.event, aside.custody],
      ['token_set_aside', { kind: 'set_aside', holder: sven, note: null }],
    );
    const { state, holder, takenBackFrom, takenBackBy, lostFor, updatedAt } = aside.token;
    assert.deepEqual(
      [state, holder, takenBackFrom, takenBackBy, lostFor, updatedAt],
      ['quarantine', null, sven, tina, null, now],
    );
  });
});

describe('a loss that is taken back', () => {
  const lost: Token = { ...token, state: 'lost', lostFor: 'request-2' };
  const back = (of: Token, methods: readonly string[] | null = ['method-1']) =>
    notLostAfterAll(of, { requestId: 'request-2', methods, now });

  it('is undone: in use again', () => {
    assert.deepEqual(back(lost), {
      token: { ...lost, state: 'active', lostFor: null, updatedAt: now },
      event: 'token_loss_undone',
      custody: { kind: 'loss_undone', holder: sven, note: null },
    });
  });

  it('is undone where nobody can tell whether its method is there, or it never had one', () => {
    assert.equal(back(lost, null)?.token.state, 'active');
    assert.equal(back({ ...lost, methodId: null }, [])?.token.state, 'active');
  });

  it('stays where its method is gone, another request said it, or something else happened since', () => {
    assert.equal(back(lost, ['method-2']), null);
    assert.equal(back({ ...lost, lostFor: 'request-3' }), null);
    assert.equal(back({ ...lost, lostFor: null }), null);
    assert.equal(back({ ...lost, state: 'quarantine' }), null);
  });
});
