import assert from 'node:assert/strict';
import { worded } from '@token-desk/bot/domain/organisation';
import { isPastDay } from '@token-desk/bot/domain/requests/form-rules';
import type { RequestEvent } from '@token-desk/bot/domain/requests/request-events';
import { evolve, evolveAll } from '@token-desk/bot/domain/requests/request-evolve';
import { decideSubmit } from '@token-desk/bot/domain/requests/submit';
import { usualReasons } from '@token-desk/contract/organisation';
import type { RequestForm } from '@token-desk/contract/request';
import {
  asBurner,
  asClock,
  asManager,
  dayMs,
  form,
  mara,
  monday,
  requestIn,
  serial,
  sven,
} from '../../support/bot/requests.ts';

const decision = { rule: 'asked', approve: 'approver' } as const;
const command = { kind: 'submit', id: 'request-9', subject: sven, form, source: 'tab', decision } as const;
const submitted = {
  ...{
    kind: 'submitted',
    id: 'request-9',
    subject: sven,
    requestedBy: mara,
    source: 'tab',
    form: worded(form, usualReasons),
  },
  ...{ approval: { rule: 'asked', of: 'approver' }, at: monday, actor: asManager.actor },
};
const refusal = (change: Partial<RequestForm>) => {
  const decided = decideSubmit({ ...command, form: { ...form, ...change } }, asManager, monday);
  return decided.ok ? null : [decided.problem.code, decided.problem.detail?.field];
};

describe('a request is asked for', () => {
  it('by a person, for somebody else, and waits for an approver', () => {
    assert.deepEqual(decideSubmit(command, asManager, monday), { ok: true, events: [submitted] });
    const own = decideSubmit({ ...command, subject: mara }, asManager, monday);
    assert.equal(!own.ok && own.problem.code, 'request-for-self');
    for (const nobody of [asClock, asBurner]) {
      const decided = decideSubmit(command, nobody, monday);
      assert.ok(!decided.ok);
      assert.deepEqual(decided.problem, { code: 'role-missing', detail: { roles: 'a person' } });
    }
  });

  it('with who called, what is reported lost and the rule that approves', () => {
    const call = { by: 'Ada', identifiedBy: 'call-back', source: 'phone' } as const;
    const decided = decideSubmit(
      { ...command, call, reported: [serial, 'other'], decision: { rule: 'a-rule', approve: 'none' } },
      asManager,
      monday,
    );
    const { approval: _, ...atOnce } = submitted;
    const byPolicy = { at: monday, actor: { kind: 'policy' } };
    const byMara = { at: monday, actor: asManager.actor };
    assert.deepEqual(decided, {
      ok: true,
      events: [
        { ...atOnce, call },
        { kind: 'loss_reported', serial, ...byMara },
        { kind: 'loss_reported', serial: 'other', ...byMara },
        { kind: 'approved', rule: 'a-rule', ...byPolicy },
        { kind: 'queued', ...byPolicy },
      ],
    });
    assert.ok(decided.ok);
    assert.deepEqual(evolveAll(null, decided.events).call, call);
    assert.equal('call' in evolveAll(null, [submitted as RequestEvent]), false);
  });

  it('with a reason, in words where it is another one', () => {
    const { reason: _, ...bare } = form;
    const without = decideSubmit({ ...command, form: bare }, asManager, monday);
    assert.ok(!without.ok);
    assert.deepEqual(without.problem, { code: 'request-invalid', detail: { field: 'reason' } });
    const faulty = { ...command, form: { ...bare, type: 'replace-faulty' } as RequestForm };
    assert.equal(decideSubmit(faulty, asManager, monday).ok, true);
    assert.deepEqual(refusal({ reason: 'other' }), ['request-invalid', 'reasonText']);
    assert.deepEqual(refusal({ reason: 'other', reasonText: '123456789' }), [
      'request-invalid',
      'reasonText',
    ]);
    assert.equal(refusal({ reason: 'other', reasonText: '1234567890' }), null);
  });

  it('for a day that there is, and that is not past everywhere on Earth', () => {
    assert.deepEqual(refusal({ neededBy: '2026-11-31' }), ['request-invalid', 'neededBy']);
    assert.deepEqual(refusal({ neededBy: 'soon' }), ['request-invalid', 'neededBy']);
    assert.deepEqual(refusal({ neededBy: '2026-10-31' }), ['needed-by-past', undefined]);
    // Monday 08:00 UTC: on Baker Island it is still Sunday, and nowhere Saturday.
    assert.equal(refusal({ neededBy: '2026-11-01' }), null);
    assert.equal(isPastDay('2026-11-01', monday + 4 * 3_600_000 - 1), false);
    assert.equal(isPastDay('2026-11-01', monday + 4 * 3_600_000), true);
  });
});

