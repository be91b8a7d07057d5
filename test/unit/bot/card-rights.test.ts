import assert from 'node:assert/strict';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import { decide } from '@token-desk/bot/domain/requests/request-machine';
import { actOnCard, type CardData, cardData } from '@token-desk/bot/teams/card-actions';
import type { TeamsDeps } from '@token-desk/bot/teams/deps';
import type { Turn } from '@token-desk/bot/teams/turn';
import { stringsFor } from '@token-desk/bot/words/languages';
import { type Person, roles } from '@token-desk/contract/ids';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import { type RequestState, requestStates } from '@token-desk/contract/request';
import { Turns } from '@token-desk/contract/turns';
import { acting, mara, monday, olga, requestIn, sven, tom } from '../../support/bot/requests.ts';
import { samplesOf } from '../../support/rules/schema-samples.ts';

const none: readonly RequestState[] = [];

/** In which states a button moves a request whose asker presses it; null: it is about no request that is there. */
const moves: Readonly<Record<CardData['verb'], readonly RequestState[] | null>> = {
  'form.open': null,
  'form.submit': null,
  'form.cancel': null,
  'form.keep': null,
  'form.anew': null,
  say: null,
  'status.show': null,
  'joiner.open': null,
  'joiner.send': null,
  'joiner.show': null,
  'joiner.bind': null,
  'joiner.withdraw': null,
  'several.open': null,
  'several.check': null,
  'several.send': null,
  'several.keep': null,
  'several.cancel': null,
  'cohort.show': null,
  'cohort.withdraw': null,
  'cohort.approve': null,
  'cohort.approve-some': null,
  'cohort.reject-all': null,
  'cohort.reject-some': null,
  'token.not-me': null,
  'request.show': [],
  'request.withdraw': ['submitted', 'approved', 'queued', 'on_hold'],
  'request.edit': none,
  'request.save': ['submitted', 'approved', 'queued'],
  'request.nudge': ['submitted', 'approved', 'queued'],
  'request.close': ['handed_over'],
  'request.approve': none,
  'request.reject': none,
};

/** The same for whoever was asked to decide, who else may look at it. */
const movesOfAsked: Readonly<Partial<Record<CardData['verb'], readonly RequestState[]>>> = {
  'request.approve': ['submitted'],
  'request.reject': ['submitted'],
};

const samples = samplesOf(cardData).map(({ value }) => cardData.parse(value));
const policy = { ...standardPolicy, sites: ['Vienna'] };
const people = { 'who asked': mara, 'who will carry it': sven, 'somebody else': tom } as const;

type Pressed = { readonly moved: boolean; readonly refused: ProblemCode | null };

/** Presses a button of a card about a request in `state`, by the very rules that decide in the product. */
async function press(data: CardData, state: RequestState, by: Person, role?: (typeof roles)[number]) {
  const approval = { rule: 'their-manager', of: 'manager', asked: olga } as const;
  const request = { ...requestIn(state), approval };
  const pressed: { moved: boolean; refused: ProblemCode | null } = { moved: false, refused: null };
  const told = role === undefined ? [] : [role];
  const deps = {
    clock: { now: () => monday },
    newId: () => 'nonce',
    policy: async () => policy,
    tabUrl: () => null,
    findRequest: async (id: string) => (id === request.id ? request : null),
    findPerson: async () => ({ ...by, enabled: true }),
    rolesOf: async () => told,
    reportNotMe: async () => {},
    listMine: async () => [],
    findDraft: async () => null,
    keepDraft: async () => {},
    dropDraft: async () => {},
    findCohort: async () => [],
    joinersOf: async () => [],
    askForJoiner: async () => ({}),
    lookUpPeople: async () => [],
    command: async (_caller: unknown, _id: string, command: Parameters<typeof decide>[1]) => {
      const decided = decide(request, command, acting(by, ...told), monday);
      if (!decided.ok) pressed.refused = decided.problem.code;
      if (!decided.ok) throw new ProblemError(decided.problem.code, decided.problem.detail);
      pressed.moved = decided.events.length > 0;
    },
  } as unknown as TeamsDeps;
  const turn = {
    ...{ deps, lock: new Turns(), context: {}, activity: {}, strings: stringsFor('en') },
    ...{ isPersonal: true, personId: by.id, key: `person:${by.id}`, today: '2026-11-02', policy },
  } as unknown as Turn;
  const why = data.verb === 'request.reject' ? { why: 'no' } : {};
  const changed = data.verb === 'request.save' ? { neededBy: '2026-11-20', handOver: 'ship' } : {};
  const about = 'requestId' in data ? { ...data, ...why, ...changed, requestId: request.id } : data;
  try {
    await actOnCard(turn, about);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    pressed.refused = error.problem.code;
  }
  return pressed as Pressed;
}

describe('who may press which button on a card', () => {
  for (const data of samples.filter((one) => 'requestId' in one))
    it(`${data.verb}: who was asked to decide, in every state`, async () => {
      for (const state of requestStates) {
        const { moved, refused } = await press(data, state, olga);
        assert.equal(
          moved,
          movesOfAsked[data.verb]?.includes(state) ?? false,
          `${state}: ${refused ?? 'fine'}`,
        );
      }
    });

  it('has a row for every button', () => {
    assert.deepEqual([...new Set(samples.map(({ verb }) => verb))].sort(), Object.keys(moves).sort());
  });

  for (const [verb, states] of Object.entries(moves) as [
    CardData['verb'],
    readonly RequestState[] | null,
  ][]) {
    const data = samples.find((one) => one.verb === verb);
    it(`${verb}: ${states === null ? 'anybody' : 'who asked, and to look at it who will carry it'}, in every state`, async () => {
      assert.ok(data !== undefined);
      for (const state of requestStates)
        for (const [who, person] of Object.entries(people)) {
          const { moved, refused } = await press(data, state, person);
          const where = `${who}, ${state}: ${refused ?? 'fine'}`;
          if (states === null) assert.deepEqual([moved, refused], [false, null], where);
          else if (person === tom) assert.deepEqual([moved, refused], [false, 'request-not-found'], where);
          else if (person === sven)
            assert.deepEqual(
              [moved, refused],
              [false, verb === 'request.show' ? null : 'role-missing'],
              where,
            );
          else assert.equal(moved, states.includes(state), where);
        }
    });
    if (states !== null)
      it(`${verb}: no role makes another’s request one’s own`, async () => {
        assert.ok(data !== undefined);
        for (const role of roles)
          for (const state of requestStates)
            assert.deepEqual(await press(data, state, tom, role), {
              moved: false,
              refused: 'request-not-found',
            });
      });
  }
});
