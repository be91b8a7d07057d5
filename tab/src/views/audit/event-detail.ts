import type { AuditRow } from '@token-desk/contract/api';
import { isProblemCode, type Problem, type ProblemText } from '@token-desk/contract/problem';
import type { DeskStrings } from '../../strings/desk.ts';
import type { Strings } from '../../strings.tsx';
import { driftText } from '../../time.ts';
import { causeText } from '../reports/cause-text.ts';

export type DetailLanguage = {
  readonly strings: Strings;
  readonly desk: DeskStrings;
  describe(problem: Problem): ProblemText;
};
type Entry = Pick<AuditRow, 'event' | 'data'>;
type Value = string | number | boolean;
type Say = (value: Value, language: DetailLanguage, entry: Entry) => string;

/** What stands beside an event, in words; empty where the event says it all. Pure. */
export function eventDetail(entry: Entry, language: DetailLanguage): string {
  return Object.entries(entry.data)
    .flatMap(([name, value]) => {
      if (value === null || value === '' || silent.includes(name)) return [];
      const say = Object.hasOwn(says, name) ? says[name] : undefined;
      // A server newer than this page: nothing it kept is hidden.
      const text = say === undefined ? `${name}: ${String(value)}` : say(value, language, entry);
      return text === '' ? [] : [text];
    })
    .join(' · ');
}

/** Ids, which the export has; and the serial, which has its own place. */
const silent: readonly string[] = [
  'serial',
  'subjectId',
  'requestedById',
  'fromId',
  'holderId',
  'technicianId',
  'jobId',
  'burnerId',
  'conversationId',
];

/** The word for a code; one that nobody here knows stays as it is. */
const wordIn = (table: Readonly<Record<string, string>>, value: Value): string => {
  const key = String(value);
  return Object.hasOwn(table, key) ? (table[key] ?? key) : key;
};

const date = (value: Value, locale: string, style: Intl.DateTimeFormatOptions): string => {
  const at = typeof value === 'number' ? value : Date.parse(`${String(value)}T12:00:00`);
  return Number.isNaN(at) ? String(value) : new Intl.DateTimeFormat(locale, style).format(at);
};

const from: Say = (value, { desk }, { event, data }) => {
  if (event === 'taken_over') return desk.details.from(String(value));
  const { states } = desk.tokens;
  return desk.details.moved(wordIn(states, value), wordIn(states, data.to ?? ''));
};

const to: Say = (value, { strings, desk }, { event, data }) => {
  if (event === 'handed_over') return wordIn(desk.details.to, value);
  if (event === 'resumed') return wordIn(strings.states, value);
  return data.from == null ? wordIn(desk.tokens.states, value) : '';
};

const says: Readonly<Record<string, Say>> = {
  subject: (value, { desk }) => desk.details.for(String(value)),
  type: (value, { strings }) => wordIn(strings.types, value),
  site: (value) => String(value),
  neededBy: (value, { strings, desk }) =>
    desk.details.neededBy(date(value, strings.locale, { dateStyle: 'medium' })),
  source: (value, { desk }) => wordIn(desk.details.sources, value),
  calledBy: (value, { desk }) => desk.details.calledBy(String(value)),
  callSource: (value, { desk }) => wordIn(desk.details.callSources, value),
  identifiedBy: (value, { strings, desk }) => desk.details.identifiedBy(wordIn(strings.identities, value)),
  rule: (value, { desk }) => {
    const known = wordIn(desk.details.rules, value);
    return known === value ? desk.details.rule(known) : known;
  },
  because: (value, { desk }) => wordIn(desk.details.because, value),
  identity: (value, { strings }) => wordIn(strings.identities, value),
  vouchedBy: (value, { desk }) => desk.details.vouchedBy(String(value)),
  methodsReadable: (value, { desk }) => wordIn(desk.details.methods, value),
  burner: (value, { desk }) => desk.details.atDesk(String(value)),
  burnerVersion: (value, { desk }) => desk.details.version(String(value)),
  problem: (value, { describe }) =>
    isProblemCode(value) ? describe({ code: value }).title.replace(/\.$/, '') : String(value),
  accountSeen: (value, { desk }) => wordIn(desk.details.account, value),
  heldSeconds: (value, { strings, desk }) => desk.details.held(strings.time.seconds(Number(value))),
  late: (value, { desk }) => (value === true ? desk.details.late : ''),
  model: (value) => String(value),
  clockDriftBeforeSeconds: (value, { strings, desk }) =>
    desk.details.clockWas(driftText(Number(value), strings)),
  route: (value, { desk }) => wordIn(desk.tokens.routes, value),
  stepOffset: (value, { desk, strings }) => {
    const number = new Intl.NumberFormat(strings.locale, { signDisplay: 'always' });
    const { step, stepNow, stepOff } = desk.details;
    return step(value === 0 ? stepNow : stepOff(number.format(Number(value))));
  },
  how: (value, { desk }) => wordIn(desk.details.how, value),
  methodId: (value, { desk }) => desk.details.method(String(value)),
  oldMethodLeft: (value, { describe }) =>
    value === true ? describe({ code: 'old-method-left' }).title.replace(/\.$/, '') : '',
  from,
  to,
  holder: (value, { desk }) => desk.details.holder(String(value)),
  methodStillThere: (value, { desk }) => wordIn(desk.details.methodThere, value),
  name: (value, { desk }) => desk.details.desk(String(value)),
  hostName: (value, { desk }) => desk.details.pc(String(value)),
  fingerprint: (value, { desk }) => desk.details.letters(String(value)),
  expiresAt: (value, { strings, desk }) =>
    desk.details.validUntil(date(value, strings.locale, { dateStyle: 'medium', timeStyle: 'short' })),
  why: (value, { desk }) => wordIn(desk.details.doubts, value),
  kind: (value, language) => causeText(String(value), language),
  prefix: (value, { desk }) => desk.details.prefix(String(value)),
  outcome: (value, { desk }) => wordIn(desk.details.outcomes, value),
  technician: (value, { desk }) => desk.details.orderedBy(String(value)),
  class: (value, { desk }) => wordIn(desk.privacy.classes, value),
  count: (value, { desk }) => desk.details.requests(Number(value)),
};
