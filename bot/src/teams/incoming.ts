import * as z from 'zod/mini';

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
const maybe = (max: number) => z.catch(z.optional(z.string().check(z.maxLength(max))), undefined);

/** The part of a Bot Framework activity that the bot relies on; the rest of it is left alone. */
export const incomingActivity = z.looseObject({
  type: text(60),
  channelId: text(60),
  serviceUrl: text(500),
  id: maybe(500),
  name: maybe(100),
  action: maybe(100),
  locale: maybe(35),
  localTimezone: maybe(60),
  replyToId: maybe(500),
  text: z.optional(z.nullable(z.string().check(z.maxLength(40_000)))),
  attachments: z.catch(z.optional(z.array(z.unknown()).check(z.maxLength(20))), undefined),
  from: z.looseObject({ id: text(300), aadObjectId: maybe(128), name: maybe(300) }),
  recipient: z.looseObject({ id: text(300), name: maybe(300) }),
  membersRemoved: z.catch(z.optional(z.array(z.looseObject({ id: text(300) }))), undefined),
  conversation: z.looseObject({
    id: text(500),
    conversationType: maybe(30),
    tenantId: maybe(64),
    isGroup: z.optional(z.nullable(z.boolean())),
  }),
  channelData: z.optional(
    z.nullable(
      z.looseObject({
        tenant: z.optional(z.nullable(z.looseObject({ id: maybe(64) }))),
        team: z.optional(z.nullable(z.looseObject({ id: maybe(300) }))),
        eventType: maybe(60),
        channel: z.optional(z.nullable(z.looseObject({ id: maybe(300) }))),
      }),
    ),
  ),
});
export type IncomingActivity = z.infer<typeof incomingActivity>;

/** Where to write later; kept as JSON by the store and parsed again when it is read. */
export const savedReference = z.object({
  serviceUrl: text(500),
  channelId: text(60),
  bot: z.object({ id: text(300), name: z.optional(z.string()) }),
  conversationId: text(500),
  conversationType: z.enum(['personal', 'channel', 'groupChat']),
  tenantId: z.nullable(z.string()),
});
export type SavedReference = z.infer<typeof savedReference>;

type ChatPlace = { readonly channelId: string; readonly tenantIds: readonly string[] };

/** Teams names the tenant in one of two places, or in both. */
export function placeOf({ channelId, conversation, channelData }: IncomingActivity): ChatPlace {
  const named = [conversation.tenantId, channelData?.tenant?.id];
  return { channelId, tenantIds: named.filter((id) => id !== undefined) };
}

/** Teams itself, and nobody's but our tenant: a bot may be reached by web chats, mails and other organisations too. */
export function isOwnPlace({ channelId, tenantIds }: ChatPlace, tenantId: string): boolean {
  const isOurs = (id: string) => id.toLowerCase() === tenantId.toLowerCase();
  return channelId === 'msteams' && tenantIds.length > 0 && tenantIds.every(isOurs);
}

export function conversationTypeOf(activity: IncomingActivity): SavedReference['conversationType'] {
  const named = activity.conversation.conversationType;
  if (named === 'channel' || named === 'groupChat' || named === 'personal') return named;
  return activity.conversation.isGroup === true ? 'groupChat' : 'personal';
}

/** A channel's conversation id without the thread somebody wrote in. */
export function rootConversationId(activity: IncomingActivity): string {
  return activity.conversation.id.split(';')[0] ?? activity.conversation.id;
}

export function referenceTo(activity: IncomingActivity): SavedReference {
  return {
    serviceUrl: activity.serviceUrl,
    channelId: activity.channelId,
    bot: {
      id: activity.recipient.id,
      ...(activity.recipient.name === undefined ? {} : { name: activity.recipient.name }),
    },
    conversationId: rootConversationId(activity),
    conversationType: conversationTypeOf(activity),
    tenantId: activity.conversation.tenantId ?? activity.channelData?.tenant?.id ?? null,
  };
}

/**
 * Under what id a conversation is kept. A personal chat goes by its person: there is one each, and the id a
 * chat client gives it may change or, in practice, be the same for everybody.
 */
export function conversationKey(activity: IncomingActivity, personId: string): string {
  return conversationTypeOf(activity) === 'personal' ? `person:${personId}` : rootConversationId(activity);
}

/** The team a channel is in, where Teams says so. */
export const teamOf = ({ channelData }: IncomingActivity): string | null => channelData?.team?.id ?? null;

/** What Teams says is gone: a channel, or a whole team or the bot's place in it. Null: nothing. */
export function goneIn(
  activity: IncomingActivity,
): { readonly channel: string } | { readonly team: string } | null {
  const { channelData, membersRemoved = [], recipient } = activity;
  const { eventType } = channelData ?? {};
  const channel = channelData?.channel?.id;
  if (eventType === 'channelDeleted' && channel !== undefined) return { channel };
  const team = teamOf(activity);
  const isBotRemoved = membersRemoved.some(({ id }) => id === recipient.id);
  return team !== null && (eventType === 'teamDeleted' || isBotRemoved) ? { team } : null;
}
