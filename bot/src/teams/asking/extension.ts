import { type Problem, ProblemError } from '@token-desk/contract/problem';
import { may } from '@token-desk/contract/rights';
import type { CardFactory } from 'botbuilder';
import * as z from 'zod/mini';
import { actOnCard, cardData } from '../card-actions.ts';
import { channelRequestCard } from '../cards/channel-request.ts';
import type { CardJson } from '../cards/elements.ts';
import { stateWord } from '../cards/state-words.ts';
import { tokenCard } from '../cards/token.ts';
import { describeTrouble } from '../problem-words.ts';
import { formAbout, newForm } from '../request-form.ts';
import { rolesTold } from '../roles-told.ts';
import type { CardMessage } from '../sender.ts';
import { callerOf, type Turn } from '../turn.ts';

/** What Teams asks of a message extension; the ids of its commands stand in the manifest. */
export const extensionInvokes = [
  'composeExtension/fetchTask',
  'composeExtension/submitAction',
  'composeExtension/query',
] as const;
export type ExtensionInvoke = (typeof extensionInvokes)[number];

const fetched = z.looseObject({
  messagePayload: z.optional(
    z.nullable(
      z.looseObject({
        from: z.optional(
          z.nullable(
            z.looseObject({
              user: z.optional(
                z.nullable(z.looseObject({ id: z.optional(z.string().check(z.maxLength(300))) })),
              ),
            }),
          ),
        ),
      }),
    ),
  ),
});
const submitted = z.looseObject({ data: z.unknown() });
const queried = z.looseObject({
  commandId: z.string(),
  parameters: z.catch(
    z.array(z.looseObject({ name: z.string(), value: z.string().check(z.maxLength(200)) })),
    [],
  ),
});

/** The body of the invoke's answer; null: nothing that is understood. */
export async function answerExtension(
  turn: Turn,
  { name, value }: { readonly name: ExtensionInvoke; readonly value: unknown },
): Promise<object | null> {
  switch (name) {
    case 'composeExtension/fetchTask': {
      const asked = fetched.safeParse(value);
      return asked.success ? dialog(turn, await formForAuthor(turn, authorOf(asked.data))) : null;
    }
    case 'composeExtension/submitAction': {
      const sent = submitted.safeParse(value);
      return sent.success ? await submit(turn, sent.data.data) : null;
    }
    case 'composeExtension/query': {
      const query = queried.safeParse(value);
      return query.success ? await search(turn, query.data) : null;
    }
  }
}

const authorOf = ({ messagePayload }: z.infer<typeof fetched>): string | null =>
  messagePayload?.from?.user?.id ?? null;

/** Of the message's author; where nobody can be asked for, as empty as any other. */
async function formForAuthor(turn: Turn, author: string | null): Promise<CardMessage> {
  const { extension } = turn.strings.asking;
  const person = author === null ? null : await turn.deps.findPerson(author);
  if (person === null || person.id === turn.personId) {
    return newForm(turn, {}, person === null ? extension.noAuthor : undefined);
  }
  return formAbout(turn, { about: person.upn });
}

/** Verbs that a dialog can go on with; everything else belongs to the chat. */
const inDialogs: readonly unknown[] = ['form.submit', 'form.keep', 'form.cancel', 'form.anew'];

async function submit(turn: Turn, data: unknown): Promise<object> {
  const parsed = cardData.safeParse(data);
  if (!parsed.success || !inDialogs.includes(parsed.data.verb)) return message(turn.strings.cardTooOld);
  const { verb } = parsed.data;
  const { message: made, shows } = await actOnCard(turn, parsed.data);
  // Its card comes to the chat by itself.
  if (verb === 'form.cancel' || verb === 'form.keep' || shows !== null) return message(made.summary);
  return dialog(turn, made);
}

/** A dialog knows `Action.Submit` alone, which is what every button falls back to. */
function forDialog(part: unknown): unknown {
  if (Array.isArray(part)) {
    const isMeant = (one: unknown) => {
      const { type, verb } = Object(one) as { type?: unknown; verb?: unknown };
      return type !== 'Action.Execute' || inDialogs.includes(verb);
    };
    return part.filter(isMeant).map(forDialog);
  }
  if (typeof part !== 'object' || part === null) return part;
  const { type, fallback } = part as { type?: unknown; fallback?: unknown };
  if (type === 'Action.Execute') return fallback;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, forDialog(value)]));
}

const attachment = (card: CardJson): ReturnType<typeof CardFactory.adaptiveCard> => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: card,
});

function dialog({ strings }: Turn, { card }: CardMessage): object {
  const value = {
    title: strings.help.request,
    height: 'large',
    width: 'medium',
    card: attachment(forDialog(card) as CardJson),
  };
  return { task: { type: 'continue', value } };
}

const message = (text: string): object => ({ task: { type: 'message', value: text } });

const mostFound = 15;

/** What is found is put into a message that many may read: the card is the one a channel sees. */
async function search(
  turn: Turn,
  { commandId, parameters }: z.infer<typeof queried>,
): Promise<object | null> {
  const text = parameters.find(({ name }) => name === 'text')?.value.trim() ?? '';
  const { strings, deps } = turn;
  const caller = await callerOf(turn);
  if (commandId === 'requests') {
    const requests = await deps.searchRequests(caller, { text, limit: mostFound });
    return results(
      requests.map((request) => ({
        card: channelRequestCard({ request, tabUrl: deps.tabUrl(request.id) }, strings),
        title: request.subject.name,
        text: `${stateWord(request, strings)} · ${request.form.site}`,
      })),
    );
  }
  if (commandId !== 'tokens') return null;
  if (!may('read', await rolesTold(deps, turn.personId)))
    return refusal(
      turn,
      new ProblemError('role-missing', { roles: 'Technician, Approver, Auditor, Administrator' }).problem,
    );
  const tokens = await deps.searchTokens(caller, { text, limit: mostFound });
  return results(
    tokens.map((token) => ({
      card: tokenCard(token, strings),
      title: strings.asking.extension.token(token.serial),
      text: [token.model, token.holder?.name].filter((part) => part != null).join(' · '),
    })),
  );
}

type Found = { readonly card: CardJson; readonly title: string; readonly text: string };

function results(found: readonly Found[]): object {
  const attachments = found.map(({ card, title, text }) => ({
    ...attachment(card),
    preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title, text } },
  }));
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
}

function refusal({ strings }: Turn, problem: Problem): object {
  const { title, action } = describeTrouble(problem, strings);
  return { composeExtension: { type: 'message', text: `${title} ${action}` } };
}
