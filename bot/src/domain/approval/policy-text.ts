import { isSameAccount } from '@token-desk/contract/account';
import {
  type ApprovalPolicy,
  type ApprovalRule,
  approvals,
  askers,
  type Deputy,
  type JsonKind,
  longestPolicy,
  mostCost,
  mostNamed,
  mostPerQuarter,
  mostRules,
  type NamedRequester,
  type PolicyFault,
  type PolicyFaultKind,
} from '@token-desk/contract/approval';
import { longest } from '@token-desk/contract/lengths';
import { requestTypes } from '@token-desk/contract/request';
import { isRealDay } from '@token-desk/contract/working-days';
import { type Entry, type Located, readJsonLines } from './json-lines.ts';
import { unreached } from './unreached.ts';

/** What a policy may name; null: nobody can tell here, and any is taken. */
export type Known = { readonly sites: readonly string[] | null; readonly reasons: readonly string[] | null };

export type PolicyRead =
  | { readonly ok: true; readonly policy: ApprovalPolicy }
  | { readonly ok: false; readonly faults: readonly PolicyFault[] };

type Where = { readonly line: number; readonly rule: string | null };
type Note = (kind: PolicyFaultKind, where: Where, found: string, wanted?: readonly string[]) => void;

/** Reads `policy.json`; every mistake is named by its line, its rule and what was wanted. */
export function readPolicy(text: string, known: Known): PolicyRead {
  const faults: PolicyFault[] = [];
  const note: Note = (kind, { line, rule }, found, wanted = []) =>
    void faults.push({ kind, line, rule, found: shown(found), wanted: [...wanted] });
  const top = { line: 1, rule: null };
  if (text.length > longestPolicy) {
    note('too-long', top, String(text.length), [String(longestPolicy)]);
    return { ok: false, faults };
  }
  const json = readJsonLines(text);
  if (!json.ok) {
    note('json', { line: json.line, rule: null }, json.found, [json.wanted]);
    return { ok: false, faults };
  }
  const policy = readTop(json.value, { note, known });
  return faults.length === 0 && policy !== null ? { ok: true, policy } : { ok: false, faults };
}

type Parts = { readonly note: Note; readonly known: Known };

const topKeys = ['costs', 'requesters', 'deputies', 'rules'] as const;
const requesterKeys = ['upn', 'sites', 'until'] as const;
const deputyKeys = ['of', 'by', 'from', 'until'] as const;
const ruleKeys = [
  'name',
  'askedBy',
  'types',
  'reasons',
  'sites',
  'moreThanPerQuarter',
  'secondToken',
  'privileged',
  'costsMoreThan',
  'approve',
] as const satisfies readonly (keyof ApprovalRule)[];

function readTop(value: Located, { note, known }: Parts): ApprovalPolicy | null {
  const where = { line: value.line, rule: null };
  const given = entriesOf(value, topKeys, { note, where });
  if (given === null) return null;
  const costs = given.costs === undefined ? undefined : readCosts(given.costs.value, note);
  const requesters = named(given.requesters, requesterKeys, { note, known }, ['upn', 'until']);
  const deputies = named(given.deputies, deputyKeys, { note, known }, deputyKeys);
  const list = given.rules?.value;
  if (list === undefined) {
    note('key-missing', where, 'rules');
    return null;
  }
  if (list.kind !== 'list') {
    wrongKind(list, 'list', { note, where: { ...where, line: list.line }, key: 'rules' });
    return null;
  }
  const { items } = list;
  if (items.length === 0) note('empty', { ...where, line: list.line }, 'rules');
  if (items.length > mostRules) {
    note('out-of-range', { ...where, line: list.line }, `rules: ${items.length}`, ['1', String(mostRules)]);
    return null;
  }
  const rules = items.map((item, index) => readRule(item, index, { note, known }));
  const whole = rules.filter((rule) => rule !== null);
  nameTwice(items, whole.length === items.length ? whole : [], note);
  if (whole.length < items.length || whole.length === 0) return null;
  const policy = {
    ...(costs === undefined ? {} : { costs }),
    // what was not right in them has been noted
    ...(requesters === null ? {} : { requesters: requesters as NamedRequester[] }),
    ...(deputies === null ? {} : { deputies: deputies as Deputy[] }),
    rules: whole,
  };
  noteReach(policy, items, note);
  return policy;
}

