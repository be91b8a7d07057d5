import { badRequest, type GraphError } from './graph-error.ts';

export type Row = Readonly<Record<string, unknown>>;

const text = (value: unknown): string =>
  (value === null || value === undefined ? '' : String(value)).toLowerCase();
const unquote = (quoted: string): string => quoted.replace(/''/g, "'");
const clausePattern =
  /^\s*(?:startswith\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)|(\w+)\s+eq\s+(?:'((?:[^']|'')*)'|([\w-]+)))\s*(?:(and|or)\s+|$)/i;

const inPattern = /^\s*(\w+)\s+in\s+\(\s*('(?:[^']|'')*'(?:\s*,\s*'(?:[^']|'')*')*)\s*\)\s*$/i;
/** Graph joins at most so many values by `in`. */
const maxIn = 15;

const parseIn = (filter: string, properties: ReadonlySet<string>): ((row: Row) => boolean) | null => {
  const [, field = '', list = ''] = inPattern.exec(filter) ?? [];
  if (field === '') return null;
  if (!properties.has(field)) throw unknownProperty(field);
  const wanted = [...list.matchAll(/'((?:[^']|'')*)'/g)].map(([, value = '']) =>
    unquote(value).toLowerCase(),
  );
  if (wanted.length > maxIn)
    throw badRequest(
      'Too many child clauses specified in search filter expression.',
      'Request_UnsupportedQuery',
    );
  return (row) => wanted.includes(text(row[field]));
};

/** The `$filter` grammar in use here: `startswith(p,'v')` and `p eq v`, joined by `and` and `or`; `p in ('v', …)`. */
export const parseFilter = (filter: string, properties: ReadonlySet<string>): ((row: Row) => boolean) => {
  const isIn = parseIn(filter, properties);
  if (isIn !== null) return isIn;
  const alternatives: ((row: Row) => boolean)[][] = [[]];
  let rest = filter;
  let joiner: string | undefined = 'and';
  while (joiner !== undefined) {
    const match = clausePattern.exec(rest);
    if (!match)
      throw badRequest(`Invalid filter clause: '${rest.slice(0, 64)}'.`, 'Request_UnsupportedQuery');
    const [whole, startField, startValue = '', equalField, quoted, bare, next] = match;
    const field = startField ?? equalField ?? '';
    if (!properties.has(field)) throw unknownProperty(field);
    const wanted = (
      startField ? unquote(startValue) : quoted === undefined ? (bare ?? '') : unquote(quoted)
    ).toLowerCase();
    alternatives
      .at(-1)
      ?.push((row) => (startField ? text(row[field]).startsWith(wanted) : text(row[field]) === wanted));
    joiner = next?.toLowerCase();
    if (joiner === 'or') alternatives.push([]);
    rest = rest.slice(whole.length);
  }
  return (row) => alternatives.some((all) => all.every((holds) => holds(row)));
};

const unknownProperty = (name: string): GraphError =>
  badRequest(`Could not find a property named '${name.slice(0, 64)}'.`, 'Request_BadRequest');

/** `$search`: `"displayName:ana" OR "mail:ana"`; each word must begin a word of that property. */
export const parseSearch = (search: string, properties: ReadonlySet<string>): ((row: Row) => boolean) => {
  const clauses = search.trim().split(/\s+OR\s+/);
  const tests = clauses.map((clause) => {
    const match = /^"(\w+):([^"]*)"$/.exec(clause.trim());
    if (!match) throw badRequest(`Syntax error at '${clause.slice(0, 64)}' in '$search'.`);
    const [, field = '', words = ''] = match;
    if (!properties.has(field)) throw unknownProperty(field);
    const wanted = words
      .toLowerCase()
      .split(/[\s.@]+/)
      .filter(Boolean);
    return (row: Row) => {
      const have = text(row[field]).split(/[\s.@’'-]+/);
      return wanted.length > 0 && wanted.every((word) => have.some((known) => known.startsWith(word)));
    };
  });
  return (row) => tests.some((holds) => holds(row));
};

/** `$select`; without it the resource's default properties. */
export const select = (row: Row, query: URLSearchParams, defaults: readonly string[]): Row => {
  const names = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const chosen = names && !names.includes('*') ? names : defaults;
  for (const name of chosen) if (!(name in row)) throw unknownProperty(name);
  return Object.fromEntries(chosen.map((name) => [name, row[name]]));
};

const defaultPageSize = 100;
const maxPageSize = 999;

/** One page of a collection with Graph's `@odata.nextLink`, absolute, its `$skiptoken` opaque. */
export const page = (rows: readonly Row[], url: URL, context: string): Row => {
  const top = Number(url.searchParams.get('$top') ?? defaultPageSize);
  if (!Number.isInteger(top) || top < 1 || top > maxPageSize) {
    throw badRequest(
      `Invalid page size specified: '${url.searchParams.get('$top')}'. Must be between 1 and ${maxPageSize} inclusive.`,
      'Request_UnsupportedQuery',
    );
  }
  const token = url.searchParams.get('$skiptoken');
  const start =
    token === null
      ? 0
      : Number(
          Buffer.from(token, 'base64url')
            .toString('latin1')
            .replace(/^from:/, ''),
        );
  if (!Number.isInteger(start) || start < 0)
    throw badRequest('Skip token is not valid.', 'Directory_ExpiredPageToken');
  const value = rows.slice(start, start + top);
  const isLast = start + top >= rows.length;
  const next = new URL(url);
  next.searchParams.set('$skiptoken', Buffer.from(`from:${start + top}`, 'latin1').toString('base64url'));
  return { '@odata.context': context, ...(isLast ? {} : { '@odata.nextLink': next.href }), value };
};
