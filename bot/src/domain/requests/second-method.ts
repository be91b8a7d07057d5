import { type NeedMethod, phoneCodesEnd } from '@token-desk/contract/entra/needs';
import type { SecondMethod, WayIn } from '@token-desk/contract/entra/second-method';
import { fail, type Result } from '@token-desk/contract/problem';
import type { Request, RequestState, RequestType } from '@token-desk/contract/request';
import type { TenantFacts } from '../entra/facts.ts';
import { lasting } from '../entra/needs.ts';
import type { Policy } from '../policy.ts';
import { carriedStates } from '../retention.ts';
import type { Token } from '../tokens/token.ts';
import type { Command } from './request-commands.ts';
import type { EventBody } from './request-events.ts';

/** One of the things a person can sign in with, as Microsoft lists it. */
export type ListedWay = { readonly id: string; readonly kind: NeedMethod };

/** A token or an app with codes: Microsoft gives them no name. */
const unnamed: readonly NeedMethod[] = ['token', 'waiting', 'unsure', 'code'];
export const isUnnamed = ({ kind }: ListedWay): boolean => unnamed.includes(kind);

/** What is set for the site of a request. */
export const setFor = (
  { form }: Pick<Request, 'form'>,
  { all, at }: Policy['secondMethods'],
): readonly SecondMethod[] => at.get(form.site) ?? all;

/** Of what is set, what can still be had on this day: a phone only while Microsoft sends codes and the tenant lets it. */
export function offeredNow(
  set: readonly SecondMethod[],
  { day, methods }: { readonly day: string; readonly methods: TenantFacts['methods'] },
): SecondMethod[] {
  const { sms, voice } = methods.kind === 'read' ? methods.value : {};
  const isPhoneAllowed = day < phoneCodesEnd && (sms?.isEnabled === true || voice?.isEnabled === true);
  return set.filter((one) => one !== 'phone' || isPhoneAllowed);
}

type Beside = {
  readonly request: Pick<Request, 'subject' | 'binding' | 'token'>;
  /** Tokens of our books that one of these methods is or was. */
  readonly known: readonly Token[];
  readonly offered: readonly SecondMethod[];
};

/** Each way with the token it is, and whether it stands beside the token of this request. */
export function seenBeside(ways: readonly ListedWay[], { request, known, offered }: Beside): WayIn[] {
  const own = request.binding?.methodId ?? unsaidOwn(ways, request, known);
  const counted = offered.includes('phone') ? [...lasting, 'phone'] : lasting;
  return ways.map((way) => {
    const token = known.find((one) => isOf(one, way.id)) ?? null;
    const isTheirs =
      token === null ||
      (token.methodId === way.id &&
        token.holder?.id === request.subject.id &&
        carriedStates.includes(token.state));
    const isSecond = isTheirs && counted.includes(way.kind);
    return {
      kind: way.kind,
      methodId: isUnnamed(way) ? way.id : null,
      token: token === null ? null : { serial: token.serial, model: token.model, burnedAt: token.burnedAt },
      is: way.id === own && isTheirs ? 'its-token' : isSecond && way.id !== own ? 'second' : 'no',
    };
  });
}

/** Whether this method is the token's, or was and is left. */
export const isOf = ({ methodId, leftMethods }: Token, id: string): boolean =>
  methodId === id || leftMethods.some((left) => left.methodId === id);

/** Where Microsoft could not be read at the binding, one of the kind that nobody knows is this token. */
function unsaidOwn(
  ways: readonly ListedWay[],
  { binding, token }: Beside['request'],
  known: readonly Token[],
): string | null {
  if (binding === null) return null;
  const kinds: readonly NeedMethod[] = token?.loaded === true ? ['token', 'unsure'] : ['code'];
  const own = ways.find(({ id, kind }) => kinds.includes(kind) && !known.some((one) => isOf(one, id)));
  return own?.id ?? null;
}

type SecondCommand = Extract<Command, { kind: 'look-for-second' | 'ask-spare' | 'waive-second' }>;

/** What is recorded of a second way in; none of it stands in the way of the hand-over. */
export function decideSecond(
  { second, spareFor }: Request,
  command: SecondCommand,
): Result<{ readonly events: readonly EventBody[] }> {
  switch (command.kind) {
    case 'look-for-second': {
      const { ways } = command;
      if (ways === null) return fail('second-not-readable');
      if (ways.length === 0) return fail('no-second-method');
      const isSame = second?.how === 'found' && second.ways.join() === ways.join();
      return { ok: true, events: isSame ? [] : [{ kind: 'second_found', ways }] };
    }
    case 'ask-spare': {
      if (!command.isOffered) return fail('second-not-offered');
      const isAsked = second?.how === 'spare' || spareFor !== undefined;
      return { ok: true, events: isAsked ? [] : [{ kind: 'second_asked', requestId: command.spareId }] };
    }
    case 'waive-second': {
      if (!command.isOffered) return fail('second-not-offered');
      const isGone = second?.how === 'found' && command.ways?.length === 0;
      const isOpen = second === undefined || isGone;
      return { ok: true, events: isOpen ? [{ kind: 'second_waived', why: command.why }] : [] };
    }
  }
}

const withoutToken: readonly RequestState[] = ['rejected', 'withdrawn', 'expired'];

/** What the end of a spare token's request means for the one it was asked for. */
export function spareEnded(first: Request, spare: Pick<Request, 'id' | 'state'>): readonly EventBody[] {
  const { second } = first;
  const isIts = second?.how === 'spare' && second.requestId === spare.id;
  return isIts && withoutToken.includes(spare.state) ? [{ kind: 'spare_ended', requestId: spare.id }] : [];
}

/** The kinds that count, each once; null: nobody can tell. */
export const secondKinds = (ways: readonly WayIn[] | null): readonly NeedMethod[] | null =>
  ways === null ? null : [...new Set(ways.flatMap(({ is, kind }) => (is === 'second' ? [kind] : [])))].sort();

/**
 * The same without what may be the token that is replaced, which Microsoft still lists: where it is lost, a code or token
 * that the books do not know as one they carry; where it is faulty, any, since nobody said which.
 */
export function waysWithout(ways: readonly WayIn[] | null, type: RequestType): readonly NeedMethod[] | null {
  const isReplaced = ({ methodId, token }: WayIn) =>
    methodId !== null && (type === 'replace-faulty' || (type === 'replace-lost' && token === null));
  return secondKinds(ways?.filter((way) => !isReplaced(way)) ?? null);
}
