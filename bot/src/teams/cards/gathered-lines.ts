import type { Request } from '@token-desk/contract/request';
import type { Gathered } from '../../domain/requests/notices.ts';
import { isAhead } from '../../domain/requests/request-states.ts';
import type { Strings } from '../../words/strings.ts';
import { namesOf } from './cohort.ts';

/** A line stays short where two hundred were asked for. */
const namedBytes = 1_000;

const fits: { readonly [event in Gathered]: (request: Request) => boolean } = {
  approval_reminded: ({ state }) => state === 'submitted',
  bound: ({ state }) => state === 'bound',
  expired: ({ state }) => state === 'expired',
  failed: ({ state }) => state === 'failed',
  handed_over: ({ state }) => state === 'handed_over',
  held: ({ state }) => state === 'on_hold',
  missing_found: ({ state, missing }) => isAhead(state) && missing !== undefined,
};

/** Whether what the line says is so of this request now. */
export const stillIs = (event: Gathered, request: Request): boolean => fits[event](request);

/** One line of all the people of one submission of whom it is so. */
export function gatheredLine(event: Gathered, requests: readonly Request[], strings: Strings): string {
  const names = requests.map(({ subject }) => subject.name);
  return strings.asking.cohort.lines[event](names.length, namesOf(names, namedBytes, strings));
}