/** A list of people with days; null where there is none. */
function named<K extends string>(
  entry: Entry | undefined,
  keys: readonly K[],
  { note, known }: Parts,
  needed: readonly K[],
): readonly object[] | null {
  if (entry === undefined) return null;
  const { key, value } = entry;
  const where = { line: value.line, rule: null };
  if (value.kind !== 'list') {
    wrongKind(value, 'list', { note, where, key });
    return null;
  }
  if (value.items.length > mostNamed)
    note('out-of-range', where, `${key}: ${value.items.length}`, ['0', String(mostNamed)]);
  return value.items.slice(0, mostNamed).map((item) => {
    const at = { line: item.line, rule: null };
    const given = entriesOf(item, keys, { note, where: at });
    for (const one of needed) if (given !== null && given[one] === undefined) note('key-missing', at, one);
    if (given !== null) noteTogether(given, note);
    return Object.fromEntries(
      Object.values<Entry | undefined>(given ?? {}).flatMap((one) =>
        one === undefined ? [] : [[one.key, namedPart(one, { note, known })]],
      ),
    );
  });
}

/** What is right by itself and not beside the other: a time that ends before it begins, somebody who stands in for themselves. */
function noteTogether(given: Partial<Record<string, Entry>>, note: Note): void {
  const { from, until, of, by } = given;
  const [first, last] = [plainText(from), plainText(until)];
  const at = (entry: Entry | undefined) => ({ line: entry?.value.line ?? 1, rule: null });
  if (first !== null && last !== null && isDay(first) && isDay(last) && last < first)
    note('ends-before', at(until), `until: ${last}`, [`from: ${first}`]);
  const [absent, standsIn] = [plainText(of), plainText(by)];
  if (standsIn !== null && isSameAccount(absent, standsIn)) note('own-deputy', at(by), `by: ${standsIn}`);
}

const plainText = (entry: Entry | undefined): string | null =>
  entry?.value.kind === 'plain' && typeof entry.value.value === 'string' ? entry.value.value.trim() : null;

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isRealDay(text);

/** As the directory writes them: a name and a domain. */
const upnForm = /^[^\s@]+@[^\s@]+$/;
const upnKeys = ['upn', 'of', 'by'];

function namedPart(entry: Entry, { note, known }: Parts): unknown {
  const at = { note, rule: null };
  if (entry.key === 'sites') return choicesIn(entry, known.sites, at);
  const text = textIn(entry, at, longestUpn);
  const wrong = (kind: PolicyFaultKind) =>
    note(kind, { line: entry.value.line, rule: null }, `${entry.key}: ${text}`);
  if (text === null || text === '') return text;
  if ((entry.key === 'from' || entry.key === 'until') && !isDay(text)) wrong('not-a-day');
  if (upnKeys.includes(entry.key) && !upnForm.test(text)) wrong('not-a-upn');
  return text;
}

function readCosts(value: Located, note: Note): ApprovalPolicy['costs'] {
  const where = { line: value.line, rule: null };
  const given = entriesOf(value, requestTypes, { note, where });
  const costs: NonNullable<ApprovalPolicy['costs']> = {};
  for (const type of requestTypes) {
    const entry = given?.[type];
    const cost =
      entry === undefined ? null : wholeIn(entry, [0, mostCost], { note, rule: null, key: `costs.${type}` });
    if (cost !== null) costs[type] = cost;
  }
  return costs;
}

function readRule(value: Located, index: number, { note, known }: Parts): ApprovalRule | null {
  const rule = ruleName(value) ?? String(index + 1);
  const where = { line: value.line, rule };
  let isWhole = true;
  const told: Note = (...fault) => {
    isWhole = false;
    note(...fault);
  };
  const given = entriesOf(value, ruleKeys, { note: told, where });
  if (given === null) return null;
  for (const key of ['name', 'approve'] as const)
    if (given[key] === undefined) told('key-missing', where, key, key === 'approve' ? approvals : []);
  const at = { note: told, rule };
  const { name, approve, types, moreThanPerQuarter, secondToken, privileged, costsMoreThan } = given;
  const read = {
    ...(name === undefined ? {} : { name: textIn(name, at) }),
    ...(given.askedBy === undefined ? {} : { askedBy: choicesIn(given.askedBy, askers, at) }),
    ...(types === undefined ? {} : { types: choicesIn(types, requestTypes, at) }),
    ...(given.reasons === undefined ? {} : { reasons: choicesIn(given.reasons, known.reasons, at) }),
    ...(given.sites === undefined ? {} : { sites: choicesIn(given.sites, known.sites, at) }),
    ...(moreThanPerQuarter === undefined
      ? {}
      : { moreThanPerQuarter: wholeIn(moreThanPerQuarter, [0, mostPerQuarter], at) }),
    ...(secondToken === undefined ? {} : { secondToken: factIn(secondToken, at) }),
    ...(privileged === undefined ? {} : { privileged: factIn(privileged, at) }),
    ...(costsMoreThan === undefined ? {} : { costsMoreThan: wholeIn(costsMoreThan, [0, mostCost], at) }),
    ...(approve === undefined
      ? {}
      : { approve: choiceIn(approve.value, approvals, { ...at, key: 'approve' }) }),
  };
  // whatever was missing or not right has been noted, so that this is one
  return isWhole ? (read as ApprovalRule) : null;
}

