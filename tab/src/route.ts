import { useSyncExternalStore } from 'react';
import { type DeskPlace, formatDeskPlace, parseDeskPlace } from './desk-place.ts';
import { formatWorkPlace, parseWorkPlace, type WorkPlace } from './work-place.ts';

export { type After, placeAfter, type QueuePlace, queuePlace } from './work-place.ts';

/** Where the person is: kept in the address behind `#`, so that a reload and a copied link come back to it. */
export type Place = WorkPlace | DeskPlace;

export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view = '', id = null] = path.split('/');
  const search = new URLSearchParams(query);
  return parseDeskPlace(view, id, search) ?? parseWorkPlace(view, id, search);
}

export function formatPlace(place: Place): string {
  switch (place.view) {
    case 'queue':
    case 'request':
    case 'burn':
    case 'arrivals':
    case 'call':
    case 'run':
    case 'configure':
      return formatWorkPlace(place);
    default:
      return formatDeskPlace(place);
  }
}

/** `replace` for what is no step of its own, such as each letter of a search. */
export function goTo(place: Place, { replace = false } = {}): void {
  const hash = formatPlace(place);
  if (hash === location.hash) return;
  if (replace) {
    history.replaceState(null, '', hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else location.hash = hash;
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return parsePlace(hash);
}

function subscribe(onChange: () => void): () => void {
  addEventListener('hashchange', onChange);
  return () => removeEventListener('hashchange', onChange);
}
