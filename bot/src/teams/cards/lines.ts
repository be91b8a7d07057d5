import { type Topic, topics } from '@token-desk/contract/chat/topic';
import type { Request } from '@token-desk/contract/request';
import type { RequestEventKind } from '@token-desk/contract/request-event';
import { countingIn } from '@token-desk/contract/words/counting';
import { decidersOf } from '../../domain/approval/deciders.ts';
import type { HolderNews } from '../../domain/requests/notices.ts';
import { isAhead } from '../../domain/requests/request-states.ts';
import { whyTokenGone } from '../../domain/tokens/token-gone.ts';
import type { DigestNumbers, Strings } from '../../words/strings.ts';
import type { DeskNews } from '../deps.ts';
import { dayAt, showDay } from './dates.ts';
import { nextStep, stateWord } from './state-words.ts';

/**
 * One line to whoever asked: it is ready, or they are needed. Sent as plain text, never as Markdown. Null: by now it would say
 * less than the line that follows it.
 */
export function personalLine(event: RequestEventKind, request: Request, strings: Strings): string | null {
  const subject = request.subject.name;
  switch (event) {
    case 'bound':
      if (isHandedOver(request)) return null;
      return isPastBound(request)
        ? strings.lines.ready(subject, nextStep(request, strings))
        : fallback(request, strings);
    case 'rejected':
      return request.why === undefined
        ? strings.lines.rejected(subject)
        : strings.lines.rejectedWhy(subject, request.why);
    case 'loss_rejected':
      return strings.lines.lossRejected(subject);
    case 'expired':
      return strings.lines.expired(subject);
    case 'failed':
      return failedLine(request, strings);
    case 'approval_reminded':
      return request.state === 'submitted'
        ? strings.lines.approvalReminder(subject, request.requestedBy.name)
        : null;
    case 'nudged':
      return nudgeLine(request, strings);
    case 'held':
      return strings.lines.held(subject);
    case 'handed_over':
      return strings.lines.handedOver(subject);
    default:
      return fallback(request, strings);
  }
}

/** One line to a channel: somebody is needed. Names the person, never a reason or anybody's own words. */
export function channelLine(event: RequestEventKind, request: Request, strings: Strings): string {
  const subject = request.subject.name;
  switch (event) {
    case 'burn_empty':
      return isPastBurn(request) ? fallback(request, strings) : strings.lines.tokenEmpty(subject);
    case 'burn_settings_changed':
      return isPastBurn(request) ? fallback(request, strings) : strings.lines.tokenChanged(subject);
    case 'burn_unknown':
      return isPastBurn(request) ? fallback(request, strings) : strings.lines.burnUnknown(subject);
    case 'burn_failed':
      return strings.lines.burnFailed(subject);
    case 'failed':
      return failedLine(request, strings);
    case 'nudged':
      return nudgeLine(request, strings);
    case 'held':
      return strings.lines.held(subject);
    case 'loss_reported':
      return request.lossReport === undefined ? fallback(request, strings) : lossLine(request, strings);
    case 'missing_found':
      return missingLine(request, strings) ?? fallback(request, strings);
    case 'expired':
      return strings.lines.lapsed(subject);
    case 'approval_passed_on':
      return request.state === 'submitted' ? stillWaits(request, strings) : fallback(request, strings);
    case 'submitted':
      return strings.lines.privilegedAsked(subject, request.requestedBy.name);
    default:
      return fallback(request, strings);
  }
}

function stillWaits(request: Request, { dateLocale, lines }: Strings): string {
  const subject = request.subject.name;
  const names = decidersOf(request).map(({ person }) => person.name);
  return names.length === 0
    ? lines.approvalNobodyAsked(subject)
    : lines.approvalPassedOn(subject, countingIn(dateLocale).list(names));
}

/** What happened to a desk, a token or a rule, to a channel by what it is told; null: nothing that needs somebody there. */
export function deskLine(
  { event, desk, by, data }: DeskNews,
  topics: readonly Topic[],
  strings: Strings,
): string | null {
  const { lines } = strings;
  switch (event) {
    case 'burner_stolen':
      return lines.deskStolen(desk, by);
    case 'receipt_set_apart':
      return lines.recordApart(desk);
    case 'policy_changed':
      return lines.policyChanged(by);
    case 'token_lost':
      return lines.tokenLost(String(data.serial ?? ''), by);
    case 'model_allowed':
      return lines.modelAllowed(String(data.prefix ?? ''), by);
    case 'incident_reported':
      return lines.notThem(by, String(data.serial ?? '–'), holderNewsIn(data.about));
    case 'channel_bound':
      return lines.channelBound(by, topicWords(String(data.topics ?? ''), strings));
    case 'channel_unbound':
      return lines.channelUnbound(by, topicWords(String(data.topics ?? ''), strings));
    case 'digest_made':
      return digestLine(data, topics.includes('digest'), strings);
  }
}

