import assert from 'node:assert/strict';
import { afterQuiet } from '@token-desk/bot/domain/delivery/quiet-hours';
import {
  isDeskNotice,
  isHolderNews,
  isNoticeFor,
  isToldTo,
  isUrgent,
  type NoticeReader,
  topicsOf,
} from '@token-desk/bot/domain/requests/notices';
import type { RequestEvent } from '@token-desk/bot/domain/requests/request-events';
import { otherEventKinds } from '@token-desk/contract/audit-row';
import type { Topic } from '@token-desk/contract/chat/topic';
import { requestEventKinds } from '@token-desk/contract/request-event';
import { form, mara, monday, sven } from '../../support/bot/requests.ts';

describe('who is told a line about what happened', () => {
  const told = (to: NoticeReader) => requestEventKinds.filter((kind) => isNoticeFor(kind, to)).sort();

  it('is whoever asked, where it changes what they can expect', () => {
    assert.deepEqual(told('requester'), [
      'bound',
      'expired',
      'failed',
      'handed_over',
      'held',
      'loss_rejected',
      'rejected',
    ]);
  });

  it('is whoever was asked to decide, once they are reminded', () => {
    assert.deepEqual(told('decider'), ['approval_reminded', 'nudged']);
  });

  it('is the channel, where somebody there has to do something', () => {
    assert.deepEqual(told('technicians'), [
      'approval_passed_on',
      'burn_empty',
      'burn_settings_changed',
      'burn_unknown',
      'expired',
      'failed',
      'held',
      'loss_reported',
      'missing_found',
      'nudged',
    ]);
  });

  it('is the security channel, of losses', () => {
    assert.deepEqual(told('security'), ['loss_reported']);
    assert.deepEqual(told('digest'), []);
  });

  it('is the security channel, of a request for somebody with a role', () => {
    const [event] = submittedOf({ isPrivileged: true });
    assert.deepEqual([isToldTo(event, 'security'), isToldTo(event, 'technicians')], [true, false]);
    assert.equal(isToldTo(submittedOf({})[0], 'security'), false);
  });

  it('is each channel by what it is told, of desks, tokens, rules and channels', () => {
    const of = (topic: Topic) =>
      otherEventKinds.filter((kind) => isDeskNotice(kind) && topicsOf(kind).includes(topic)).sort();
    const both = ['burner_stolen', 'incident_reported', 'policy_changed', 'receipt_set_apart'];
    assert.deepEqual(of('technicians'), [...both, 'digest_made'].sort());
    assert.deepEqual(
      of('security'),
      [...both, 'channel_bound', 'channel_unbound', 'model_allowed', 'token_lost'].sort(),
    );
    assert.deepEqual(of('digest'), ['digest_made']);
    assert.ok(!requestEventKinds.some(isDeskNotice));
  });

  it('is not put off by quiet hours where it may be an attack', () => {
    const urgent = [...requestEventKinds, ...otherEventKinds.filter(isDeskNotice)].filter(isUrgent).sort();
    assert.deepEqual(urgent, [
      'burner_stolen',
      'incident_reported',
      'loss_reported',
      'model_allowed',
      'policy_changed',
      'receipt_set_apart',
      'token_lost',
    ]);
  });
});

describe('whoever carries a token', () => {
  it('hears that it became theirs, and is theirs no more', () => {
    const all = [...requestEventKinds, ...otherEventKinds];
    assert.deepEqual(all.filter(isHolderNews), ['bound', 'token_taken_back', 'token_lost']);
  });
});

describe('quiet hours', () => {
  const policy = { timeZone: 'Europe/Berlin', quietHours: { from: '20:00', to: '07:00' } };
  const noon = { ...policy, quietHours: { from: '12:00', to: '13:00' } };
  for (const [what, rules, at, until] of [
    ['end in the morning, from the evening', policy, '2026-11-02T20:30Z', '2026-11-03T06:00:00.000Z'],
    ['end in the morning, from the night', policy, '2026-11-03T02:00Z', '2026-11-03T06:00:00.000Z'],
    ['are over then', policy, '2026-11-03T06:00Z', '2026-11-03T06:00:00.000Z'],
    ['have not begun', policy, '2026-11-02T18:59Z', '2026-11-02T18:59:00.000Z'],
    ['begin on the minute', policy, '2026-11-02T19:00Z', '2026-11-03T06:00:00.000Z'],
    [
      'end an hour of clocks later in the night they are put on',
      policy,
      '2026-03-28T20:00Z',
      '2026-03-29T05:00:00.000Z',
    ],
    ['may be within a day', noon, '2026-11-02T11:30Z', '2026-11-02T12:00:00.000Z'],
    ['may be none', { ...policy, quietHours: null }, '2026-11-02T20:30Z', '2026-11-02T20:30:00.000Z'],
  ] as const)
    it(what, () => assert.equal(new Date(afterQuiet(rules, Date.parse(at))).toISOString(), until));
});

const submittedOf = (more: { readonly isPrivileged?: true }): readonly [RequestEvent] => [
  {
    ...{ kind: 'submitted', id: 'r', subject: sven, requestedBy: mara, source: 'chat', form, ...more },
    ...{ at: monday, actor: { kind: 'person', person: mara } },
  },
];
