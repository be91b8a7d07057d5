import assert from 'node:assert/strict';
import { type AuditData, auditDataOf, type EventBody } from '@token-desk/bot/domain/requests/request-events';
import { requestEventKinds } from '@token-desk/contract/request-event';
import { form, mara, monday, serial, sven } from '../../support/bot/requests.ts';

const token = {
  serial,
  model: 'OTPC-P2-i',
  burnedAt: monday,
  clockDriftBeforeSeconds: 3,
  clockDriftAfterSeconds: 0,
  accountSeen: true,
  burnerId: 'desk-1',
};
const ofJob = { jobId: 'job-1', late: true };
const kept = { jobId: 'job-1', late: true };
const burnKept = { ...kept, serial, model: 'OTPC-P2-i', clockDriftBeforeSeconds: 3, accountSeen: true };
const ended = { serial, problem: 'lost-contact', endedAt: monday };
const submitted = {
  kind: 'submitted',
  id: 'request-1',
  subject: sven,
  requestedBy: mara,
  source: 'chat',
  form: { ...form, reasonText: 'in their own words', note: 'ring twice' },
} as const;
const submittedKept = {
  ...{ subjectId: 'sven', subject: 'sven@contoso.example', requestedById: 'mara' },
  ...{ type: 'new', site: 'Vienna', neededBy: '2026-11-05', source: 'chat' },
};
const opened = { kind: 'job_opened', jobId: 'job-1', serial, burnerId: 'desk-1', burner: 'Desk 1' } as const;
const cancelled = { kind: 'job_cancelled', jobId: 'job-1', because: 'held', problem: 'job-expired' } as const;

