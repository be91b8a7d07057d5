import { isLeftEmpty } from '../../flow/burn-flow.ts';
import { leftBehind } from '../../flow/left-behind.ts';
import type { Burn } from '../../flow/use-burn.ts';
import { goTo, placeAfter } from '../../route.ts';
import type { Strings } from '../../strings.tsx';

export type Leaving = { readonly burn: Burn };

/** What the button that leaves says: the true consequence, at this very moment. */
export function consequence(burn: Burn, strings: Strings): string {
  switch (burn.screen.kind) {
    case 'person':
      return strings.person.cancel;
    case 'secret':
    case 'token':
      if (isLeftEmpty(burn.state.request))
        return burn.state.request.attention === 'token-perhaps-empty'
          ? strings.burn.cancelPerhapsEmptied
          : strings.burn.cancelEmptied;
      return burn.state.isAgain || burn.state.request.token !== null
        ? strings.secret.cancelAgain
        : strings.secret.cancel;
    case 'burn':
      if (burn.desk?.online !== true) return strings.burn.cancelAway;
      return strings.burn[leftBehind(burn.state.putBack)];
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

/** Leaves: what is open is cancelled, what nobody has begun goes back to the queue, what is written stays as it is. */
export async function leave(burn: Burn): Promise<void> {
  const { screen, state } = burn;
  burn.box.drop();
  if (screen.kind === 'burn') await burn.cancelJob();
  if (state.request.state === 'in_progress') await burn.order({ kind: 'release' });
  goTo(placeAfter(burn.after));
}
