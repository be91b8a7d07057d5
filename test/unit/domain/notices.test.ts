import assert from 'node:assert/strict';
import { isDeskNotice, isNoticeFor, type NoticeReader } from '@token-desk/bot/domain/requests/notices';
import { otherEventKinds } from '@token-desk/contract/audit-row';
import { requestEventKinds } from '@token-desk/contract/request-event';

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
    assert.deepEqual(told('decider'), ['approval_reminded']);
  });

  it('is the channel, where somebody there has to do something', () => {
    assert.deepEqual(told('channel'), [
      'approval_passed_on',
      'burn_empty',
      'burn_settings_changed',
      'burn_unknown',
      'expired',
      'failed',
      'held',
      'loss_reported',
      'missing_found',
    ]);
  });

  it('is every channel, of a stolen desk, a record that does not fit and other rules of approval', () => {
    assert.deepEqual(otherEventKinds.filter(isDeskNotice).sort(), [
      'burner_stolen',
      'policy_changed',
      'receipt_set_apart',
    ]);
    assert.ok(!requestEventKinds.some(isDeskNotice));
  });
});
