import assert from 'node:assert/strict';
import { legalOrders } from '@token-desk/bot/domain/jobs/legal-orders';
import { firstEyesOf } from '@token-desk/contract/four-eyes';
import type { Person, Role } from '@token-desk/contract/ids';
import { handledTypes, type Request, type RequestState, requestStates } from '@token-desk/contract/request';
import type { RequestSummary } from '@token-desk/contract/views';
import { stepOf } from '@token-desk/contract/wizard-step';
import { isExpected, needsMe } from '@token-desk/tab/flow/needs-me';
import { type NextMove, nextMoveOf } from '@token-desk/tab/flow/next-move';
import { badgeOf } from '@token-desk/tab/flow/state-badge';
import {
  acting,
  anna,
  form,
  minuteMs,
  monday,
  olga,
  requestIn,
  sven,
  tina,
  tom,
} from '../../support/bot/requests.ts';
import { english, german } from '../../support/tab/tab-words.ts';

const at = (state: RequestState, change: Partial<Request> = {}): Request & Pick<RequestSummary, 'step'> => {
  const request = requestIn(state, { openJobId: null, ...change });
  return { ...request, step: stepOf(request) };
};
const asTina = { id: tina.id, roles: ['Technician'] as readonly Role[] };
/** What the server would take decides, as in the tab. */
const moveOf = (request: Request, who: Person, role: Role = 'Technician') => {
  const may = legalOrders(request, acting(who, role), monday + minuteMs);
  const cannotBurn = firstEyesOf(request, who, 'burn');
  return nextMoveOf({ ...request, may, cannotBurn }, { id: who.id, roles: [role] });
};
const word = (request: RequestSummary, strings = english) => badgeOf(request, tina.id, strings).text;

/** What stands in the queue for a technician's own requests, and the one thing they can do. */
const table: Readonly<Record<RequestState, readonly [en: string, de: string, move: NextMove]>> = {
  submitted: ['Waiting for approval', 'Wartet auf Genehmigung', 'wait'],
  approved: ['Ready to burn', 'Bereit zum Beschreiben', 'wait'],
  queued: ['Ready to burn', 'Bereit zum Beschreiben', 'start'],
  in_progress: ['At “Secret”', 'Bei „Geheimnis“', 'carry-on'],
  burned: ['Burned, not checked', 'Beschrieben, nicht geprüft', 'carry-on'],
  checked: ['Checked, finish at Microsoft', 'Geprüft, weiter bei Microsoft', 'carry-on'],
  bound: ['Ready, hand over', 'Bereit zur Übergabe', 'hand-over'],
  handed_over: ['Handed over', 'Übergeben', 'wait'],
  closed: ['Closed', 'Abgeschlossen', 'wait'],
  withdrawn: ['Withdrawn', 'Zurückgezogen', 'wait'],
  rejected: ['Not approved', 'Nicht genehmigt', 'wait'],
  expired: ['Lapsed', 'Verfallen', 'wait'],
  failed: ['Stopped', 'Abgebrochen', 'requeue'],
  on_hold: ['On hold', 'Angehalten', 'wait'],
};