describe('what an event makes of a request', () => {
  const made = (state: Parameters<typeof requestIn>[0], body: object, change = {}) =>
    evolve(requestIn(state, change), { at: monday + dayMs, actor: asManager.actor, ...body } as RequestEvent);

  it('begins with its submission', () => {
    assert.throws(
      () => evolve(null, { kind: 'queued', at: monday, actor: asClock.actor }),
      /begins with submitted, not queued/,
    );
    assert.throws(() => evolveAll(null, []), /without events/);
    const born = evolve(null, submitted as RequestEvent);
    assert.deepEqual([born.state, born.enforcement, born.version], ['submitted', 'undecided', 1]);
  });

  it('is, of a cancelled job, no open job and its reason; of another job, nothing', () => {
    const mine = made('in_progress', {
      kind: 'job_cancelled',
      jobId: 'job-1',
      because: 'refused',
      problem: 'job-expired',
    });
    assert.deepEqual([mine.openJobId, mine.attention], [null, 'job-expired']);
    const other = made('in_progress', {
      kind: 'job_cancelled',
      jobId: 'job-9',
      because: 'refused',
      problem: 'job-expired',
    });
    assert.deepEqual([other.openJobId, other.attention], ['job-1', null]);
  });

  it('is, of what comes late, at most that somebody should look', () => {
    const late = { late: true, jobId: 'job-0', serial, problem: 'token-empty', endedAt: monday };
    for (const kind of ['burned', 'burn_unknown', 'burn_empty', 'burn_settings_changed'])
      assert.deepEqual(
        { ...made('burned', { ...late, kind, token: null }), updatedAt: monday },
        { ...requestIn('burned'), attention: 'burned-late' },
        kind,
      );
    for (const kind of ['burn_failed', 'checked', 'check_failed'])
      assert.deepEqual(
        { ...made('burned', { ...late, kind }), updatedAt: monday },
        requestIn('burned'),
        kind,
      );
  });

  it('is, of a miss, why', () => {
    const miss = made('burned', {
      kind: 'check_failed',
      jobId: 'job-1',
      late: false,
      stepOffset: null,
      problem: 'code-wrong',
    });
    assert.deepEqual([miss.state, miss.attention], ['burned', 'code-wrong']);
  });

  it('is, of an approval, who gave it, and that a rule is nobody', () => {
    assert.deepEqual(made('submitted', { kind: 'approved', rule: null }).approvedBy, mara);
    const byRule = made('submitted', { kind: 'approved', rule: 'r', actor: { kind: 'policy' } });
    assert.equal(byRule.approvedBy, 'policy');
  });

  it('is, of a hand-over, all that was to be said but the old method', () => {
    const over = { kind: 'handed_over', to: 'subject' };
    assert.equal(made('bound', over, { attention: 'old-method-left' }).attention, null);
    assert.equal(made('bound', over, { attention: 'burn-unknown' }).attention, 'burn-unknown');
  });

  it('is, of a failure, its cause where one was given', () => {
    assert.equal(
      made('bound', { kind: 'failed', why: '', because: 'its-token-lost' }).attention,
      'its-token-lost',
    );
    assert.equal(
      made('bound', { kind: 'failed', why: 'x' }, { attention: 'burn-unknown' }).attention,
      'burn-unknown',
    );
  });

  it('is, of a judged loss, what is left to judge', () => {
    const report = { lossReport: { serials: [serial, 'other'] }, attention: 'loss-not-confirmed' };
    const one = made('queued', { kind: 'loss_confirmed', serial }, report);
    assert.deepEqual([one.lossReport, one.attention], [{ serials: ['other'] }, 'loss-not-confirmed']);
    const last = made(
      'queued',
      { kind: 'loss_confirmed', serial },
      { ...report, lossReport: { serials: [serial] } },
    );
    assert.deepEqual(['lossReport' in last, last.attention], [false, null]);
    const none = made('queued', { kind: 'loss_rejected', serials: [serial, 'other'] }, report);
    assert.deepEqual(['lossReport' in none, none.attention], [false, null]);
    const stuck = made(
      'queued',
      { kind: 'loss_rejected', serials: [] },
      { ...report, attention: 'burn-unknown' },
    );
    assert.equal(stuck.attention, 'burn-unknown');
    assert.equal(made('queued', { kind: 'loss_confirmed', serial }).state, 'queued');
  });

  it('with a reason in the words of the list, whatever words came with it', () => {
    const given = { ...form, reason: 'night', reasonWords: { en: 'Made up', de: 'Erfunden' } };
    const night = { id: 'night', en: 'Nights', de: 'Nachts', isOffered: true, isPrivate: true };
    const asked = decideSubmit({ ...command, form: given, reasons: [night] }, asManager, monday);
    assert.ok(asked.ok);
    const [event] = asked.events;
    assert.ok(event?.kind === 'submitted');
    assert.deepEqual(event.form.reasonWords, { en: 'Nights', de: 'Nachts', isPrivate: true });
    const off = [{ ...night, isOffered: false }];
    const refused = decideSubmit({ ...command, form: given, reasons: off }, asManager, monday);
    assert.ok(!refused.ok);
    assert.deepEqual(refused.problem, { code: 'request-invalid', detail: { field: 'reason' } });
    const spare = { ...command, form: { ...given, reason: 'gone' }, reasons: off, spareFor: 'request-1' };
    assert.ok(decideSubmit(spare, asManager, monday).ok, 'a spare token needs none');
  });
});
