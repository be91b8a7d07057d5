import type { UnheardWhy } from '@token-desk/contract/chat/notice';
import { type Activity, ActivityTypes, CardFactory, type TurnContext } from 'botbuilder';
import * as z from 'zod/mini';
import type { TeamsAdapter, TeamsSettings } from './adapter.ts';
import type { CardJson } from './cards/elements.ts';
import { isOwnPlace, type SavedReference } from './incoming.ts';
import { isAllowedServiceUrl } from './service-url.ts';
import { connectorTimeoutMs, NoAnswer, within } from './within.ts';

export type CardMessage = {
  readonly card: CardJson;
  /** What a notification shows. */
  readonly summary: string;
};

/** Writes to conversations outside of a turn. Rejects when the connector does; see `goneFrom`. */
export type Sender = {
  /** Posts a card and answers the id to update it by; null when it was taken without one (202). */
  post(reference: SavedReference, message: CardMessage): Promise<string | null>;
  update(reference: SavedReference, activityId: string, message: CardMessage): Promise<void>;
  /** One line of plain text; in a channel below `under`, the card it is about. */
  say(reference: SavedReference, text: string, under: string | null): Promise<void>;
};

/** Teams takes 100 kB counted in UTF-16; 28 kB of JSON is what a card may have everywhere. */
const mostCardBytes = 28 * 1024;

/** The card is larger than Teams takes. */
export class TooBig extends Error {
  override readonly name = 'TooBig';
}

export function cardActivity({ card, summary }: CardMessage): Partial<Activity> {
  if (Buffer.byteLength(JSON.stringify(card)) > mostCardBytes) throw new TooBig();
  return { type: ActivityTypes.Message, summary, attachments: [CardFactory.adaptiveCard(card)] };
}

/** Names and sites are not ours: nothing in a line is read as Markdown. */
export function lineActivity(text: string): Partial<Activity> {
  return { type: ActivityTypes.Message, text, textFormat: 'plain', summary: text };
}

/** A message that was taken is sent, with an id or not: sending it again would only repeat it. */
export function sentId(sent: { readonly id?: string } | undefined): string | null {
  return sent?.id === undefined || sent.id === '' ? null : sent.id;
}

export function createSender(adapter: TeamsAdapter, settings: TeamsSettings): Sender {
  const inConversation = async <T>(
    reference: SavedReference,
    under: string | null,
    work: (context: TurnContext) => Promise<T>,
  ): Promise<T> => {
    const { channelId, tenantId } = reference;
    const isOurs = isOwnPlace(
      { channelId, tenantIds: tenantId === null ? [] : [tenantId] },
      settings.tenantId,
    );
    if (!isOurs || !isAllowedServiceUrl(reference.serviceUrl, settings.practice)) throw new PlaceRefused();
    const isThreaded = under !== null && reference.conversationType === 'channel';
    const conversation = {
      id: isThreaded ? `${reference.conversationId};messageid=${under}` : reference.conversationId,
      isGroup: reference.conversationType !== 'personal',
      conversationType: reference.conversationType,
      ...(reference.tenantId === null ? {} : { tenantId: reference.tenantId }),
    };
    const target: object = {
      serviceUrl: reference.serviceUrl,
      channelId: reference.channelId,
      bot: reference.bot,
      conversation,
    };
    const results: T[] = [];
    const send = () =>
      adapter.continueConversationAsync(settings.bot?.appId ?? '', target, async (context) => {
        // botbuilder makes this id up; with it every message would be a reply to something that never was.
        Reflect.deleteProperty(context.activity, 'id');
        results.push(await work(context));
      });
    await within(send, connectorTimeoutMs);
    const [result] = results;
    if (result === undefined) throw new Error('the connector gave no answer');
    return result;
  };
  return {
    post: (reference, message) =>
      inConversation(reference, null, async (context) => {
        return sentId(await context.sendActivity(cardActivity(message)));
      }),
    update: async (reference, activityId, message) => {
      await inConversation(reference, activityId, async (context) => {
        await context.updateActivity({ ...cardActivity(message), id: activityId });
        return true;
      });
    },
    say: async (reference, text, under) => {
      await inConversation(reference, under, async (context) => {
        await context.sendActivity(lineActivity(text));
        return true;
      });
    },
  };
}

