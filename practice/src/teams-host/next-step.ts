import type { RequestDetail, RequestSummary } from '@token-desk/contract/views';
import type { NextStep, Place, Player, TokenState } from './practice-state.ts';

export type Situation = {
  readonly isChannelBound: boolean;
  readonly desk: {
    readonly isConfirmed: boolean;
    readonly isOnline: boolean;
    /** Revoked, or reported stolen. */
    readonly isShutOut: boolean;
    readonly fingerprint: string;
  } | null;
  /** The request the technician works on, or the newest open one. */
  readonly request: Pick<RequestDetail, 'state' | 'step' | 'claim' | 'openJobId' | 'attention'> | null;
  readonly hasFinishedOne: boolean;
  /** The subject's “Add sign-in method” page shows the QR code that fits. */
  readonly isQrShown: boolean;
  readonly tokens: readonly Pick<TokenState, 'isOnReader' | 'isAwake' | 'display'>[];
  readonly manager: Player;
  readonly technician: Player;
  readonly subject: Player;
};

const stepCount = 11;

const workedOn: readonly RequestSummary['state'][] = ['in_progress', 'burned', 'checked', 'bound'];
/** Most urgent first: what somebody works on comes before what waits. */
const order: readonly RequestSummary['state'][] = [
  'bound',
  'checked',
  'burned',
  'in_progress',
  'failed',
  'on_hold',
  'queued',
  'approved',
  'submitted',
  'handed_over',
];

type Shown = Pick<RequestSummary, 'id' | 'state' | 'claim' | 'createdAt' | 'updatedAt'>;

/** What the technician has in hand, the one taken up last or changed since; where there is none, the most urgent. */
export function requestAtHand<R extends Shown>(requests: readonly R[], technicianId: string): R | null {
  const isHeld = ({ state, claim }: R) => workedOn.includes(state) && claim?.by.id === technicianId;
  const [held] = requests.filter(isHeld).toSorted((a, b) => b.updatedAt - a.updatedAt);
  const [first] = requests
    .filter(({ state }) => order.includes(state))
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.createdAt - b.createdAt);
  return held ?? first ?? null;
}

/** What to do now: one sentence, one person, one place. Pure. */
export function nextStepOf(at: Situation): NextStep {
  const { manager, technician, subject } = at;
  const step = (
    number: number,
    who: Player,
    where: Place,
    [text, hint = '']: readonly [string, string?],
  ): NextStep => ({
    number,
    of: stepCount,
    who: who.givenName,
    place: where,
    text,
    hint,
  });
  if (at.desk?.isShutOut === true)
    return step(1, technician, 'token', [
      'This desk was shut out. Press “Pair it again” under “The desk”.',
      'It gets new keys, and the tab then asks to compare its new letters.',
    ]);
  if (at.desk === null || !at.desk.isOnline)
    return step(1, technician, 'tab', ['Wait a moment: the desk is connecting.']);
  const { request } = at;
  // offered first, and needed by nothing that follows: whoever has gone on is not called back to it
  if (!at.isChannelBound && request === null && !at.hasFinishedOne)
    return step(1, technician, 'channel', [
      'Post “@Token Desk notify here” in #it-tokens.',
      `Type @, choose Token Desk, add “notify here”, press Post. From then on the channel sees every request. Or leave it out: go to ${manager.givenName}’s chat and write “request”.`,
    ]);
  if (request === null)
    return step(at.hasFinishedOne ? stepCount : 2, manager, 'chat', [
      at.hasFinishedOne
        ? 'Done. Look at the cards in chat and channel, or send “request” for another person.'
        : `Write “request” to Token Desk and ask for a token for ${subject.name}.`,
      at.hasFinishedOne ? 'Start over empties everything.' : 'The card comes back in the same chat.',
    ]);
  switch (request.state) {
    case 'submitted':
      return step(2, technician, 'tab', ['Wait for the approval.']);
    case 'approved':
    case 'queued':
      return step(3, technician, 'tab', [`Open the request for ${subject.name} and start.`]);
    case 'failed':
    case 'on_hold':
      return step(3, technician, 'tab', ['The request waits: open it in the tab to see why and go on.']);
    case 'in_progress':
      return workStep(at, step);
    case 'burned':
      return step(9, technician, 'token', [
        'Lift the token, press its button, and type its six digits in the tab.',
        'The digits change every 30 seconds; a number just gone still counts.',
      ]);
    case 'checked':
      return step(10, subject, 'subject', [
        `On ${subject.givenName}’s Microsoft page press Next and type the token’s six digits.`,
        'Press the token’s button again if its display is off.',
      ]);
    case 'bound':
      return step(11, technician, 'tab', [`Hand the token over to ${subject.givenName}: finish in the tab.`]);
    default:
      return step(11, manager, 'chat', [
        at.isChannelBound
          ? `Done. ${manager.givenName}’s card and the one in #it-tokens say so.`
          : `Done. ${manager.givenName}’s card says so.`,
        '“Close it” on the card ends the request; it ends by itself after seven days.',
      ]);
  }
}

type Make = (number: number, who: Player, where: Place, words: readonly [string, string?]) => NextStep;

function workStep(
  { request, desk, subject, technician, tokens, isQrShown }: Situation,
  step: Make,
): NextStep {
  const onReader = tokens.find((token) => token.isOnReader);
  if (request?.openJobId !== null) {
    if (onReader === undefined) return step(8, technician, 'token', ['Hold the token to the reader.']);
    if (!onReader.isAwake) return step(8, technician, 'token', ['The token is asleep: press its button.']);
    return step(8, technician, 'tab', ['Leave the token where it is until the tab says that it is written.']);
  }
  if (request.step === 'person')
    return step(4, technician, 'tab', [`Say in the tab how you know that this is ${subject.givenName}.`]);
  if (desk?.isConfirmed === false)
    return step(5, technician, 'tab', [
      'Choose your desk in the tab, and compare its four groups of letters.',
      `They must be ${desk.fingerprint}, as under “The desk” on this page.`,
    ]);
  if (!isQrShown)
    return step(6, subject, 'subject', [
      `On ${subject.givenName}’s Microsoft page: Add sign-in method, Authenticator app, “I want to use a different authenticator app”, Next.`,
      'Until the page shows a QR code.',
    ]);
  if (onReader?.isAwake !== true)
    return step(7, technician, 'tab', [
      'Drag the QR code from the Microsoft page into the tab. Then press the token’s button and hold it to the reader.',
      'A screenshot, a file or the typed key do as well.',
    ]);
  return step(7, technician, 'tab', ['Go on in the tab.', 'The token is on the reader.']);
}
