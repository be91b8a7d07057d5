import type { AuditRow } from '@token-desk/contract/audit-row';
import { readinessChecks } from '@token-desk/contract/entra/readiness';
import { isProblemCode } from '@token-desk/contract/problem';
import { countingIn } from '@token-desk/contract/words/counting';
import { driftText } from '../../time.ts';
import type { AllWords } from '../../words/all.ts';
import { causeText } from './cause-text.ts';

type Entry = Pick<AuditRow, 'event' | 'data'>;
type Value = string | number | boolean;
type Say = (value: Value, language: AllWords, entry: Entry) => string;

/** What stands beside an event, in words; empty where the event says it all. Pure. */
export function eventDetail(entry: Entry, language: AllWords): string {
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
  'proposedById',
  // the list's own number is in the export too
  'list',
  'listApprovedById',
  'askedId',
  'siteApproverId',
  'toId',
  'holderId',
  'technicianId',
  'jobId',
  'burnerId',
  'conversationId',
  'aboutSeq',
  'receiverId',
  // numbers of a digest, which the export has too
  ...['askedFor', 'handedOver', 'open', 'atRisk', 'failed', 'waiting', 'unheard', 'headSeq'],
  'spareId',
  'taskId',
  'onCallId',
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

/** A rule's value as the page Organisation writes it. */
const ruleValue = (setting: string, value: string, { strings }: AllWords): string => {
  const { organisation: words } = strings;
  switch (setting) {
    case 'claimIdleMinutes':
      return words.minutes(Number(value));
    case 'pasteNeedsHealthyDesk':
      return value === 'true' ? words.yes : words.no;
    case 'secondTechnician':
      return wordIn(words.secondTechnicianFor, value);
    case 'secondMethods':
      return listed(value, strings, (one) => wordIn(words.seconds, one));
    case 'timeZone':
      return value;
    case 'quietHours':
      return value === 'none' ? words.noQuiet : value;
    case 'remindHours':
    case 'passOnHours':
    case 'lapseHours':
      return words.workingHours(Number(value));
    default:
      return value === 'forever' ? words.forGood : words.days(Number(value));
  }
};

const from: Say = (value, language, { event, data }) => {
  const { strings } = language;
  if (event === 'rule_changed') {
    const setting = String(data.setting);
    return strings.details.moved(
      ruleValue(setting, String(value), language),
      ruleValue(setting, String(data.to), language),
    );
  }
  if (event === 'taken_over') return strings.details.from(String(value));
  const { states } = strings.tokens;
  return strings.details.moved(wordIn(states, value), wordIn(states, data.to ?? ''));
};

const to: Say = (value, { strings }, { event, data }) => {
  if (event === 'rule_changed') return '';
  if (event === 'handed_over') return wordIn(strings.details.to, value);
  if (event === 'approval_passed_on') return strings.details.asked(String(value));
  if (event === 'resumed') return wordIn(strings.states, value);
  return data.from == null ? wordIn(strings.tokens.states, value) : '';
};

/** What readiness had against a hardware token. */
const against = (value: Value, strings: AllWords['strings']): string =>
  strings.details.notB(checkName(value, strings));

const checkName = (value: Value, { readiness }: AllWords['strings']): string => {
  const known = readinessChecks.find((check) => check === value);
  return known === undefined ? String(value) : readiness.checks[known].name;
};

/** Codes with spaces between, as a list in words. */
const listed = (codes: Value, { locale }: AllWords['strings'], say: (code: string) => string): string =>
  countingIn(locale).list(String(codes).split(' ').map(say), 'none');

const checkNames = (value: Value, strings: AllWords['strings']): string =>
  listed(value, strings, (check) => checkName(check, strings));

const says: Readonly<Record<string, Say>> = {
  subject: (value, { strings }) => strings.details.for(String(value)),
  type: (value, { strings }) => wordIn(strings.types, value),
  site: (value) => String(value),
  setting: (value, { strings }) => wordIn(strings.organisation.rules, value),
  reason: (value, { strings }) => strings.organisation.reasonId(String(value)),
  change: (value, { strings }) => wordIn(strings.organisation.changes, value),
  neededBy: (value, { strings }) =>
    strings.details.neededBy(date(value, strings.locale, { dateStyle: 'medium' })),
  source: (value, { strings }) => wordIn(strings.details.sources, value),
  calledBy: (value, { strings }) => strings.details.calledBy(String(value)),
  callSource: (value, { strings }) => wordIn(strings.details.callSources, value),
  identifiedBy: (value, { strings }) => strings.details.identifiedBy(wordIn(strings.identities, value)),
  approval: (value, { strings }) => wordIn(strings.details.approvals, value),
  asked: (value, { strings }) => strings.details.asked(String(value)),
  siteApprover: (value, { strings }) => strings.details.asked(String(value)),
  about: (value, { strings }) => wordIn(strings.apart.incidents.about, value),
  told: (value, { strings }) => {
    const said: Readonly<Record<string, (by: string) => string>> = {
      ...strings.events,
      ...strings.deskEvents,
    };
    return said[String(value)]?.('').trim() ?? String(value);
  },
  openLines: (value, { strings }) => strings.details.openLines(Number(value)),
  isPrivileged: (_value, { strings }) => strings.details.isPrivileged,
  topics: (value, { strings }) => listed(value, strings, (one) => wordIn(strings.organisation.topics, one)),
  day: (value, { strings }) => date(value, strings.locale, { dateStyle: 'medium' }),
  headHash: (value, { strings }, { data }) => strings.details.logEnd(Number(data.headSeq), String(value)),
  task: () => '',
  stage: (value, { strings }) => wordIn(strings.details.taskStages, value),
  onCall: (value, { strings }) => strings.details.onCall(String(value)),
  managerAsked: (_value, { strings }) => strings.details.managerAsked,
  policy: (value, { strings }) => strings.details.policyHash(String(value)),
  changes: (value, { strings }) => strings.details.policyChanges(Number(value)),
  listApprovedBy: (value, { strings }) => strings.details.listApprovedBy(String(value)),
  proposedBy: (value, { strings }) => strings.details.proposedBy(String(value)),
  rule: (value, { strings }, { event, data }) => {
    // one of that name may say something else here
    const isAsShipped = event === 'approved' && data.managerAsked === undefined;
    const known = isAsShipped ? wordIn(strings.details.rules, value) : value;
    return known === value ? strings.details.rule(String(known)) : String(known);
  },
  because: (value, { strings }, { event }) =>
    event === 'route_chosen' ? against(value, strings) : wordIn(strings.details.because, value),
  offered: (value, { strings }) => strings.details.offered(wordIn(strings.road.ways, value)),
  secondTechnician: (value, { strings }) => wordIn(strings.handOut.second.because, value),
  aside: (_value, { strings }) => strings.details.aside,
  mfa: (value, { strings }) => wordIn(strings.enforce.atMicrosoft, value),
  identity: (value, { strings }) => wordIn(strings.identities, value),
  vouchedBy: (value, { strings }) => strings.details.vouchedBy(String(value)),
  methodsReadable: (value, { strings }) => wordIn(strings.details.methods, value),
  burner: (value, { strings }) => strings.details.atDesk(String(value)),
  burnerVersion: (value, { strings }) => strings.details.version(String(value)),
  problem: (value, { describe }) =>
    isProblemCode(value) ? describe({ code: value }).title.replace(/\.$/, '') : String(value),
  accountSeen: (value, { strings }) => wordIn(strings.details.account, value),
  heldSeconds: (value, { strings }) => strings.details.held(strings.time.seconds(Number(value))),
  late: (value, { strings }) => (value === true ? strings.details.late : ''),
  model: (value) => String(value),
  clockDriftBeforeSeconds: (value, { strings }) =>
    strings.details.clockWas(driftText(Number(value), strings)),
  route: (value, { strings }) => wordIn(strings.tokens.routes, value),
  stepOffset: (value, { strings }) => {
    const number = new Intl.NumberFormat(strings.locale, { signDisplay: 'always' });
    const { step, stepNow, stepOff } = strings.details;
    return step(value === 0 ? stepNow : stepOff(number.format(Number(value))));
  },
  how: (value, { strings }) => wordIn(strings.details.how, value),
  methodId: (value, { strings }) => strings.details.method(String(value)),
  deviceId: (value, { strings }) => strings.details.device(String(value)),
  difference: (value, { strings }) => wordIn(strings.differences.kinds, value),
  areas: (value, { strings }) => listed(value, strings, (area) => wordIn(strings.details.betaAreas, area)),
  box: (value, { strings }) => strings.details.box(String(value)),
  origin: (value, { strings }) => wordIn(strings.details.origins, value),
  graphRequestId: (value, { strings }) => strings.details.graphRequest(String(value)),
  oldMethodLeft: (value, { describe }) =>
    value === true ? describe({ code: 'old-method-left' }).title.replace(/\.$/, '') : '',
  from,
  to,
  holder: (value, { strings }) => strings.details.holder(String(value)),
  methodStillThere: (value, { strings }) => wordIn(strings.details.methodThere, value),
  name: (value, { strings }) => strings.details.desk(String(value)),
  hostName: (value, { strings }) => strings.details.pc(String(value)),
  fingerprint: (value, { strings }) => strings.details.letters(String(value)),
  expiresAt: (value, { strings }) =>
    strings.details.validUntil(date(value, strings.locale, { dateStyle: 'medium', timeStyle: 'short' })),
  why: (value, { strings }) => wordIn(strings.details.doubts, value),
  record: (value, { strings }) =>
    typeof value === 'number' ? strings.apart.number(value) : wordIn(strings.apart.records, value),
  kind: (value, language) => causeText(String(value), language),
  prefix: (value, { strings }) => strings.details.prefix(String(value)),
  outcome: (value, { strings }) => wordIn(strings.details.outcomes, value),
  technician: (value, { strings }) => strings.details.orderedBy(String(value)),
  class: (value, { strings }) => wordIn(strings.privacy.classes, value),
  missing: (value, { strings }) => strings.details.toMend(checkNames(value, strings)),
  unknown: (value, { strings }) => strings.details.notKnown(checkNames(value, strings)),
  ways: (value, { strings }) => listed(value, strings, (kind) => wordIn(strings.needs.methods, kind)),
  spareFor: (_value, { strings }) => strings.details.spare,
  count: (value, { strings }) => strings.details.requests(Number(value)),
};
