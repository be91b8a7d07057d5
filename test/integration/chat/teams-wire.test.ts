import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '@token-desk/bot/app';
import { parseConfig } from '@token-desk/bot/config';
import { botSettings, tabClientId } from '@token-desk/practice/bot-settings';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast, people } from '@token-desk/practice/people';
import { freePort } from '../../support/run/free-port.ts';
import { chatClient } from '../../support/teams/chat-client.ts';
import { type FakeConnector, type Sent, startFakeConnector } from '../../support/teams/fake-connector.ts';

const channel = { kind: 'channel', id: '19:it-tokens@thread.tacv2' } as const;
const patienceMs = 10_000;

describe('the chat on the real use cases and store', () => {
  let folder: string;
  let app: App;
  let entra: PracticeEntra;
  let connector: FakeConnector;
  let url: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'token-desk-chat-'));
    connector = await startFakeConnector();
    const clientSecret = 'for-practice-only';
    entra = createPracticeEntra({ clock: Date.now, clientId: tabClientId, clientSecret });
    const { url: entraUrl } = await entra.start();
    const port = await freePort();
    const addresses = { pageUrl: `http://127.0.0.1:${port}`, port, entraUrl, issuer: entra.issuer };
    const settings = botSettings({ ...addresses, clientSecret, dataFolder: folder });
    app = createApp(parseConfig({ ...settings, LOG_LEVEL: 'silent' }));
    ({ url } = await app.start());
  });
  after(async () => {
    await app.close();
    await entra.close();
    await connector.close();
    await rm(folder, { recursive: true, force: true });
  });

  const cardIn = (sent: Sent): string => JSON.stringify(sent.activity.attachments?.[0]?.content ?? null);
  const chatOf = (person: (typeof people)[number], place: Parameters<typeof chatClient>[2]['place']) =>
    chatClient({ url: `${url}/api/messages` }, connector, { person, place });
  const untilSent = async (what: RegExp, method: string, path: string): Promise<Sent> => {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const found = connector.sent.find(
        (sent) => sent.method === method && sent.path.includes(path) && what.test(cardIn(sent)),
      );
      if (found !== undefined) return found;
      assert.ok(Date.now() < deadline, `never sent: ${what}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it('carries a submission to the channel, once, and a withdrawal to both cards', async () => {
    const tom = chatOf(cast.technician, channel);
    await tom.say('<at>Token Desk</at> notify here');
    const ada = chatOf(cast.manager, { kind: 'personal', id: 'chat-ada' });
    const [form] = await ada.say('request');
    assert.ok(form);
    const nonce = /"nonce":"([^"]+)"/.exec(cardIn(form))?.[1] ?? '';
    const fields = {
      verb: 'form.submit',
      nonce,
      subject: cast.subject.id,
      type: 'new',
      reason: 'no-smartphone',
      site: 'Lyon',
      neededBy: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10),
      handOver: 'desk',
    };
    const answers = await Promise.all([ada.press('card-1', fields), ada.press('card-1', fields)]);
    for (const { body } of answers) assert.match(JSON.stringify(body), /Waiting for a technician/);
    const requestId = /"requestId":"([^"]+)"/.exec(JSON.stringify(answers[0]?.body))?.[1] ?? '';

    const shown = await untilSent(/Waiting for a technician/, 'POST', channel.id);
    assert.doesNotMatch(cardIn(shown), /martphone/);
    const withdrawn = await ada.press('card-1', { verb: 'request.withdraw', requestId });
    assert.match(JSON.stringify(withdrawn.body), /Withdrawn/);
    await untilSent(/Withdrawn/, 'PUT', channel.id);

    const posted = connector.sent.filter((sent) => sent.method === 'POST');
    assert.equal(posted.filter((sent) => /Token for Ana Moreau/.test(cardIn(sent))).length, 1);
  });

  it('posts each state once where Teams gives no ids, and edits nothing there', async () => {
    connector.withoutIds = true;
    connector.sent.splice(0);
    try {
      const ada = chatOf(cast.manager, { kind: 'personal', id: 'chat-ada' });
      const fields = {
        verb: 'form.submit',
        nonce: 'without-ids',
        subject: cast.subject.id,
        type: 'new',
        reason: 'travel',
        site: 'Lyon',
        neededBy: '2099-01-01',
        handOver: 'desk',
      };
      const { body } = await ada.press('card-3', fields);
      const requestId = /"requestId":"([^"]+)"/.exec(JSON.stringify(body))?.[1] ?? '';
      await untilSent(/Waiting for a technician/, 'POST', channel.id);
      await ada.press('card-3', { verb: 'request.withdraw', requestId });
      await untilSent(/Withdrawn/, 'POST', channel.id);
      const inChannel = connector.sent.filter(({ path }) => path.includes(channel.id));
      assert.deepEqual(
        inChannel.map(({ method }) => method),
        ['POST', 'POST'],
      );
    } finally {
      connector.withoutIds = false;
    }
  });

  it('refuses notify here to a manager with the reason in plain words', async () => {
    const [answer] = await chatOf(cast.manager, { kind: 'channel', id: '19:other' }).say('notify here');
    assert.match(answer?.activity.text ?? '', /role/);
  });

  it('gives the form back when the directory’s rules refuse', async () => {
    const bernd = people.find(({ isEnabled }) => !isEnabled);
    const ada = chatOf(cast.manager, { kind: 'personal', id: 'chat-ada' });
    const { body } = await ada.press('card-2', {
      verb: 'form.submit',
      nonce: 'another',
      subject: bernd?.id ?? '',
      type: 'new',
      reason: 'travel',
      site: 'Lyon',
      neededBy: '2099-01-01',
      handOver: 'ship',
      note: 'gate 3',
    });
    assert.match(JSON.stringify(body), /disabled/);
    assert.match(JSON.stringify(body), /gate 3/);
  });
});
