import type { PracticePerson } from '@token-desk/practice/people';
import type { FakeConnector, Sent } from './fake-connector.ts';

type Place = { readonly kind: 'personal' | 'channel' | 'groupChat'; readonly id: string };

export type ChatClient = {
  /** Posts an activity and answers the HTTP reply. */
  post(activity: object, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
  /** Writes a line, and answers what the bot wrote back. */
  say(text: string, locale?: string): Promise<Sent[]>;
  /** Presses an Action.Execute of the message; answers the card that takes its place. */
  press(
    messageId: string,
    data: Readonly<Record<string, string>>,
  ): Promise<{ status: number; body: unknown }>;
};

/** Somebody's Teams: sends what the real client sends, as far as the bot reads it. */
export function chatClient(
  bot: { readonly url: string },
  connector: FakeConnector,
  who: { readonly person: PracticePerson; readonly place: Place; readonly locale?: string },
): ChatClient {
  const { person, place, locale = 'en-US' } = who;
  const tenantId = '5d1f6c1e-7a0b-4c55-9a53-0c6e2f1b7d10';
  let count = 0;
  const base = () => ({
    channelId: 'msteams',
    serviceUrl: connector.url,
    id: `in-${person.id}-${++count}`,
    from: { id: `29:${person.givenName}`, name: person.name, aadObjectId: person.id },
    recipient: { id: '28:bot', name: 'Token Desk' },
    locale,
    localTimezone: 'Europe/Paris',
    conversation: {
      id: place.kind === 'channel' ? `${place.id};messageid=1` : place.id,
      conversationType: place.kind,
      tenantId,
      ...(place.kind === 'personal' ? {} : { isGroup: true }),
    },
    channelData: { tenant: { id: tenantId } },
  });
  const client: ChatClient = {
    async post(activity, headers = {}) {
      const response = await fetch(bot.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ ...base(), ...activity }),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    },
    async say(text, spoken = locale) {
      const before = connector.sent.length;
      await client.post({ type: 'message', text, locale: spoken });
      return connector.sent.slice(before);
    },
    press: (messageId, data) =>
      client.post({
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: messageId,
        value: { action: { type: 'Action.Execute', verb: data.verb, data } },
      }),
  };
  return client;
}
