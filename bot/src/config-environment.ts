import { isIP } from 'node:net';
import { secondMethod } from '@token-desk/contract/entra/second-method';
import { secondTechnicianFor } from '@token-desk/contract/request';
import * as z from 'zod/mini';
import { isTimeZone } from './domain/organisation.ts';

const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000));
const partsOf = (value: string, separator: string): string[] =>
  value
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
const list = z.pipe(
  text,
  z.transform((value) => partsOf(value, ',')),
);
/** `a, b; Lyon: b`: one list for every site, at most, and one for each site that is named, once. */
const listBySite = z.pipe(
  z.pipe(
    text,
    z.transform((value) =>
      partsOf(value, ';').map((part) => {
        const [, site = '', names = ''] = /^(?:([^:]*):)?(.*)$/.exec(part) ?? [];
        return { site: site.trim(), isNamed: part.includes(':'), names: partsOf(names, ',') };
      }),
    ),
  ),
  z.array(z.object({ site: z.string(), isNamed: z.boolean(), names: z.array(secondMethod) })).check(
    z.refine((lists) => lists.every(({ site, isNamed }) => isNamed === (site !== ''))),
    z.refine((lists) => new Set(lists.map(({ site }) => site)).size === lists.length),
  ),
);
/** `SITE: where and when`, separated by semicolons. */
const pickUps = z.pipe(
  z.pipe(
    text,
    z.transform((value) =>
      partsOf(value, ';').map((part) => [part.split(':')[0], part.split(':').slice(1).join(':')]),
    ),
  ),
  z.array(z.tuple([text, text])),
);
const webAddress = text.check(z.refine((value) => /^https?:\/\//.test(value) && URL.canParse(value)));
const origin = webAddress.check(z.refine((value) => /^\/?$/.test(value.replace(new URL(value).origin, ''))));
const port = z.pipe(
  z.pipe(text.check(z.regex(/^\d{1,5}$/)), z.transform(Number)),
  z.number().check(z.maximum(65_535)),
);
const wholeNumber = z.pipe(
  z.pipe(text.check(z.regex(/^\d{1,5}$/)), z.transform(Number)),
  z.number().check(z.minimum(1)),
);
/** `forever`: null. */
const keptDays = z.union([
  z.pipe(
    z.literal('forever'),
    z.transform(() => null),
  ),
  wholeNumber,
]);
/** An address, or a network with at least eight bits fixed: `/0` would believe what every caller writes. */
function isHop(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 8 && Number(bits) <= (family === 4 ? 32 : 128);
}
const timeZone = text.check(z.refine(isTimeZone));
const anyGuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** Entra writes its ids in small letters; so do we, whatever was typed. */
const smallIds = z.transform((value: string) => value.replace(anyGuid, (id) => id.toLowerCase()));
const guid = z.pipe(text.check(z.regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/)), smallIds);
const clientId = z.pipe(text, smallIds);

/** Every setting by its name in the environment, and the form it has. */
export const environment = z.object({
  TOKEN_DESK_PRACTICE: z.optional(z.literal('1')),
  HOST: z.optional(text),
  PORT: z.optional(port),
  TRUSTED_PROXIES: z.optional(z.pipe(list, z.array(z.string().check(z.refine(isHop))))),
  PUBLIC_URL: z.optional(origin),
  MICROSOFT_APP_ID: z.optional(guid),
  MICROSOFT_APP_PASSWORD: z.optional(text),
  TEAMS_APP_ID: z.optional(guid),
  TENANT_ID: z.optional(guid),
  TENANT_NAME: z.optional(text),
  PRACTICE_TENANT_ID: z.optional(guid),
  PRACTICE_CLIENT_SECRET: z.optional(text),
  PRACTICE_ORIGINS: z.optional(z.pipe(list, z.array(origin))),
  CLOUD: z.optional(z.literal('public')),
  TAB_CLIENT_ID: z.optional(clientId),
  AUDIENCE: z.optional(z.pipe(clientId, list)),
  ISSUER: z.optional(webAddress),
  JWKS_URL: z.optional(webAddress),
  GRAPH_URL: z.optional(origin),
  TOKEN_URL: z.optional(webAddress),
  GRAPH_CLIENT_ID: z.optional(clientId),
  GRAPH_CLIENT_SECRET: z.optional(text),
  GRAPH_CERTIFICATE_FILE: z.optional(text),
  GRAPH_MANAGED_IDENTITY: z.optional(z.union([z.literal('system'), guid])),
  DATABASE_URL: z.optional(text.check(z.regex(/^postgres(ql)?:\/\//))),
  DATA_FOLDER: z.optional(text),
  SITES: z.optional(list),
  PICK_UP: z.optional(pickUps),
  SECOND_METHODS: z.optional(listBySite),
  SECURITY_INFO_URL: z.optional(webAddress),
  TAB_FOLDER: z.optional(text),
  SLIPS_FOLDER: z.optional(text),
  CLAIM_IDLE_MINUTES: z.optional(wholeNumber),
  TIME_ZONE: z.optional(timeZone),
  KEEP_FREE_TEXT_DAYS: z.optional(keptDays),
  KEEP_HEALTH_REASON_DAYS: z.optional(keptDays),
  KEEP_CHAT_REFERENCES_DAYS: z.optional(keptDays),
  KEEP_CLOSED_REQUESTS_DAYS: z.optional(keptDays),
  SECOND_TECHNICIAN: z.optional(secondTechnicianFor),
  PASTE_NEEDS_HEALTHY_DESK: z.optional(z.literal('1')),
  LOG_LEVEL: z.optional(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])),
});
export type Environment = z.infer<typeof environment>;
