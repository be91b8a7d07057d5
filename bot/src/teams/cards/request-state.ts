import { longest } from '@token-desk/contract/lengths';
import { doneStates, type Request } from '@token-desk/contract/request';
import { decidersOf } from '../../domain/approval/deciders.ts';
import { isNudgeable } from '../../domain/requests/asker-steps.ts';
import { isAhead, isWithdrawable } from '../../domain/requests/request-states.ts';
import type { Strings } from '../../words/strings.ts';
import { showDay } from './dates.ts';
import { type CardJson, card, execute, facts, heading, plain } from './elements.ts';
import { troubleLine } from './lines.ts';
import { nextStep, stateLine } from './state-words.ts';

/** A problem in the reader's language. */
export type Trouble = { readonly title: string; readonly action: string };

/** One bold sentence for what it is, one for what to do. */
export function troubleBox(trouble: Trouble): CardJson {
  return {
    type: 'Container',
    style: 'warning',
    spacing: 'medium',
    items: [plain(`⚠ ${trouble.title}`, { weight: 'bolder' }), plain(trouble.action)],
  };
}

export type RequestStateView = {
  readonly request: Request;
  /** The person who reads this card asked for it. */
  readonly isMine: boolean;
  /** When the card is made; absent: as of its last change. */
  readonly now?: number;
  /** They were asked to decide, and it waits. */
  readonly mayDecide?: boolean;
  /** They were asked, so that they read who decided. */
  readonly wasAsked?: boolean;
  /** Their role lets them, and they are neither the manager nor a deputy. */
  readonly byRole?: boolean;
  /** Null when the reader may not open the tab. */
  readonly tabUrl: string | null;
  /** Where and when the counter of its site is open, as far as somebody said so. */
  readonly pickUp?: string | null;
  /** Who approves at its site, as far as somebody said so. */
  readonly approver?: string | null;
  /** What a button just could not do. */
  readonly trouble?: Trouble;
};

/** What the reader is to a request. */
export function relationTo(
  request: Request,
  personId: string,
): Pick<RequestStateView, 'isMine' | 'mayDecide' | 'wasAsked' | 'byRole'> {
  const decider = decidersOf(request).find(({ person }) => person.id === personId);
  const isToDecide = decider !== undefined;
  return {
    isMine: request.requestedBy.id === personId,
    mayDecide: isToDecide && request.state === 'submitted',
    wasAsked: isToDecide,
    byRole: decider?.byRole === true,
  };
}

/** Why it does not go on by itself, where its state alone does not say it. */
export function troubleText(request: Request, strings: Strings): CardJson[] {
  const text = troubleLine(request, strings);
  return text === null ? [] : [plain(text)];
}

/** The card of a request in its asker's chat; updated in place as it moves. */
export function requestStateCard(view: RequestStateView, strings: Strings): CardJson {
  const { request, pickUp = null, approver = null } = view;
  const requestId = { requestId: request.id };
  const actions: CardJson[] = [];
  if (view.mayDecide === true) {
    actions.push(execute(strings.card.approve, 'request.approve', { data: requestId, style: 'positive' }));
    actions.push(rejectWithReason(request, strings));
  }
  if (view.isMine && request.state === 'handed_over') {
    actions.push(execute(strings.card.close, 'request.close', { data: requestId, style: 'positive' }));
  }
  if (view.tabUrl !== null) {
    actions.push({ type: 'Action.OpenUrl', title: strings.card.open, url: view.tabUrl });
  }
  if (view.isMine && isAhead(request.state)) {
    actions.push(execute(strings.asking.edit.open, 'request.edit', { data: requestId }));
    if (isNudgeable(request, view.now ?? request.updatedAt))
      actions.push(execute(strings.asking.nudge.button, 'request.nudge', { data: requestId }));
  }
  if (view.isMine && isWithdrawable(request)) {
    actions.push(withdrawWithQuestion(request, strings));
  }
  return card(
    strings.language,
    [
      ...(view.trouble === undefined ? [] : [troubleBox(view.trouble)]),
      heading(strings.card.for(request.subject.name)),
      stateLine(request, strings, { size: 'large', weight: 'bolder' }),
      ...troubleText(request, strings),
      ...decidedBy(view, strings),
      plain(stepFor(view, strings)),
      facts([
        [strings.card.type, strings.types[request.form.type]],
        [strings.card.neededBy, showDay(request.form.neededBy, strings.dateLocale)],
        [strings.card.site, request.form.site],
        [strings.card.handOver, strings.handOvers[request.form.handOver]],
        ...(isPickedUp(request) && pickUp !== null ? ([[strings.card.pickUp, pickUp]] as const) : []),
        ...(request.state === 'submitted' && approver !== null
          ? ([[strings.card.approver, approver]] as const)
          : []),
        ...(view.isMine ? [] : ([[strings.card.askedBy, request.requestedBy.name]] as const)),
      ]),
    ],
    actions,
  );
}

/** The others who were asked need not wonder. */
function decidedBy({ request, wasAsked = false, isMine }: RequestStateView, strings: Strings): CardJson[] {
  const { approvedBy, rejectedBy } = request;
  if (!wasAsked && !isMine) return [];
  if (rejectedBy !== undefined) return [plain(strings.card.rejectedBy(rejectedBy.name))];
  const isByPerson = approvedBy !== null && approvedBy !== 'policy';
  return isByPerson ? [plain(strings.card.approvedBy(approvedBy.name))] : [];
}

/** Why it was rejected is for whoever asked alone. */
function stepFor({ request, isMine, mayDecide, byRole }: RequestStateView, strings: Strings): string {
  const { youApprove, youDecide } = strings.card;
  if (mayDecide === true) return (byRole === true ? youApprove : youDecide)(request.requestedBy.name);
  if (isMine && request.state === 'rejected' && request.why !== undefined)
    return strings.rejectedWhy(request.why);
  return nextStep(request, strings);
}

/** Its reason goes to whoever asked, so there has to be one. */
function rejectWithReason(request: Request, strings: Strings): CardJson {
  const { card: words } = strings;
  return {
    type: 'Action.ShowCard',
    title: words.reject,
    card: card(
      strings.language,
      [
        {
          type: 'Input.Text',
          id: 'why',
          label: words.rejectWhy(request.requestedBy.name),
          isMultiline: true,
          maxLength: longest.why,
          isRequired: true,
          errorMessage: words.rejectEmpty,
        },
      ],
      [
        execute(words.rejectSure, 'request.reject', {
          data: { requestId: request.id },
          style: 'destructive',
          inputs: true,
        }),
      ],
    ),
  };
}

/** Somebody comes to the counter for it, and has not been there yet. */
const isPickedUp = ({ form, state }: Request): boolean =>
  (form.handOver === 'desk' || form.handOver === 'manager-collects') && !doneStates.includes(state);

/** The question opens inside the card, so that it is asked even where the card is old. */
export function withdrawWithQuestion(request: Request, strings: Strings): CardJson {
  return {
    type: 'Action.ShowCard',
    title: strings.card.withdraw,
    card: card(
      strings.language,
      [plain(strings.card.withdrawQuestion(request.subject.name))],
      [
        execute(strings.card.withdrawSure, 'request.withdraw', {
          data: { requestId: request.id },
          style: 'destructive',
        }),
      ],
    ),
  };
}
