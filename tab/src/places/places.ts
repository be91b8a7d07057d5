import { differenceKind } from '@token-desk/contract/entra/differences';
import { needFilters } from '@token-desk/contract/entra/needs';
import { serial } from '@token-desk/contract/ids';
import { taskIdStart } from '@token-desk/contract/life/task';
import { requestStates } from '@token-desk/contract/request';
import { requestSort } from '@token-desk/contract/request-list';
import { tokenStates } from '@token-desk/contract/token/record';
import * as z from 'zod/mini';

/** Where the wizard goes back to when a person is done. */
const after = z.enum(['queue', 'arrivals', 'run']);
export type After = z.infer<typeof after>;

const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
const orNull = <S extends z.ZodMiniType>(schema: S) => z.catch(z.nullable(schema), null);
const text = (maxChars: number) =>
  z.catch(z.string().check(z.overwrite((given) => given.slice(0, maxChars))), '');
const matching = (pattern: RegExp) => z.catch(z.string().check(z.regex(pattern)), '');
const day = matching(/^\d{4}-\d{2}-\d{2}$/);
const isSet = z.pipe(
  z.optional(z.string()),
  z.transform((given) => given === '1'),
);
const nothing = z.object({});

type Row = {
  readonly path: `/${string}`;
  readonly carries: z.ZodMiniObject;
  /** Where an address leads that lacks what it must carry; else to the queue. */
  readonly otherwise?: string;
};

/**
 * Every address the tab has: its path behind `#` and what it carries. Everything a person filters by stands in the
 * address, so that a reload and a copied link come back to it. What does not fit is as if it were not there.
 */
const table = {
  queue: {
    path: '/queue',
    carries: z.object({
      q: text(100),
      mine: isSet,
      overdue: isSet,
      withoutSecond: isSet,
      state: orNull(z.enum(requestStates)),
      site: text(80),
      /** By which column, where it is not by need; `down`: the other way round. */
      sort: orNull(requestSort),
      down: isSet,
      selected: orNull(id),
    }),
  },
  request: { path: '/request/:requestId', carries: z.object({ requestId: id }) },
  burn: {
    path: '/burn/:requestId',
    carries: z.object({ requestId: id, after: z.catch(z.optional(after), undefined) }),
  },
  arrivals: { path: '/arrivals', carries: z.object({ q: text(100) }) },
  call: { path: '/call', carries: z.object({ q: text(100) }) },
  run: { path: '/run', carries: nothing },
  configure: { path: '/configure', carries: nothing },
  tokens: {
    path: '/tokens',
    carries: z.object({
      q: text(100),
      state: orNull(z.enum(tokenStates)),
      /** Burned at this desk and not handed over: what a stolen desk leaves to be looked after. */
      from: orNull(id),
      selected: orNull(serial),
    }),
  },
  load: { path: '/load', carries: nothing },
  factory: { path: '/factory', carries: nothing },
  'add-tokens': { path: '/add-tokens', carries: nothing },
  statement: { path: '/statement/:serial', carries: z.object({ serial }), otherwise: 'tokens' },
  burners: { path: '/burners', carries: nothing },
  audit: {
    path: '/audit/:requestId',
    carries: z.object({
      requestId: orNull(id),
      serial: z.catch(serial, ''),
      who: text(100),
      event: matching(/^[a-z_]{1,40}$/),
      from: day,
      to: day,
      /** Empty: newest first; what happened to one request always reads downwards. */
      order: z.catch(z.enum(['oldest', '']), ''),
    }),
  },
  reports: { path: '/reports', carries: z.object({ site: text(80) }) },
  privacy: { path: '/privacy', carries: nothing },
  needs: {
    path: '/needs',
    carries: z.object({ q: text(100), group: orNull(z.enum(needFilters)) }),
  },
  differences: {
    path: '/differences',
    carries: z.object({ kind: orNull(differenceKind), decided: isSet }),
  },
  task: { path: '/task/:taskId', carries: z.object({ taskId: id }) },
  enforce: { path: '/enforce', carries: nothing },
  unheard: { path: '/unheard', carries: nothing },
  slips: { path: '/slips/:listId', carries: z.object({ listId: id }), otherwise: 'unheard' },
  organisation: { path: '/organisation', carries: nothing },
  approval: { path: '/approval', carries: nothing },
  'set-up': { path: '/set-up', carries: nothing },
} as const satisfies Record<string, Row>;

type View = keyof typeof table;
type Carried<V extends View> = z.infer<(typeof table)[V]['carries']>;
type PlaceOf<V extends View> = { readonly view: V } & (string extends keyof Carried<V>
  ? unknown // carries nothing
  : Readonly<Carried<V>>);

/** Where the person is. */
export type Place = { [V in View]: PlaceOf<V> }[View];
export type QueuePlace = PlaceOf<'queue'>;
export type TokensPlace = PlaceOf<'tokens'>;
export type AuditPlace = PlaceOf<'audit'>;
export type ReportsPlace = PlaceOf<'reports'>;
export type NeedsPlace = PlaceOf<'needs'>;
export type DifferencesPlace = PlaceOf<'differences'>;

export const queuePlace = bare('queue');
export const tokensPlace = bare('tokens');
export const auditPlace = bare('audit');

/** An address nobody knows is the queue. */
export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view = '', named] = path.split('/');
  return placeAt(view, named, new URLSearchParams(query));
}

export function formatPlace(place: Place): string {
  const { path, carries } = rowOf(place.view);
  const search = new URLSearchParams();
  let address = `#${path}`;
  for (const name of Object.keys(carries.shape)) {
    const text = textOf(place[name as keyof Place]);
    if (path.endsWith(`/:${name}`)) address = address.replace(`/:${name}`, text === '' ? '' : `/${text}`);
    else if (text !== '') search.set(searchName(name), text);
  }
  return search.size === 0 ? address : `${address}?${search}`;
}

export function placeAfter(where: After): Place {
  return parsePlace(`#/${where}`);
}

/** The request or task a link names: Teams hands it over as a page below the tab, a plain link as `?request=`. */
export function linkedRequest(subPageId: string | undefined, search: string): string | null {
  const named = id.safeParse(subPageId || new URLSearchParams(search).get('request'));
  return named.success ? named.data : null;
}

/** A link from a card names a request or a task. */
export const linkedPlace = (named: string): Place =>
  named.startsWith(taskIdStart) ? { view: 'task', taskId: named } : { view: 'request', requestId: named };

function placeAt(view: string, named: string | undefined, search: URLSearchParams): Place {
  if (!Object.hasOwn(table, view)) return placeAt('queue', undefined, search);
  const { path, carries, otherwise = 'queue' } = rowOf(view);
  const given: Record<string, string> = {};
  for (const name of Object.keys(carries.shape)) {
    const found = path.endsWith(`/:${name}`) ? named : search.get(searchName(name));
    if (found != null) given[name] = found;
  }
  const parsed = carries.safeParse(given);
  return parsed.success ? ({ view, ...parsed.data } as Place) : placeAt(otherwise, undefined, search);
}

function bare<V extends View>(view: V): PlaceOf<V> {
  return parsePlace(`#/${view}`) as PlaceOf<V>;
}

function rowOf(view: string): Row {
  return table[view as View];
}

/** What is chosen in a list stands open beside it. */
function searchName(name: string): string {
  return name === 'selected' ? 'open' : name;
}

function textOf(value: unknown): string {
  return value === true ? '1' : typeof value === 'string' ? value : '';
}