/** Each kind of event, and all that the audit keeps of it. */
const rows: readonly (readonly [EventBody, AuditData])[] = [
  [submitted, submittedKept],
  [
    { ...submitted, call: { by: 'Ada', identifiedBy: 'call-back', source: 'phone' } },
    { ...submittedKept, identifiedBy: 'call-back', callSource: 'phone' },
  ],
  [
    { ...submitted, call: { by: 'Ada', identifiedBy: 'badge-photo' } },
    { ...submittedKept, identifiedBy: 'badge-photo', callSource: null },
  ],
  [{ kind: 'approved', rule: 'new-token' }, { rule: 'new-token' }],
  [{ kind: 'enforced', mfa: 'enforced' }, { mfa: 'enforced' }],
  [{ kind: 'holder_awaited', serial: '86596000000017' }, { serial: '86596000000017' }],
  [
    { kind: 'holder_awaited', serial: '86596000000017', graphRequestId: 'c3a9' },
    { serial: '86596000000017', graphRequestId: 'c3a9' },
  ],
  [
    { kind: 'route_chosen', route: 'B', offered: 'A', because: 'licence' },
    { route: 'B', offered: 'A', because: 'licence' },
  ],
  [{ kind: 'enforcement_waived', because: 'security-defaults' }, { because: 'security-defaults' }],
  [{ kind: 'missing_found', checks: ['password', 'room'], unknown: [] }, { missing: 'password room' }],
  [
    { kind: 'missing_found', checks: ['room'], unknown: ['password'] },
    { missing: 'room', unknown: 'password' },
  ],
  [{ kind: 'missing_found', checks: [], unknown: ['password', 'room'] }, { unknown: 'password room' }],
  [{ kind: 'second_found', ways: ['passkey', 'phone'] }, { ways: 'passkey phone' }],
  [{ kind: 'second_asked', requestId: 'request-2' }, { spareId: 'request-2' }],
  [{ kind: 'spare_ended', requestId: 'request-2' }, { spareId: 'request-2' }],
  [{ kind: 'second_waived', why: 'in their own words' }, {}],
  [{ kind: 'sign_in_tested' }, {}],
  [{ kind: 'sign_in_not_tested', why: 'in their own words' }, {}],
  [
    { ...submitted, spareFor: 'request-0' },
    { ...submittedKept, spareFor: 'request-0' },
  ],
  [{ kind: 'rejected', why: 'in their own words' }, {}],
  [{ kind: 'queued' }, {}],
  [{ kind: 'withdrawn' }, {}],
  [{ kind: 'loss_reported', serial }, { serial }],
  [{ kind: 'loss_confirmed', serial }, { serial }],
  [{ kind: 'loss_rejected', serials: [serial, 'other'] }, { serial }],
  [{ kind: 'loss_rejected', serials: [] }, { serial: null }],
  [{ kind: 'expired' }, {}],
  [{ kind: 'approval_reminded' }, {}],
  [{ kind: 'nudged' }, {}],
  [{ kind: 'edited', form: { ...form, note: 'typed' } }, { neededBy: form.neededBy }],
  [{ kind: 'approval_passed_on', to: null }, {}],
  [
    { kind: 'approval_passed_on', to: { person: mara, byRole: true } },
    { to: mara.upn, toId: 'mara' },
  ],
  [{ kind: 'claimed' }, {}],
  [
    { kind: 'taken_over', from: mara },
    { from: 'Mara Manager', fromId: 'mara' },
  ],
  [{ kind: 'released', because: 'idle' }, { because: 'idle' }],
  [
    { kind: 'identity_checked', identity: 'vouched', vouchedBy: 'Ada', methodsBefore: ['method-1'] },
    { identity: 'vouched', methodsReadable: true },
  ],
  [
    { kind: 'identity_checked', identity: 'badge-photo', vouchedBy: null, methodsBefore: null },
    { identity: 'badge-photo', methodsReadable: false },
  ],
  [opened, { jobId: 'job-1', serial, burnerId: 'desk-1', burner: 'Desk 1' }],
  [
    { ...opened, burnerVersion: '0.2.0' },
    { jobId: 'job-1', serial, burnerId: 'desk-1', burner: 'Desk 1', burnerVersion: '0.2.0' },
  ],
  [cancelled, { jobId: 'job-1', because: 'held', problem: 'job-expired' }],
  [
    { kind: 'secret_sealed', jobId: 'job-1', accountSeen: false },
    { jobId: 'job-1', accountSeen: false },
  ],
  [
    { kind: 'secret_sealed', jobId: 'job-1', accountSeen: true, heldSeconds: 7 },
    { jobId: 'job-1', accountSeen: true, heldSeconds: 7 },
  ],
  [{ kind: 'burned', token, ...ofJob }, burnKept],
  [
    { kind: 'burned', token: { ...token, route: 'B' }, ...ofJob },
    { ...burnKept, route: 'B' },
  ],
  [{ kind: 'burn_unknown', token, ...ofJob }, burnKept],
  [
    { kind: 'burn_empty', ...ended, ...ofJob },
    { ...kept, serial, problem: 'lost-contact' },
  ],
  [
    { kind: 'burn_settings_changed', ...ended, ...ofJob },
    { ...kept, serial, problem: 'lost-contact' },
  ],
  [
    { kind: 'burn_failed', ...ended, ...ofJob },
    { ...kept, serial, problem: 'lost-contact' },
  ],
  [
    { kind: 'checked', stepOffset: -1, ...ofJob },
    { ...kept, stepOffset: -1 },
  ],
  [
    { kind: 'check_failed', stepOffset: null, problem: 'code-wrong', ...ofJob },
    { ...kept, stepOffset: null, problem: 'code-wrong' },
  ],
  [
    {
      kind: 'loaded_taken',
      token: { ...token, route: 'B', loaded: true },
      deviceId: 'device-1',
      box: 'Box 7',
    },
    { serial, deviceId: 'device-1', box: 'Box 7' },
  ],
  [
    {
      ...{ kind: 'loaded_taken', token: { ...token, route: 'B', loaded: true } },
      ...{ deviceId: 'device-1', box: 'Box 7', second: 'privileged' },
    },
    { serial, deviceId: 'device-1', box: 'Box 7', secondTechnician: 'privileged' },
  ],
  [{ kind: 'hand_out_confirmed', serial }, { serial }],
  [{ kind: 'loaded_given_back', serial }, { serial }],
  [
    { kind: 'loaded_given_back', serial, graphRequestId: 'c3a9' },
    { serial, graphRequestId: 'c3a9' },
  ],
  [
    { kind: 'loaded_given_back', serial, aside: { methodId: 'm-1' } },
    { serial, aside: true, methodId: 'm-1' },
  ],
  [
    { kind: 'bound', how: 'seen', methodId: 'method-1' },
    { how: 'seen', methodId: 'method-1' },
  ],
  [
    { kind: 'bound', how: 'said', methodId: null, oldMethodLeft: true },
    { how: 'said', methodId: null, oldMethodLeft: true },
  ],
  [{ kind: 'handed_over', to: 'subject' }, { to: 'subject' }],
  [{ kind: 'closed', because: 'time' }, { because: 'time' }],
  [{ kind: 'held', why: 'in their own words' }, {}],
  [{ kind: 'resumed', to: 'queued' }, { to: 'queued' }],
  [{ kind: 'failed', why: 'in their own words' }, {}],
  [
    { kind: 'failed', why: '', because: 'its-token-lost', serial },
    { problem: 'its-token-lost', serial },
  ],
  [
    { kind: 'failed', why: '', because: 'record-unfit' },
    { problem: 'record-unfit', serial: null },
  ],
  [{ kind: 'requeued' }, {}],
];

describe('what the audit keeps of an event', () => {
  for (const [body, data] of rows)
    it(`is, of ${body.kind}: ${Object.keys(data).join(', ') || 'nothing'}`, () => {
      const keeps = auditDataOf({ ...body, at: monday, actor: { kind: 'clock' } });
      assert.deepEqual(keeps, data);
      assert.doesNotMatch(JSON.stringify(keeps), /own words|ring twice|Ada|"method-2"/);
    });

  it('is known of every kind', () => {
    const kinds = new Set(rows.map(([{ kind }]) => kind));
    assert.deepEqual([...kinds].sort(), [...requestEventKinds].sort());
  });
});