/** The entries of an object by their key; null where it is none. */
function entriesOf<K extends string>(
  value: Located,
  keys: readonly K[],
  { note, where }: { readonly note: Note; readonly where: Where },
): Partial<Record<K, Entry>> | null {
  if (value.kind !== 'object') {
    wrongKind(value, 'object', { note, where, key: '' });
    return null;
  }
  const found: Partial<Record<K, Entry>> = {};
  for (const entry of value.entries) {
    const key = keys.find((one) => one === entry.key);
    const at = { ...where, line: entry.line };
    if (key === undefined) note('key-unknown', at, entry.key, keys);
    else if (found[key] !== undefined) note('key-twice', at, entry.key);
    else found[key] = entry;
  }
  return found;
}

type At = { readonly note: Note; readonly rule: string | null; readonly key?: string };

function wrongKind(
  value: Located,
  wanted: JsonKind,
  { note, where, key }: { readonly note: Note; readonly where: Where; readonly key: string },
): void {
  note('wrong-kind', { ...where, line: value.line }, key, [wanted]);
}

/** Of the directory's user principal names. */
const longestUpn = 320;

function textIn({ key, value }: Entry, { note, rule }: At, max: number = longest.ruleName): string | null {
  const where = { line: value.line, rule };
  if (value.kind !== 'plain' || typeof value.value !== 'string') {
    wrongKind(value, 'text', { note, where, key });
    return null;
  }
  const text = value.value.trim();
  if (text === '') note('empty', where, key);
  if (text.length > max) note('too-long', where, key, [String(max)]);
  return text;
}

function factIn({ key, value }: Entry, { note, rule }: At): boolean | null {
  if (value.kind === 'plain' && typeof value.value === 'boolean') return value.value;
  wrongKind(value, 'true or false', { note, where: { line: value.line, rule }, key });
  return null;
}

function wholeIn(
  { key: own, value }: Entry,
  [least, most]: readonly [number, number],
  at: At,
): number | null {
  const { note, rule, key = own } = at;
  const where = { line: value.line, rule };
  if (value.kind !== 'plain' || typeof value.value !== 'number' || !Number.isInteger(value.value)) {
    wrongKind(value, 'whole number', { note, where, key });
    return null;
  }
  if (value.value < least || value.value > most)
    note('out-of-range', where, `${key}: ${value.value}`, [String(least), String(most)]);
  return value.value;
}

/** `choices` null: any text. */
function choicesIn(
  { key, value }: Entry,
  choices: readonly string[] | null,
  at: At,
): readonly (string | null)[] {
  const { note, rule } = at;
  if (value.kind !== 'list') {
    wrongKind(value, 'list', { note, where: { line: value.line, rule }, key });
    return [];
  }
  if (value.items.length === 0) note('empty', { line: value.line, rule }, key);
  return value.items.map((item) => choiceIn(item, choices, { ...at, key }));
}

function choiceIn(
  value: Located,
  choices: readonly string[] | null,
  { note, rule, key = '' }: At,
): string | null {
  const where = { line: value.line, rule };
  if (value.kind !== 'plain' || typeof value.value !== 'string') {
    wrongKind(value, 'text', { note, where, key });
    return null;
  }
  const text = value.value;
  if (choices !== null && !choices.includes(text)) note('not-one-of', where, `${key}: ${text}`, choices);
  return text;
}

function ruleName(value: Located): string | null {
  const named = value.kind === 'object' ? value.entries.find(({ key }) => key === 'name')?.value : undefined;
  const text = named?.kind === 'plain' && typeof named.value === 'string' ? named.value.trim() : '';
  return text === '' ? null : shown(text);
}

function nameTwice(items: readonly Located[], rules: readonly ApprovalRule[], note: Note): void {
  const seen = new Set<string>();
  for (const [index, { name }] of rules.entries()) {
    if (seen.has(name)) note('name-twice', { line: items[index]?.line ?? 1, rule: name }, name);
    seen.add(name);
  }
}

/** The last rule is for everything that none before it fits, and each before it fits something. */
function noteReach(policy: ApprovalPolicy, items: readonly Located[], note: Note): void {
  const lineOf = (index: number) => items[index]?.line ?? 1;
  const { rules } = policy;
  const last = rules.at(-1);
  const conditions =
    last === undefined ? [] : Object.keys(last).filter((key) => !['name', 'approve'].includes(key));
  if (last !== undefined && conditions.length > 0)
    note('last-not-for-all', { line: lineOf(rules.length - 1), rule: last.name }, conditions.join(', '));
  for (const index of unreached(policy)) {
    const { name = '' } = rules[index] ?? {};
    const before = rules.slice(0, index).map((rule) => rule.name);
    note('never-reached', { line: lineOf(index), rule: name }, name, before);
  }
}

const shown = (text: string): string => text.replace(/\p{Cc}/gu, ' ').slice(0, longest.ruleName);
