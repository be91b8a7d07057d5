import type { Burn } from '../../burning/use-burn.ts';
import { leftByBurn } from '../../flow/burn/left-behind.ts';
import { numberIn, type Said } from '../../graph/said.ts';
import { acceptedOf } from '../../kept/kept-accepted.ts';
import { placeAfter } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import type { AllStrings } from '../../words/words.tsx';
import { givenName } from './given-name.ts';

export type Leaving = { readonly burn: Burn };

/** What the button that leaves says: the true consequence, at this very moment. */
export function consequence(burn: Burn, strings: AllStrings): string {
  switch (burn.screen.kind) {
    case 'person':
      return hasTouchedToken(burn) ? strings.person.cancelAgain : strings.person.cancel;
    case 'take':
      return strings.person.cancel;
    case 'draw':
      return strings.road.leave[burn.state.choosing.left];
    case 'activate':
      if (isLeftToThem(burn.state.request)) return strings.handOut.leaveAwaiting;
      return isAccepted(burn)
        ? strings.handOut.stopAccepted(givenName(burn.state.request.subject))
        : strings.handOut.stopUnsure(givenName(burn.state.request.subject));
    case 'secret':
    case 'token':
      if (leftByBurn(burn.state.request) !== null)
        return strings.burn[leftByBurn(burn.state.request) ?? 'cancelBefore'];
      return hasTouchedToken(burn) ? strings.secret.cancelAgain : strings.secret.cancel;
    case 'burn':
      if (burn.desk?.online !== true) return strings.burn.cancelAway;
      return strings.burn[burn.state.left];
    case 'check':
      return strings.check.stop;
    case 'finish':
      return strings.finish.stop;
    case 'hand-over':
      return strings.handOver.later;
    default:
      return strings.leave.go;
  }
}

/** Its holder activates the token: nobody has to stay, and nothing goes back. */
export const isLeftToThem = ({ state, awaitsHolder }: Burn['state']['request']): boolean =>
  state === 'in_progress' && awaitsHolder === true;

/** Microsoft said yes to this window, whether its list shows it yet or not. */
const isAccepted = ({ state: { request } }: Burn): boolean =>
  request.token !== null && acceptedOf(request.id, request.token.serial) !== null;

/** Somebody wrote for this request before: what is on that token stands, whatever is cancelled now. */
const hasTouchedToken = ({ state }: Burn): boolean =>
  state.isAgain || state.request.token !== null || leftByBurn(state.request) !== null;

/** Leaves: what is open is cancelled, what nobody has begun goes back to the queue, what is written stays as it is. */
export async function leave(burn: Burn, said: Said | null = null): Promise<void> {
  const { screen, state } = burn;
  burn.box.drop();
  if (screen.kind === 'burn') await burn.cancelJob();
  if (state.request.state === 'in_progress' && !isLeftToThem(state.request))
    await burn.order({ kind: 'release', ...numberIn(said) });
  burn.letGo();
  goTo(placeAfter(burn.after));
}