const holderNewsIn = (about: unknown): HolderNews =>
  about === 'token_lost' || about === 'token_taken_back' ? about : 'bound';

/** “technicians, security” of the names as they are stored. */
export const topicWords = (stored: string, { dateLocale, topics: words }: Strings): string =>
  countingIn(dateLocale).list(
    topics.filter((one) => stored.split(' ').includes(one)).map((one) => words[one]),
  );

/** The whole for whoever asked for it; technicians read it where something needs somebody. */
function digestLine(data: DeskNews['data'], isWhole: boolean, { dateLocale, lines }: Strings): string | null {
  const numbers: DigestNumbers = {
    asked: Number(data.askedFor),
    handedOver: Number(data.handedOver),
    open: Number(data.open),
    atRisk: Number(data.atRisk),
    failed: Number(data.failed),
    waiting: Number(data.waiting),
    unheard: Number(data.unheard),
  };
  if (isWhole) {
    const head = { seq: Number(data.headSeq), hash: String(data.headHash) };
    return lines.digest(showDay(String(data.day), dateLocale), numbers, head);
  }
  return numbers.asked + numbers.atRisk + numbers.failed === 0 ? null : lines.technicianDay(numbers);
}

const lossLine = ({ subject, requestedBy }: Request, strings: Strings): string =>
  strings.lines.lossReported(subject.name, requestedBy.name);

/** A stranger's word of a loss is a report, also where there is no token to report: which of both it is they are not told. */
const isReport = ({ lossReport, isAside, form }: Request): boolean =>
  lossReport !== undefined || (isAside === true && form.type === 'replace-lost');

/** What stands in the way of a request, in a sentence for its card; null where nothing does. */
export function troubleLine(request: Request, strings: Strings): string | null {
  if (whyTokenGone(request) !== null) return failedLine(request, strings);
  return isReport(request) ? lossLine(request, strings) : null;
}

/** What has to be mended at Microsoft before anybody stands at the desk, and what is not known there; null where nothing is known of it, or somebody is at it. */
export function beforeDesk({ state, missing }: Request, strings: Strings): string | null {
  if (missing === undefined || !isAhead(state)) return null;
  const { checks, unknown = [], at } = missing;
  const day = showDay(dayAt(at, null), strings.dateLocale);
  const { list } = countingIn(strings.dateLocale);
  return [
    ...(checks.length === 0
      ? []
      : [strings.card.beforeDesk(day, list(checks.map((one) => strings.missing[one])))]),
    ...(unknown.length === 0
      ? []
      : [strings.card.notKnown(day, list(unknown.map((one) => strings.notKnown[one])))]),
  ].join(' ');
}

const missingLine = (request: Request, strings: Strings): string | null => {
  const text = beforeDesk(request, strings);
  return text === null ? null : `⚠ ${request.subject.name}. ${text}`;
};

const nudgeLine = (request: Request, strings: Strings): string =>
  strings.asking.nudge.line(request.requestedBy.name, request.subject.name, stateWord(request, strings));

/** With the reason, where its token went another way. */
function failedLine(request: Request, strings: Strings): string {
  const because = whyTokenGone(request);
  const subject = request.subject.name;
  return because === null
    ? strings.lines.failed(subject)
    : strings.lines.tokenGone(subject, strings.tokenGone[because]);
}

const fallback = (request: Request, strings: Strings): string =>
  strings.lines.changed(request.subject.name, stateWord(request, strings));

/** A line may be delivered late: "ready" is not said of a request that was reopened since. */
function isPastBound(request: Request): boolean {
  return request.state === 'bound';
}

const isHandedOver = ({ state }: Request): boolean => state === 'handed_over' || state === 'closed';

const pastBurn: readonly Request['state'][] = ['checked', 'bound', 'handed_over', 'closed'];

/** Nobody is sent to the reader for a token that was written and checked since. */
const isPastBurn = ({ state }: Request): boolean => pastBurn.includes(state);
