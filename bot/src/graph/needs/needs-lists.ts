import type { NeedGapFound, NeedMethod } from '@token-desk/contract/entra/needs';
import { ProblemError } from '@token-desk/contract/problem';
import * as z from 'zod/mini';
import { type Fact, mapFact, type TenantFacts } from '../../domain/entra/facts.ts';
import type { NeedPerson } from '../../domain/entra/needs.ts';
import { factIn } from '../fact.ts';
import { defaultOf, firstGap, known, type Reading } from './need-reading.ts';

const user = z.object({
  id: z.string(),
  displayName: z.nullable(z.string()),
  userPrincipalName: z.string(),
  userType: z.nullable(z.string()),
  accountEnabled: z.nullable(z.boolean()),
});
type User = z.infer<typeof user>;

const device = z.optional(z.nullable(z.object({ status: z.optional(z.nullable(z.string())) })));
export const method = z.object({ '@odata.type': z.string(), device });
type Method = z.infer<typeof method>;
const methods = z.object({ value: z.array(method) });
const preferences = z.object({
  isSystemPreferredAuthenticationMethodEnabled: z.optional(z.nullable(z.boolean())),
  userPreferredMethodForSecondaryAuthentication: z.optional(z.nullable(z.string())),
});

const methodTypes: Readonly<Record<string, NeedMethod>> = {
  phone: 'phone',
  microsoftAuthenticator: 'app',
  passwordlessMicrosoftAuthenticator: 'app',
  softwareOath: 'code',
  fido2: 'passkey',
  windowsHelloForBusiness: 'hello',
  platformCredential: 'hello',
  temporaryAccessPass: 'pass',
};
const notCounted: readonly string[] = ['password', 'email'];
const preferredNames: Readonly<Record<string, NeedMethod>> = {
  push: 'app',
  oath: 'code',
  sms: 'phone',
  voiceMobile: 'phone',
  voiceAlternateMobile: 'phone',
  voiceOffice: 'phone',
};

/** Ten calls at a time; progress is told after each part. */
const partSize = 200;
/** After so many parts without an answer the others are not asked for any more. */
const maxSilentParts = 3;
const permissions = ['UserAuthenticationMethod.Read.All'];

/** Everybody by their own list, where the report cannot be had for the reason `why`. */
export async function readLists(
  reading: Reading,
  why: NeedGapFound,
): Promise<{ people: NeedPerson[]; gaps: NeedGapFound[] }> {
  const { graph, signal, tenant, onProgress } = reading;
  const path = '/v1.0/users?$select=id,displayName,userPrincipalName,userType,accountEnabled&$top=999';
  const users = (await graph.longList(path, user, { signal })).filter((one) => one.accountEnabled === true);
  onProgress({ done: 0, of: users.length });
  const people: NeedPerson[] = [];
  let silent = 0;
  for (let from = 0; from < users.length; from += partSize) {
    const part = users.slice(from, from + partSize);
    const isBarred = from > 0 && people.every(({ methods }) => methods.kind === 'not-allowed');
    const ways = isBarred ? null : await readWays(reading, part);
    if (ways === 'silent') silent += 1;
    if (silent === maxSilentParts) throw new ProblemError('directory-unavailable');
    for (const [index, one] of part.entries())
      people.push({
        ...listed(one, tenant),
        ...(ways === null
          ? unread({ kind: 'not-allowed', permissions })
          : ways === 'silent'
            ? unread({ kind: 'no-answer' })
            : (ways[index] ?? unread({ kind: 'no-answer' }))),
      });
    onProgress({ done: people.length, of: users.length });
  }
  return {
    people,
    gaps: [
      why,
      ...firstGap(
        'methods',
        people.map((one) => one.methods),
      ),
    ],
  };
}

type Ways = Pick<NeedPerson, 'methods' | 'isPhoneDefault' | 'isSystemPreferred'>;
const unread = (why: Fact<never>): Ways => ({ methods: why, isPhoneDefault: why, isSystemPreferred: why });

const listed = (
  { id, displayName, userPrincipalName, userType }: User,
  { roles, assignableMembers }: TenantFacts,
): Omit<NeedPerson, keyof Ways> => ({
  id,
  name: displayName ?? userPrincipalName,
  upn: userPrincipalName,
  isGuest: userType === 'Guest',
  isAdmin:
    roles.kind === 'read'
      ? mapFact(
          assignableMembers,
          (ids) => ids.includes(id) || roles.value.some(({ personId }) => personId === id),
        )
      : roles,
});

async function readWays(
  { graph, signal }: Reading,
  part: readonly User[],
): Promise<readonly Ways[] | 'silent'> {
  const pathOf = ({ id }: User, rest: string) => `/users/${encodeURIComponent(id)}/authentication/${rest}`;
  try {
    const has = await graph.batch(
      'beta',
      part.map((one) => pathOf(one, 'methods')),
      methods,
      signal,
    );
    const kinds = has.map((answer) => mapFact(factIn(answer, permissions), ({ value }) => kindsIn(value)));
    // What is asked first matters where there is a choice.
    const choosing = part.filter((_, index) => hasChoice(kinds[index]));
    const prefers = await graph.batch(
      'beta',
      choosing.map((one) => pathOf(one, 'signInPreferences')),
      preferences,
      signal,
    );
    const chosen = new Map(choosing.map(({ id }, index) => [id, factIn(prefers[index], permissions)]));
    return part.map(({ id }, index) => {
      const preferred = chosen.get(id) ?? ({ kind: 'no-answer' } as const);
      return {
        methods: kinds[index] ?? { kind: 'no-answer' },
        isPhoneDefault:
          preferred.kind === 'read'
            ? defaultOf(preferred.value.userPreferredMethodForSecondaryAuthentication, preferredNames)
            : preferred,
        isSystemPreferred:
          preferred.kind === 'read'
            ? known(preferred.value.isSystemPreferredAuthenticationMethodEnabled)
            : preferred,
      };
    });
  } catch (error) {
    if (!(error instanceof ProblemError) || signal.aborted) throw error;
    return 'silent';
  }
}

const hasChoice = (kinds: Fact<readonly NeedMethod[]> | undefined): boolean =>
  kinds?.kind === 'read' && kinds.value.includes('phone') && kinds.value.some((kind) => kind !== 'phone');

const kindsIn = (rows: readonly Method[]): NeedMethod[] => rows.flatMap((row) => kindOf(row) ?? []);

/** null: no way to sign in. */
export function kindOf({ '@odata.type': type, device }: Method): NeedMethod | null {
  const name = type.replace('#microsoft.graph.', '').replace('AuthenticationMethod', '');
  if (notCounted.includes(name)) return null;
  return name === 'hardwareOath' ? tokenKind(device?.status) : (methodTypes[name] ?? 'other');
}

const tokenKind = (status: string | null | undefined): NeedMethod =>
  status === null || status === undefined ? 'unsure' : status === 'activated' ? 'token' : 'waiting';
