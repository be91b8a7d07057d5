import { useSyncExternalStore } from 'react';
import { type DeskPlace, formatDeskPlace, parseDeskPlace } from './desk-place.ts';

/** Where the person is: kept in the address behind `#`, so that a reload and a copied link come back to it. */
export type Place =
  | { readonly view: 'queue'; readonly q: string; readonly mine: boolean; readonly selected: string | null }
  | { readonly view: 'request'; readonly requestId: string }
  | { readonly view: 'burn'; readonly requestId: string }
  | DeskPlace;

export const queuePlace: Place = { view: 'queue', q: '', mine: false, selected: null };

const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view, id] = path.split('/');
  const search = new URLSearchParams(query);
  const requestId = id !== undefined && idPattern.test(id) ? id : null;
  if ((view === 'request' || view === 'burn') && requestId !== null) return { view, requestId };
  const deskPlace = parseDeskPlace(view ?? '', id ?? null, search);
  if (deskPlace !== null) return deskPlace;
  return {
    view: 'queue',
    q: (search.get('q') ?? '').slice(0, 100),
    mine: search.get('mine') === '1',
    selected: search.get('open'),
  };
}

export function formatPlace(place: Place): string {
  switch (place.view) {
    case 'queue': {
      const search = new URLSearchParams();
      if (place.q !== '') search.set('q', place.q);
      if (place.mine) search.set('mine', '1');
      if (place.selected !== null) search.set('open', place.selected);
      return search.size === 0 ? '#/queue' : `#/queue?${search}`;
    }
    case 'request':
    case 'burn':
      return `#/${place.view}/${place.requestId}`;
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