class PlaceRefused extends Error {
  override readonly name = 'PlaceRefused';
}

const connectorError = z.looseObject({
  statusCode: z.optional(z.number()),
  code: z.optional(z.string()),
  body: z.optional(z.looseObject({ error: z.optional(z.looseObject({ code: z.optional(z.string()) })) })),
  response: z.optional(
    z.looseObject({
      headers: z.optional(z.custom<{ get(name: string): unknown }>((value) => hasGet(value))),
    }),
  ),
});
type ConnectorError = z.infer<typeof connectorError>;

const hasGet = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';

const codeOf = ({ body, code }: ConnectorError) => body?.error?.code ?? code;

/** Codes by which Teams says that a conversation is no place to write to any more. */
const goneCodes: Readonly<Record<string, UnheardWhy>> = {
  BotNotInConversationRoster: 'removed',
  ConversationNotFound: 'gone',
  MessageWritesBlocked: 'blocked',
};

/**
 * What a failed call says is not there any more: the activity (post a new card), the whole conversation (the
 * bot was removed or blocked: give up), or null: try again later.
 */
export function goneFrom(error: unknown): 'activity' | 'conversation' | null {
  if (error instanceof PlaceRefused) return 'conversation';
  const parsed = connectorError.safeParse(error);
  if (!parsed.success) return null;
  const code = codeOf(parsed.data);
  if (code !== undefined && code in goneCodes) return 'conversation';
  if (code === 'ActivityNotFoundInConversation' || parsed.data.statusCode === 404) return 'activity';
  // A 403 without a word from Teams is some proxy's on the way: that passes.
  return parsed.data.statusCode === 403 && code !== undefined ? 'conversation' : null;
}

/** Bad request, too large, not understood (RFC 9110 §15.5): the same message will be refused again. */
const refusals = [400, 413, 415, 422];

/** Why it is of no use to send this message again; null: it is. */
export function whyUnheard(error: unknown): UnheardWhy | null {
  if (error instanceof TooBig) return 'too-big';
  if (goneFrom(error) === 'conversation') {
    const parsed = connectorError.safeParse(error);
    return (parsed.success && goneCodes[codeOf(parsed.data) ?? '']) || 'gone';
  }
  const parsed = connectorError.safeParse(error);
  if (!parsed.success || codeOf(parsed.data) === undefined) return null;
  const { statusCode = 0 } = parsed.data;
  if (!refusals.includes(statusCode)) return null;
  return statusCode === 413 || codeOf(parsed.data) === 'MessageSizeTooBig' ? 'too-big' : 'refused';
}

/** With these Teams asks to come again later ("Rate limiting for bots"). */
const laterStatuses = [412, 429, 502, 504];
const standardWaitMs = 1_000;

/** How long Teams wants to be left alone; null: it said nothing of the kind. */
export function askedToWaitMs(error: unknown, now: number): number | null {
  const parsed = connectorError.safeParse(error);
  if (!parsed.success || !laterStatuses.includes(parsed.data.statusCode ?? 0)) return null;
  const said = parsed.data.response?.headers?.get('retry-after');
  if (typeof said !== 'string' || said === '') return parsed.data.statusCode === 429 ? standardWaitMs : null;
  const seconds = Number(said);
  const waitMs = Number.isNaN(seconds) ? Date.parse(said) - now : seconds * 1_000;
  return Number.isNaN(waitMs) ? null : Math.max(0, waitMs);
}

/** The call went out, and no answer came: not even one of something on the way. */
export function isUnanswered(error: unknown): boolean {
  if (error instanceof NoAnswer) return true;
  const parsed = connectorError.safeParse(error);
  return parsed.success && parsed.data.statusCode === undefined && brokenOff.includes(parsed.data.code ?? '');
}

/** Of a connection that stood. One that never did carried nothing. */
const brokenOff = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'REQUEST_SEND_ERROR', 'UND_ERR_SOCKET'];
