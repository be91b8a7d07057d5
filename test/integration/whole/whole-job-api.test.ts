import assert from 'node:assert/strict';
import { cast } from '@token-desk/practice/people';
import { codesAround } from '../../support/desk/codes-around.ts';
import { refusedWith, until } from '../../support/desk/desk-hands.ts';
import { codeOf } from '../../support/entra/entra-browser.ts';
import type { Sent } from '../../support/teams/fake-connector.ts';
import { channelId } from '../../support/whole/whole-desk.ts';
import { serial, WholeJob } from '../../support/whole/whole-job.ts';

const textOf = ({ activity }: Sent) =>
  activity.text ?? JSON.stringify(activity.attachments?.[0]?.content ?? '');
const stateIn = (sent: Sent) =>
  /Waiting for a technician|Tom Weber is working on it|Burned|Checked|"Ready"|Handed over|Closed/.exec(
    textOf(sent),
  )?.[0];

describe('the whole job, over the API', () => {
  let job: WholeJob;

  beforeEach(async () => {
    job = await WholeJob.start();
  });
  afterEach(() => job.close());

  const sentTo = (conversationId: string) =>
    job.whole.connector.sent.filter(({ path }) => path.includes(`/${conversationId}`));

  it('goes from the form in the chat to closed, and everybody is told in order', async () => {
    const { whole, tom, alex, token } = job;
    await whole.chat(cast.technician, 'channel').say('notify here');
    await job.begin();
    const { requestId } = job;
    const ana = await whole.atMicrosoft();
    const burned = await job.burn(ana.qrText());
    assert.equal(burned.token?.serial, serial);
    assert.equal(burned.token?.clockDriftBeforeSeconds, -41);
    assert.equal(burned.token?.accountSeen, true);

    const code = token.press() ?? '';
    assert.ok(codesAround((at) => codeOf(ana.qrText(), at), Date.now()).includes(code));
    const checked = await tom.check(requestId, code);
    assert.equal(checked.matched, true);
    await assert.rejects(
      tom.order(requestId, { kind: 'hand-over', to: 'subject' }),
      refusedWith('not-bound-yet'),
    );
    await assert.rejects(tom.order(requestId, { kind: 'look-for-method' }), refusedWith('no-new-method'));
    const watch = () => tom.api.call('watchForMethod', { params: { requestId } });
    const { version } = await tom.read(requestId);
    assert.deepEqual(await watch(), { seen: 'none', version });

    assert.equal(await job.tellMicrosoft(ana, code), 'Success!');
    const told = await until('Microsoft’s list to show it', async () => {
      const one = await watch();
      return one.seen === 'one' && one;
    });
    assert.equal(told.version, version, 'who watches writes nothing');
    const bound = await tom.order(requestId, { kind: 'look-for-method' });
    assert.deepEqual([bound.state, bound.binding?.how], ['bound', 'seen']);
    const [method] = whole.entra.methodsOf(cast.subject.id);
    assert.equal(bound.binding?.methodId, method?.id);
    whole.skip(60_000);
    whole.deps.wakeOutbox();
    await until('the line that it is ready', () =>
      sentTo('chat-Ada').find((sent) => /is ready/.test(sent.activity.text ?? '')),
    );
    await tom.order(requestId, { kind: 'hand-over', to: 'subject' });
    await until('the line about the hand-over', () =>
      sentTo('chat-Ada').find((sent) => /was handed over/.test(sent.activity.text ?? '')),
    );
    assert.deepEqual(job.storedSeqs, [1, 2], 'each signed record is acknowledged once');
    const ada = whole.chat(cast.manager);
    await ada.press('message-form', { verb: 'request.close', requestId });
    const closed = await tom.read(requestId);
    assert.equal(closed.state, 'closed');

    assert.deepEqual(
      closed.history.map(({ event }) => event),
      [
        'submitted',
        'approved',
        'queued',
        'claimed',
        'identity_checked',
        'job_opened',
        'secret_sealed',
        'burned',
        'checked',
        'bound',
        'handed_over',
        'closed',
      ],
    );
    const audit = await alex.api.call('verifyAudit', {});
    assert.deepEqual([audit.ok, audit.receipts], [true, 2]);

    const order = [
      'Waiting for a technician',
      'Tom Weber is working on it',
      '"Ready"',
      'Handed over',
      'Closed',
    ];
    for (const conversation of ['chat-Ada', channelId]) {
      await until(
        `the last card in ${conversation}`,
        () => stateIn(sentTo(conversation).at(-1)!) === 'Closed',
      );
      const seen = sentTo(conversation)
        .map(stateIn)
        .filter((state) => order.includes(state ?? ''));
      assert.deepEqual(
        seen.filter((state, at) => state !== seen[at - 1]),
        order,
        conversation,
      );
    }
    const posted = sentTo(channelId).filter(
      ({ method, activity }) => method === 'POST' && activity.attachments,
    );
    assert.equal(posted.length, 2, 'the channel has its greeting and one card');
    assert.doesNotMatch(posted.map(textOf).join(), /smartphone/i);
  });

  it('does not guess which of several new methods is the token', async () => {
    const { ana, code } = await job.untilChecked();
    const other = await job.whole.atMicrosoft();
    assert.equal(await job.tellMicrosoft(other, codeOf(other.qrText(), Date.now())), 'Success!');
    assert.equal(await job.tellMicrosoft(ana, code), 'Success!');
    await assert.rejects(
      job.tom.order(job.requestId, { kind: 'look-for-method' }),
      refusedWith('several-new-methods'),
    );
  });

  it('takes the technician’s word where Graph cannot be read, and only there', async () => {
    job.whole.entra.setGraphReadable(false);
    const { ana, code } = await job.untilChecked();
    assert.equal(await job.tellMicrosoft(ana, code), 'Success!');
    await assert.rejects(
      job.tom.order(job.requestId, { kind: 'look-for-method' }),
      refusedWith('methods-not-readable'),
    );
    const bound = await job.tom.order(job.requestId, { kind: 'say-bound' });
    assert.deepEqual(
      [bound.state, bound.binding],
      ['bound', { ...bound.binding, how: 'said', methodId: null }],
    );
  });

  it('burns a new QR onto the same token when Microsoft’s page timed out', async () => {
    const { ana, code } = await job.untilChecked();
    job.whole.entra.expireWizard(cast.subject.id);
    await ana.press({ action: 'next' });
    await ana.openOtherAppQr();
    const again = await job.burn(ana.qrText());
    assert.equal(again.checkedAt, null, 'what was checked before counts no more');
    const fresh = job.token.press() ?? '';
    assert.notEqual(fresh, code);
    assert.equal((await job.tom.check(job.requestId, fresh)).matched, true);
    assert.equal(await job.tellMicrosoft(ana, fresh), 'Success!');
    assert.equal((await job.tom.order(job.requestId, { kind: 'look-for-method' })).state, 'bound');
    const { receipts } = await job.alex.api.call('verifyAudit', {});
    assert.equal(receipts, 4);
  });
});
