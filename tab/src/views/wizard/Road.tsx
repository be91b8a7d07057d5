import type { Burn } from '../../burning/use-burn.ts';
import { type Road, reasonOf, routeOf } from '../../flow/burn/road.ts';
import { chosenFor } from '../../flow/burn/screen.ts';
import type { Tool } from '../../ui/frame/tool.ts';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';
import { givenName } from './given-name.ts';

type Shown = { readonly burn: Burn; readonly road: Road };

/** What the token becomes on this road, and why. */
export function RoadLine({ burn, road }: Shown) {
  const strings = useAllStrings();
  const { choosing, request } = burn.state;
  const reason = reasonOf(road, { ...choosing, ...chosenFor(request) });
  return (
    <p className="quiet">{strings.road.line(strings.road.ways[routeOf(road)], whyText(reason, strings))}</p>
  );
}

function whyText(reason: ReturnType<typeof reasonOf>, { road: words, readiness }: AllStrings): string {
  switch (reason.kind) {
    case 'chosen':
      return reason.offered === null ? words.chosenFreely : words.chosen(words.ways[reason.offered]);
    case 'missing':
    case 'unknown':
      return words[reason.kind](readiness.checks[reason.check].name);
    default:
      return words[reason.kind];
  }
}

/** The other roads from here; a token that nobody may create is not offered to be written. */
export function useOtherRoads(burn: Burn, road: Road): readonly Tool[] {
  const { road: words, handOut } = useAllStrings();
  const { readiness, loadedStock } = burn.state.choosing;
  const given = givenName(burn.state.request.subject);
  const mayCreate = readiness?.mayCreate !== 'missing';
  const way = (to: Road, text: string, hint?: string): Tool => ({
    text,
    ...(hint === undefined ? {} : { hint }),
    onPress: () => void burn.takeRoad(to),
  });
  return [
    ...(road !== 'take' && ((loadedStock ?? 0) > 0 || road === 'draw')
      ? [way('take', handOut.loadedInstead)]
      : []),
    ...(road !== 'draw' && mayCreate ? [way('draw', words.draw, words.drawHint)] : []),
    ...(road !== 'secret' ? [way('secret', handOut.here, handOut.hereHint(given))] : []),
  ];
}