describe('the queue’s words', () => {
  for (const type of handledTypes)
    for (const state of requestStates) {
      const [en, de, move] = table[state];
      it(`${type}, ${state}: “${en}”, then ${move}`, () => {
        // a replacement keeps the note about its old method from the day it is accepted until the hand-over
        const attention = type !== 'new' && state === 'bound' ? 'old-method-left' : null;
        const request = at(state, { form: { ...form, type }, attention });
        assert.equal(word(request), en);
        assert.equal(word(request, german), de);
        assert.equal(moveOf(request, tina), move);
      });
    }

  it('is with a second technician, and not with who has it, where a loaded token waits for one', () => {
    const waiting = at('in_progress', { secondTechnician: { because: 'everybody', confirmedBy: null } });
    const needs = (request: RequestSummary, { id }: Person, role: Role = 'Technician') =>
      needsMe(request, { id, roles: [role] });
    assert.equal(needs(waiting, tom), true);
    assert.equal(needs(waiting, tina), false, 'it waits for somebody else');
    assert.equal(needs(waiting, tom, 'Auditor'), false);
    assert.equal(needs({ ...waiting, approvedBy: tom }, tom), false, 'four eyes');
    assert.equal(isExpected(waiting, { id: tom.id, roles: ['Technician'] }), false, 'nobody comes for it');
    const confirmed = at('in_progress', { secondTechnician: { because: 'everybody', confirmedBy: tom } });
    assert.deepEqual([needs(confirmed, tom), needs(confirmed, tina)], [false, true]);
  });

  it('calls a bound replacement ready, for everybody and in the colour of ready', () => {
    const request = at('bound', { form: { ...form, type: 'replace-lost' }, attention: 'old-method-left' });
    for (const me of [tina.id, tom.id, anna.id])
      assert.deepEqual(badgeOf(request, me, english), {
        tone: 'good',
        shape: '✓',
        text: english.states.bound,
      });
  });

  for (const [attention, en] of [
    ['token-empty', 'Token may be empty: bring in the code again'],
    ['token-emptied', 'Token may be empty: bring in the code again'],
    ['token-changed', 'Half written: bring in the code again'],
    ['clock-not-set', 'Half written: bring in the code again'],
    ['burn-unknown', 'Check the token'],
    ['code-wrong', 'Code did not match'],
    ['code-clock-off', 'Clock off: burn again'],
    ['reader-failed', 'Needs a look'],
    ['burned-late', 'Set a late token aside'],
  ] as const)
    it(`${attention} while somebody is at it: “${en}”`, () => {
      for (const state of ['in_progress', 'burned', 'checked'] as const)
        assert.equal(word(at(state, { attention })), en);
    });

  it('says what became of a request, not what went wrong in it once', () => {
    for (const state of ['failed', 'on_hold', 'handed_over', 'withdrawn', 'expired', 'closed'] as const)
      assert.equal(word(at(state, { attention: 'code-wrong' })), english.states[state], state);
    for (const state of ['queued', 'on_hold', 'handed_over'] as const)
      assert.equal(word(at(state, { attention: 'burned-late' })), english.work.attention.late, state);
  });

  it('says who has it only while they are at it', () => {
    for (const state of ['in_progress', 'burned', 'checked'] as const)
      assert.equal(badgeOf(at(state), tom.id, english).text, 'Tina Technician has it');
    assert.equal(badgeOf(at('bound'), tom.id, english).text, 'Ready, hand over');
    assert.equal(moveOf(at('bound'), tom), 'hand-over');
    assert.equal(moveOf(at('burned'), tom), 'take-over');
  });

  it('offers nobody what the server refuses: own requests, those approved by hand, other roles', () => {
    for (const change of [{ requestedBy: tina }, { subject: tina }, { approvedBy: tina }]) {
      assert.equal(moveOf(at('queued', change), tina), 'wait');
      assert.equal(needsMe(at('queued', change), asTina), false);
      assert.equal(
        moveOf(at('burned', { ...change, claim: { by: tom, since: 1 } }), tina),
        'wait',
        'taking over',
      );
    }
    for (const state of requestStates) assert.equal(moveOf(at(state), olga, 'Auditor'), 'wait', state);
    assert.equal(moveOf(at('submitted'), anna, 'Approver'), 'decide');
    assert.equal(moveOf(at('submitted', { subject: anna }), anna, 'Approver'), 'wait');
  });

  it('hands no token to themselves', () => {
    assert.equal(moveOf(at('bound'), sven), 'wait');
    assert.equal(moveOf(at('bound'), tom), 'hand-over');
  });
});

describe('what a row tells', () => {
  const rows = ['queued', 'job_opened', 'job_cancelled', 'secret_sealed', 'closed'] as const;
  for (const [name, words] of [
    ['English', english],
    ['German', german],
  ] as const)
    it(`says who did it, in ${name}`, () => {
      for (const row of rows) assert.match(words.events[row]('ADA'), / ADA$/, row);
    });

  it('counts the codes that did not match', () =>
    assert.deepEqual([3, 4].map(english.check.misses), ['3 codes did not match.', '4 codes did not match.']));
});
