import { type Activity, ActivityTypes, CardFactory, type TurnContext } from 'botbuilder';
import * as z from 'zod/mini';
import type { TeamsAdapter, TeamsSettings } from './adapter.ts';
import type { CardJson } from './cards/elements.ts';
import { isOwnPlace, type SavedReference } from './incoming.ts';
import { isAllowedServiceUrl } from './service-url.ts';
import { connectorTimeoutMs, within } from './within.ts';

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

export function cardActivity({ card, summary }: CardMessage): Partial<Activity> {
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
});

/**
 * What a failed call says is not there any more: the activity (post a new card), the whole conversation (the
 * bot was removed or blocked: give up), or null: try again later.
 */
export function goneFrom(error: unknown): 'activity' | 'conversation' | null {
  const parsed = connectorError.safeParse(error);
  if (!parsed.success) return error instanceof PlaceRefused ? 'conversation' : null;
  if (error instanceof PlaceRefused) return 'conversation';
  const code = parsed.data.body?.error?.code ?? parsed.data.code;
  if (
    code === 'BotNotInConversationRoster' ||
    code === 'ConversationNotFound' ||
    code === 'MessageWritesBlocked'
  ) {
    return 'conversation';
  }
  if (code === 'ActivityNotFoundInConversation' || parsed.data.statusCode === 404) return 'activity';
  // A 403 without a word from Teams is some proxy's on the way: that passes.
  return parsed.data.statusCode === 403 && namedByTeams(parsed.data) ? 'conversation' : null;
}

const namedByTeams = ({ body, code }: z.infer<typeof connectorError>) =>
  (body?.error?.code ?? code) !== undefined;

/** Bad request, too large, not understood (RFC 9110 §15.5): the same message will be refused again. */
const refusals = [400, 413, 415, 422];

/** True when Teams itself, not something on the way, will not take this very message. */
export function isMessageRefused(error: unknown): boolean {
  const parsed = connectorError.safeParse(error);
  return parsed.success && refusals.includes(parsed.data.statusCode ?? 0) && namedByTeams(parsed.data);
}
