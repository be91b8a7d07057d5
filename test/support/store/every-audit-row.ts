import type { AuditRow, OtherEventKind } from '@token-desk/contract/audit-row';
import type { RequestEventKind } from '@token-desk/contract/request-event';

type Data = AuditRow['data'];

const subject = { subjectId: 's1', subject: 'ana.moreau@contoso.example', requestedById: 'r1' };
const form = { type: 'replace-lost', site: 'Lyon', neededBy: '2026-11-25' };
const job = { jobId: 'job-1', late: false, serial: '86596000004711' };
const token = { serial: '86596000004711', holder: 'ana.moreau@contoso.example', holderId: 's1' };
const desk = { burnerId: 'burner-1', name: 'Lyon 2', fingerprint: 'AAAA-BBBB-CCCC-DDDD' };
const tokenJob = {
  jobId: 'job-2',
  serial: token.serial,
  model: 'OTPC-P2-i',
  outcome: 'burned',
  problem: null,
  clockDriftBeforeSeconds: -41,
  technician: 'tom.weber@contoso.example',
  technicianId: 't1',
};

const taskRow = { taskId: 'task-1', task: 'disable', ...token };

/** What the audit keeps of each kind of event, every value that a program chose at least once. */
const dataOf: Record<RequestEventKind | OtherEventKind, readonly Data[]> = {
  submitted: [
    { ...subject, ...form, source: 'chat' },
    { ...subject, ...form, source: 'tab', spareFor: 'request-1' },
    { ...subject, ...form, source: 'chat', rule: 'second-token', approval: 'approver' },
    {
      ...subject,
      ...form,
      source: 'chat',
      rule: 'their-manager',
      approval: 'manager',
      asked: 'ada.keller@contoso.example',
      askedId: 'a1',
    },
    {
      ...subject,
      ...form,
      type: 'new',
      source: 'tab',
      calledBy: 'Ada Keller',
      identifiedBy: 'badge-photo',
      callSource: 'desk',
    },
    {
      ...subject,
      ...form,
      type: 'new',
      source: 'tab',
      calledBy: 'Ada Keller',
      identifiedBy: 'call-back',
      callSource: 'phone',
    },
  ],
  approved: [
    { rule: null },
    { rule: 'loss-needs-no-approval' },
    { rule: 'new-token-any-reason' },
    { rule: 'faulty-token-any-reason' },
    { rule: 'their-manager', managerAsked: true },
  ],
  rejected: [{}],
  queued: [{}],
  edited: [{ neededBy: '2026-12-01' }],
  nudged: [{}],
  withdrawn: [{}],
  loss_reported: [{ serial: job.serial }],
  loss_confirmed: [{ serial: job.serial }],
  loss_rejected: [{ serial: job.serial }],
  expired: [{}],
  approval_reminded: [{}],
  approval_passed_on: [{}, { to: 'ada@practice.example', toId: 'r1' }],
  claimed: [{}],
  taken_over: [{ from: 'Ada Keller', fromId: 'r1' }],
  released: ['asked', 'idle', 'released', 'taken-over', 'held', 'gave-up', 'expired', 'refused'].map(
    (because) => ({ because }),
  ),
  identity_checked: [
    { identity: 'vouched', vouchedBy: 'Ada Keller', methodsReadable: true },
    { identity: 'picture-id', vouchedBy: null, methodsReadable: false },
  ],
  job_opened: [{ ...job, burnerId: 'burner-1', burner: 'Lyon 2', burnerVersion: '0.1.0' }],
  job_cancelled: [
    { jobId: 'job-1', because: 'gave-up', problem: null },
    { jobId: 'job-1', because: 'refused', problem: 'burner-revoked' },
    { jobId: 'job-1', because: 'token-gone', problem: null },
  ],
  secret_sealed: [
    { jobId: 'job-1', accountSeen: true, heldSeconds: 7 },
    { jobId: 'job-1', accountSeen: false },
  ],
  burned: [
    { ...job, model: 'OTPC-P2-i', clockDriftBeforeSeconds: -41, accountSeen: true, route: 'A' },
    { ...job, late: true, model: null, clockDriftBeforeSeconds: 0, accountSeen: false, route: 'B' },
  ],
  burn_empty: [{ ...job, problem: 'token-empty' }],
  burn_settings_changed: [{ ...job, problem: 'token-half-written' }],
  burn_unknown: [{ ...job, model: null, clockDriftBeforeSeconds: null, accountSeen: true }],
  burn_failed: [{ ...job, problem: 'lost-contact' }],
  checked: [
    { jobId: 'job-1', late: false, stepOffset: 0 },
    { jobId: 'job-1', late: false, stepOffset: -1 },
  ],
  check_failed: [{ jobId: 'job-1', late: false, stepOffset: null, problem: 'code-wrong' }],
  loaded_taken: [
    { serial: job.serial, deviceId: 'b2f1', box: 'Lyon 7' },
    { serial: job.serial, deviceId: 'b2f1', box: 'Lyon 7', secondTechnician: 'privileged' },
    {
      ...{ serial: job.serial, deviceId: 'b2f1', box: 'Lyon 7', list: 'c0ffee' },
      ...{ listApprovedBy: 'ada.keller@contoso.example', listApprovedById: 'a1' },
    },
  ],
  loaded_given_back: [
    { serial: job.serial },
    { serial: job.serial, aside: true, methodId: 'm-1', graphRequestId: 'c3a9' },
  ],
  bound: [
    { how: 'seen', methodId: '3f2504e0', oldMethodLeft: true },
    { how: 'said', methodId: null },
    { how: 'seen', methodId: '3f2504e0', graphRequestId: 'c3a9' },
  ],
  handed_over: [{ to: 'subject' }, { to: 'manager' }, { to: 'caller' }, { to: 'mail' }],
  closed: [{ because: 'asked' }, { because: 'time' }],
  held: [{}],
  resumed: [{ to: 'in_progress' }],
  failed: [{}, { problem: 'record-unfit' }, { problem: 'its-token-lost', serial: job.serial }],
  requeued: [{}],
  enforced: [{ mfa: 'enforced' }, { mfa: 'enforced', graphRequestId: 'c3a9' }],
  hand_out_confirmed: [{ serial: job.serial }],
  holder_awaited: [{ serial: job.serial }, { serial: job.serial, graphRequestId: 'c3a9' }],
  route_chosen: [
    { route: 'B', offered: 'A', because: 'licence' },
    { route: 'A', offered: null, because: null },
  ],
  enforcement_waived: [{ because: 'conditional-access' }],
  missing_found: [
    { missing: 'password room' },
    { missing: 'account', unknown: 'password' },
    { unknown: 'first-sign-in room' },
  ],
  second_found: [{ ways: 'passkey phone' }],
  second_asked: [{ spareId: 'request-2' }],
  second_waived: [{}],
  spare_ended: [{ spareId: 'request-2' }],
  sign_in_tested: [{}],
  sign_in_not_tested: [{}],
  pairing_code_created: [{ name: 'Lyon 2', expiresAt: 1_795_000_000_000 }],
  burner_paired: [{ ...desk, hostName: 'PC-4711' }],
  burner_confirmed: [desk],
  burner_renamed: [desk],
  burner_revoked: [desk],
  burner_stolen: [desk],
  receipt_refused: [
    { burnerId: 'burner-1', jobId: 'job-1', problem: 'receipt-invalid', why: 'other-job' },
    { burnerId: 'burner-1', jobId: 'job-1', problem: 'practice-receipt', why: null },
  ],
  receipt_set_apart: [
    {
      ...{ burnerId: 'burner-1', name: 'Lyon 2', jobId: 'job-1', serial: token.serial, why: 'other-token' },
      ...{ record: 'burn', outcome: 'burned', technician: 'tina@example.com', technicianId: 'tina' },
    },
    {
      ...{ burnerId: 'burner-1', name: 'Lyon 2', jobId: 'job-1', serial: null, why: 'other-account' },
      ...{ record: 'check', outcome: 'not-matched', technician: 'tina@example.com', technicianId: 'tina' },
    },
  ],
  receipt_acknowledged: [{ record: 7 }],
  input_refused: [{ kind: 'input-microsoft-push' }, { kind: 'no-qr-found' }],
  model_asked: [{ prefix: '8659999', serial: '86599990000001' }],
  model_allowed: [{ prefix: '8659999' }],
  site_changed: (['added', 'changed', 'closed', 'opened', 'removed'] as const).map((change) => ({
    site: 'Lyon',
    change,
  })),
  reason_changed: (['added', 'changed', 'moved', 'offered', 'not-offered', 'removed'] as const).map(
    (change) => ({ reason: 'travel', change }),
  ),
  rule_changed: [
    { setting: 'freeText', from: '90', to: 'forever' },
    { setting: 'claimIdleMinutes', from: '15', to: '30' },
    { setting: 'pasteNeedsHealthyDesk', from: 'false', to: 'true' },
    { setting: 'secondTechnician', from: 'privileged', to: 'everybody' },
    { setting: 'secondMethods', from: 'passkey', to: 'passkey waiver' },
    { setting: 'timeZone', from: 'Europe/Paris', to: 'UTC' },
  ],
  policy_proposed: [{ policy: 'A1B2', changes: 2 }],
  policy_dropped: [{ policy: 'A1B2', proposedBy: 'ada.keller@contoso.example', proposedById: 'a1' }],
  policy_changed: [{ policy: 'A1B2', proposedBy: 'ada.keller@contoso.example', proposedById: 'a1' }],
  difference_accepted: [
    { difference: 'device-unknown', serial: token.serial },
    { difference: 'method-unknown', holder: 'ada.keller@contoso.example', holderId: 'a1' },
  ],
  difference_reopened: [{ difference: 'device-unknown', serial: token.serial }],
  beta_changed: [{ areas: 'devices methods' }],
  beta_as_before: [{ areas: 'devices' }],
  token_added: [{ serial: token.serial, site: 'Lyon' }],
  token_adopted: [{ serial: token.serial, from: null, to: 'in_stock' }],
  token_taken_over: [
    { serial: token.serial, site: 'Lyon', holder: 'ada.keller@contoso.example', holderId: 'a1' },
  ],
  token_matched: [{ serial: token.serial, deviceId: '3f2504e0', methodId: '3f2504e1' }],
  token_set_aside: [{ ...token, from: 'in_stock', to: 'quarantine', methodId: null }],
  token_taken_back: [{ ...token, from: 'burned_unverified', to: 'quarantine' }],
  token_blanked: [tokenJob],
  token_clock_set: [tokenJob],
  token_written: [
    { ...tokenJob, box: 'Lyon 7', route: 'B' },
    { ...tokenJob, outcome: 'unknown', problem: 'burn-unknown', box: 'Lyon 7', route: 'B' },
  ],
  token_checked: [{ ...tokenJob, outcome: 'matched', box: 'Lyon 7' }],
  token_loaded: [
    { serial: token.serial, deviceId: 'b2f1', box: 'Lyon 7', how: 'seen', graphRequestId: 'c3a9' },
    { serial: token.serial, deviceId: 'b2f1', box: 'Lyon 7', how: 'said' },
  ],
  desk_job_failed: [
    { ...tokenJob, outcome: 'unknown', problem: 'burn-unknown' },
    { ...tokenJob, outcome: 'not-matched' },
  ],
  token_to_stock: [
    { serial: token.serial, from: 'quarantine', to: 'in_stock', methodStillThere: false },
    { serial: token.serial, from: 'quarantine', to: 'in_stock', methodStillThere: true },
  ],
  token_retired: [{ serial: token.serial, from: 'in_stock', to: 'retired' }],
  token_lost: [{ ...token, from: 'active', to: 'lost', methodId: '3f2504e0' }],
  token_found: [{ ...token, from: 'lost', to: 'suspended' }],
  token_loss_undone: [{ ...token, from: 'lost', to: 'active', methodId: '3f2504e0' }],
  token_method_gone: [{ ...token, methodId: '3f2504e0' }],
  data_deleted: ['free-text', 'health-reason', 'closed-requests', 'chat-references'].map((name) => ({
    class: name,
    count: 3,
    ...(name === 'chat-references' ? { openLines: 2 } : {}),
  })),
  channel_bound: [
    { conversationId: '19:abc@thread.tacv2' },
    { conversationId: '19:abc@thread.tacv2', topics: 'technicians security' },
  ],
  channel_unbound: [{ conversationId: '19:abc@thread.tacv2', topics: 'digest' }],
  incident_reported: (['bound', 'token_lost', 'token_taken_back'] as const).map((about) => ({
    ...{ serial: '8659622000017', holder: 'ana@practice.example', holderId: 'p1' },
    ...{ about, aboutSeq: 17 },
  })),
  notice_settled: [{ told: 'bound', receiverId: 'p1' }],
  incident_closed: [{ record: 18, serial: '8659622000017' }],
  task_taken: [taskRow],
  task_escalated: [
    { ...taskRow, stage: 'on-call', onCall: 'tom.weber@contoso.example', onCallId: 't1' },
    { ...taskRow, stage: 'security' },
  ],
  task_ended: (['gone', 'said', 'undone'] as const).map((how) => ({ ...taskRow, how })),
  sessions_ended: [taskRow, { ...taskRow, graphRequestId: 'b9e1' }],
  digest_made: [
    {
      ...{
        day: '2026-11-27',
        askedFor: 3,
        handedOver: 2,
        open: 7,
        atRisk: 1,
        failed: 0,
        waiting: 1,
        unheard: 0,
      },
      ...{ headSeq: 4711, headHash: 'b5bb9d80' },
    },
  ],
};

export type EventData = { readonly event: AuditRow['event']; readonly data: Data };

export function everyAuditRow(): EventData[] {
  return Object.entries(dataOf).flatMap(([event, all]) =>
    all.map((data) => ({ event: event as AuditRow['event'], data })),
  );
}
