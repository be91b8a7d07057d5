import assert from 'node:assert/strict';
import { onCallAt } from '@token-desk/bot/domain/life/on-call';
import { decideTask, disableTask, escalated, stageAfterMs } from '@token-desk/bot/domain/life/task';
import { nowhere } from '@token-desk/bot/domain/organisation';
import { type Token, unknownToken } from '@token-desk/bot/domain/tokens/token';
import type { Task, TaskCommand } from '@token-desk/contract/life/task';
import type { OnCall } from '@token-desk/contract/organisation';
import { mara, minuteMs, monday, serial, sven, tina, tom } from '../../support/bot/requests.ts';

const inUse: Token = {
  ...unknownToken(serial, monday),
  state: 'lost',
  holder: sven,
  methodId: 'method-1',
  route: 'A',
};
const opened = { id: 'task-1', by: mara, site: 'Lyon', requestId: 'r-1', now: monday };
const task = (): Task => disableTask(inUse, true, opened) ?? assert.fail();

describe('what has to be done about a lost token', () => {
  it('is to disable what Microsoft may still take, for whoever it belongs to', () => {
    const { subject, methodId, site, openedBy, escalatesAt } = task();
    assert.deepEqual([subject, methodId, site, openedBy], [sven, 'method-1', 'Lyon', mara]);
    assert.equal(escalatesAt, monday + 15 * minuteMs);
  });
  it('is somebody else’s where it was taken back and their method is still there', () => {
    const back = { ...inUse, holder: null, takenBackFrom: tom };
    assert.equal(disableTask(back, false, opened)?.subject.id, tom.id);
  });
  it('is to be looked for where nobody recorded which method it is', () => {
    const unseen = disableTask({ ...inUse, methodId: null }, true, opened);
    assert.deepEqual([unseen?.methodId, unseen?.subject.id], [null, sven.id]);
  });
  it('is nothing where nobody can sign in with it', () => {
    assert.equal(disableTask({ ...inUse, holder: null, methodId: null }, false, opened), null);
    assert.equal(disableTask({ ...inUse, methodId: null }, false, opened), null);
  });

  const outcome = (one: Task, command: TaskCommand, isThere: boolean | null, by = tina) => {
    const decided = decideTask(one, command, { by, isThere }, monday + minuteMs);
    return decided.ok ? (decided.step?.task ?? 'nothing') : decided.problem.code;
  };
  const endOf = (one: ReturnType<typeof outcome>) =>
    typeof one === 'string' ? one : (one.ended?.how ?? 'open');

  const ends: readonly [string, TaskCommand['kind'], boolean | null, string][] = [
    ['a look that finds the method gone', 'look', false, 'gone'],
    ['a look that finds it there', 'look', true, 'nothing'],
    ['a look that cannot tell', 'look', null, 'nothing'],
    ['a word where Microsoft cannot be asked', 'say-disabled', null, 'said'],
    ['a word that Microsoft bears out', 'say-disabled', false, 'gone'],
    ['a word against Microsoft’s', 'say-disabled', true, 'task-not-disabled'],
  ];
  for (const [what, kind, isThere, wanted] of ends)
    it(`ends by ${what}: ${wanted}`, () => assert.equal(endOf(outcome(task(), { kind }, isThere)), wanted));

  it('is in the hands of who pressed last, and pressed twice it is once', () => {
    const first = outcome(task(), { kind: 'take' }, true);
    assert.ok(typeof first !== 'string');
    assert.equal(first.taken?.by.id, tina.id);
    assert.equal(outcome(first, { kind: 'take' }, true), 'nothing');
    const second = outcome(first, { kind: 'take' }, true, tom);
    assert.equal(typeof second === 'string' ? second : second.taken?.by.id, tom.id);
  });
  it('once ended takes nothing but the word that open sign-ins were ended', () => {
    const done = outcome(task(), { kind: 'look' }, false);
    assert.ok(typeof done !== 'string');
    assert.equal(outcome(done, { kind: 'take' }, false), 'task-ended');
    assert.equal(outcome(done, { kind: 'say-disabled' }, false), 'task-ended');
    const ended = outcome(done, { kind: 'sessions-ended' }, false);
    assert.ok(typeof ended !== 'string' && ended.sessionsEnded?.by.id === tina.id);
    assert.equal(outcome(ended, { kind: 'sessions-ended' }, false), 'nothing');
  });

  const stagesOf = (onCall: typeof tom | null, minutes: readonly number[]) => {
    let one = task();
    return minutes.map((minute) => {
      const step = escalated(one, onCall, monday + minute * minuteMs);
      one = step?.task ?? one;
      return step === null ? null : [step.task.stage, step.data.onCallId ?? null];
    });
  };
  it('goes to whoever is on call after 15 minutes and to security after 60, each once', () => {
    assert.deepEqual(stageAfterMs, { 'on-call': 15 * minuteMs, security: 60 * minuteMs });
    assert.deepEqual(stagesOf(tom, [14, 15, 16, 59, 60, 600]), [
      null,
      ['on-call', tom.id],
      null,
      null,
      ['security', null],
      null,
    ]);
  });
  it('goes to security at once where nobody is on call, or where nobody looked in time', () => {
    assert.deepEqual(stagesOf(null, [15, 60]), [['security', null], null]);
    assert.deepEqual(stagesOf(tom, [61, 62]), [['security', null], null]);
  });
  it('goes nowhere once it is done', () => {
    const done = outcome(task(), { kind: 'look' }, false);
    assert.ok(typeof done !== 'string');
    assert.equal(escalated(done, tom, monday + 60 * minuteMs), null);
  });
});

describe('who is on call', () => {
  const nights: OnCall = { person: tom, weekdays: [1, 2, 3, 4, 5], from: '18:00', to: '06:00' };
  const sundays: OnCall = { person: tina, weekdays: [7], from: '00:00', to: '23:59' };
  const policy = {
    timeZone: 'UTC',
    places: new Map([
      [
        'Lyon',
        {
          ...nowhere,
          timeZone: 'Europe/Paris',
          holidays: ['2026-12-25'],
          onCall: [nights, sundays],
        },
      ],
    ]),
  };
  const moments: readonly [string, string, string | null][] = [
    ['on Monday at noon nobody', '2026-11-02T11:00Z', null],
    ['from six in the evening, in the site’s own time', '2026-11-02T17:00Z', tom.id],
    ['a minute before not', '2026-11-02T16:59Z', null],
    ['after midnight, by the day before', '2026-11-03T04:59Z', tom.id],
    ['not from six in the morning on', '2026-11-03T05:00Z', null],
    ['on Saturday morning still Friday’s', '2026-11-07T04:00Z', tom.id],
    ['on Saturday evening nobody', '2026-11-07T19:00Z', null],
    ['on Sunday', '2026-11-08T11:00Z', tina.id],
    ['on a holiday as on a Sunday', '2026-12-25T11:00Z', tina.id],
    ['on the evening of a holiday not as on a Friday', '2026-12-25T22:59:30Z', null],
  ];
  for (const [what, at, wanted] of moments)
    it(what, () => assert.equal(onCallAt(policy, 'Lyon', Date.parse(at))?.id ?? null, wanted));
  it('is nobody at a site that has no roster, or that nobody named', () => {
    assert.equal(onCallAt(policy, 'Paris', Date.parse('2026-11-02T17:00Z')), null);
    assert.equal(onCallAt(policy, '', Date.parse('2026-11-02T17:00Z')), null);
  });
});
