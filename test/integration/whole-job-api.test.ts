import assert from 'node:assert/strict';
import { cast } from '@token-desk/practice/people';
import { refusedWith, until } from '../support/desk-hands.ts';
import { codeOf } from '../support/entra-browser.ts';
import type { Sent } from '../support/teams/fake-connector.ts';
import { channelId } from '../support/whole-desk.ts';
import { seed, serial, WholeJob } from '../support/whole-job.ts';

const textOf = ({ activity }: Sent) =>
  activity.text ?? JSON.stringify(activity.attachments?.[0]?.content ?? '');
const stateIn = (sent: Sent) =>
  /Waiting for a technician|Tom Weber is at it|Written|Checked|"Ready"|Handed over|Closed/.exec(
    textOf(sent),
  )?.[0];

describe('the whole job, over the API', function () {
  this.timeout(60_000);
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
    assert.equal(code, codeOf(ana.qrText(), Date.now()));
    const checked = await tom.check(requestId, code);
    assert.equal(checked.matched, true);
    await assert.rejects(
      tom.order(requestId, { kind: 'hand-over', to: 'subject' }),
      refusedWith('not-bound-yet'),
    );
    await assert.rejects(tom.order(requestId, { kind: 'look-for-method' }), refusedWith('no-new-method'));

    assert.equal(await job.tellMicrosoft(ana, code), 'Success!');
    const bound = await tom.order(requestId, { kind: 'look-for-method' });
    assert.deepEqual([bound.state, bound.binding?.how], ['bound', 'seen']);
    const [method] = whole.entra.methodsOf(cast.subject.id);
    assert.equal(bound.binding?.methodId, method?.id);
    await until('the line that it is ready', () =>
      sentTo('chat-Ada').find((sent) => /is ready/.test(sent.activity.text ?? '')),
    );
    await tom.order(requestId, { kind: 'hand-over', to: 'subject' });
    await until('the line about the hand-over', () =>
      sentTo('chat-Ada').find((sent) => /was handed over/.test(sent.activity.text ?? '')),
    );
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

    const order = ['Waiting for a technician', 'Tom Weber is at it', '"Ready"', 'Handed over', 'Closed'];
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

  it('lets Microsoft decide where a restarted desk has lost the secret, and the record says so', async () => {
    const { whole, tom, token } = job;
    await job.begin();
    const ana = await whole.atMicrosoft();
    await job.burn(ana.qrText());
    await whole.stopDesk();
    await whole.startDesk();
    const code = token.press() ?? '';
    const { matched, problem } = await tom.check(job.requestId, code);
    assert.deepEqual([matched, problem?.code], [false, 'secret-gone']);
    assert.equal(await job.tellMicrosoft(ana, code), 'Success!');
    const bound = await tom.order(job.requestId, { kind: 'look-for-method' });
    assert.deepEqual([bound.state, bound.checkedAt], ['bound', null]);
    assert.ok(!bound.history.some(({ event }) => event === 'checked'));
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

  it('gives a released request to the next technician, and says whose it is until then', async () => {
    await job.begin();
    await assert.rejects(job.eszter.order(job.requestId, { kind: 'claim' }), (error) => {
      refusedWith('request-claimed')(error);
      const { detail } = (error as { problem: { detail: Record<string, unknown> } }).problem;
      assert.deepEqual([detail.holder, detail.step], ['Tom Weber', 'secret']);
      return true;
    });
    await job.tom.order(job.requestId, { kind: 'release' });
    const claimed = await job.eszter.begin(job.requestId);
    assert.equal(claimed.claim?.by.name, 'Eszter Kovács');
  });

  it('ends the job of whoever had the request when somebody takes it over', async () => {
    await job.begin();
    const opened = await job.keyed();
    const envelope = await job.sealed(opened);
    const taken = await job.eszter.order(job.requestId, { kind: 'take-over' });
    assert.deepEqual([taken.claim?.by.name, taken.openJobId], ['Eszter Kovács', null]);
    await assert.rejects(job.submit(opened.id, envelope), refusedWith('job-cancelled'));
    await until('the desk to be told', () =>
      job.toDesk.find((frame) => frame.type === 'cancel' && frame.jobId === opened.id),
    );
    job.whole.readers.tap(job.token);
    job.force({ type: 'envelope', jobId: opened.id, attempt: 1, envelope });
    assert.equal(await job.refusal(opened.id), 'secret-gone');
    assert.equal(job.token.settings.seedBytes, 0);
  });

  it('goes on after the bot was restarted in the middle, from what the database knows', async () => {
    const { whole, tom, token } = job;
    await job.begin();
    const opened = await job.keyed();
    await job.submit(opened.id, await job.sealed(opened));
    await until('the desk to wait for the token', () =>
      job.fromDesk.some((frame) => frame.type === 'progress'),
    );
    await whole.stopBot();
    whole.readers.tap(token);
    await until('the token to be written', () => token.settings.seedBytes === seed.length);
    await whole.startBot();
    const burned = await tom.untilState(job.requestId, 'burned');
    assert.equal(burned.token?.serial, serial);
    assert.equal((await tom.check(job.requestId, token.press())).matched, true);
    assert.equal((await job.alex.api.call('verifyAudit', {})).ok, true);
  });

  it('keeps what was ordered while the desk is away, and the desk does it when it is back', async () => {
    const { whole, tom, token } = job;
    await job.begin();
    const opened = await job.keyed();
    const envelope = await job.sealed(opened);
    await whole.stopBot();
    await whole.startBot();
    await until('the desk to be back', async () => (await whole.burner()).online);
    whole.front.cut();
    await job.submit(opened.id, envelope);
    whole.readers.tap(token);
    await tom.untilState(job.requestId, 'burned');
    assert.equal((await tom.check(job.requestId, token.press())).matched, true);

    await whole.stopDesk();
    await assert.rejects(job.keyed(), refusedWith('burner-offline'));
    await assert.rejects(tom.check(job.requestId, '123456'), refusedWith('burner-offline'));
  });
});
