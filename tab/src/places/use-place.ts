import { useSyncExternalStore } from 'react';
import { formatPlace, type Place, parsePlace } from './places.ts';

/** `replace` for what is no step of its own, such as each letter of a search. */
export function goTo(place: Place, { replace = false } = {}): void {
  const hash = formatPlace(place);
  if (hash === location.hash) return;
  if (replace) {
    history.replaceState(null, '', hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else location.hash = hash;
}

/** Where the person is: kept in the address behind `#`. */
export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return parsePlace(hash);
}

function subscribe(onChange: () => void): () => void {
  addEventListener('hashchange', onChange);
  return () => removeEventListener('hashchange', onChange);
}
