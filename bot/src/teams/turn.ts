import type { Role } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import type { Turns } from '@token-desk/contract/turns';
import { ActivityTypes, TeamsInfo, type TurnContext } from 'botbuilder';
import * as z from 'zod/mini';
import type { Policy } from '../domain/policy.ts';
import { languageOf, stringsFor } from '../words/languages.ts';
import type { Strings } from '../words/strings.ts';
import { dayAt } from './cards/dates.ts';
import type { ChatCaller, TeamsDeps } from './deps.ts';
import { conversationKey, conversationTypeOf, type IncomingActivity, referenceTo } from './incoming.ts';
import { rolesTold } from './roles-told.ts';
import { connectorTimeoutMs, within } from './within.ts';

/** One incoming activity and what is known about it. */
export type Turn = {
  readonly deps: TeamsDeps;
  readonly lock: Turns;
  readonly context: TurnContext;
  readonly activity: IncomingActivity;
  readonly strings: Strings;
  readonly isPersonal: boolean;
  /** Entra object id of whoever wrote. */
  readonly personId: string;
  /** Under what the conversation is kept. */
  readonly key: string;
  /** The writer's calendar day. */
  readonly today: string;
  readonly policy: Policy;
};

const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const member = z.looseObject({ aadObjectId: z.string(), name: z.optional(z.string()) });

export async function openTurn(
  parts: { readonly deps: TeamsDeps; readonly lock: Turns },
  context: TurnContext,
  activity: IncomingActivity,
): Promise<Turn> {
  const named = activity.from.aadObjectId ?? (await memberOf(context, activity.from.id)).id;
  const personId = objectId.test(named) ? named.toLowerCase() : named;
  const now = parts.deps.clock.now();
  return {
    ...parts,
    context,
    activity,
    strings: stringsFor(languageOf(activity.locale)),
    isPersonal: conversationTypeOf(activity) === 'personal',
    personId,
    key: conversationKey(activity, personId),
    today: dayAt(now, activity.localTimezone ?? null),
    policy: await parts.deps.policy(),
  };
}

/** False when this person has written too much and was told so a moment ago; rejects when they are to be told now. */
export async function isHeard({ deps, isPersonal, personId }: Turn): Promise<boolean> {
  const refusal = await refusalOf(deps.spend(isPersonal ? 'chat' : 'channel-chat', personId));
  if (refusal === null) return true;
  if ((await refusalOf(deps.spend('chat-refusal', personId))) !== null) return false;
  throw refusal;
}

async function refusalOf(spending: Promise<void>): Promise<ProblemError | null> {
  try {
    await spending;
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

/** Keeps where this person can be written to. */
export async function rememberChat(turn: Turn): Promise<void> {
  if (!turn.isPersonal) return;
  await turn.deps.rememberPersonal({
    id: turn.key,
    personId: turn.personId,
    reference: referenceTo(turn.activity),
    locale: turn.activity.locale ?? null,
  });
}

/** The message that what is answered takes the place of, where the client puts it there itself. */
export function answeredMessage({ activity, key }: Turn): {
  readonly conversationId: string;
  readonly activityId: string;
} | null {
  const { type, replyToId } = activity;
  if (type !== ActivityTypes.Invoke || replyToId === undefined) return null;
  return { conversationId: key, activityId: replyToId };
}

/** Who wrote, from the directory, with the roles that are told; rejects with `not-signed-in` when it does not know them. */
export async function callerOf(turn: Turn): Promise<ChatCaller> {
  return personWith(turn, rolesTold(turn.deps, turn.personId));
}

/** The same for what a role decides: rejects with `directory-refused` where roles may not be read, which is no “no”. */
export async function roleHolderOf(turn: Turn): Promise<ChatCaller> {
  return personWith(turn, turn.deps.rolesOf(turn.personId));
}

async function personWith(turn: Turn, asked: Promise<readonly Role[]>): Promise<ChatCaller> {
  const [found, roles] = await Promise.all([turn.deps.findPerson(turn.personId), asked]);
  if (found === null || !found.enabled) throw new ProblemError('not-signed-in');
  return { person: { id: found.id, name: found.name, upn: found.upn }, roles };
}

export type Picked = { readonly id: string; readonly name: string | null };

/**
 * Whom a people picker means: an Entra object id, or a chat client's own id (`29:…`), which the conversation's
 * members tell. Rejects with `subject-unknown`.
 */
export async function pickedPerson(turn: Turn, value: string): Promise<Picked> {
  // Teams' own ids are opaque behind their prefix; a chat client that has only object ids puts the prefix before one.
  const id = value.trim().replace(/^29:(?=[0-9a-f-]{36}$)/i, '');
  if (objectId.test(id)) return { id: id.toLowerCase(), name: null };
  return memberOf(turn.context, id);
}

async function memberOf(context: TurnContext, teamsId: string): Promise<Picked> {
  let found: unknown;
  try {
    found = await within(() => TeamsInfo.getMember(context, teamsId), connectorTimeoutMs);
  } catch (cause) {
    throw new ProblemError('subject-unknown', undefined, { cause });
  }
  const parsed = member.safeParse(found);
  if (!parsed.success || !objectId.test(parsed.data.aadObjectId)) throw new ProblemError('subject-unknown');
  return { id: parsed.data.aadObjectId.toLowerCase(), name: parsed.data.name ?? null };
}
