import { type RequestState, requestStates } from '@token-desk/contract/request';

/** Where the wizard goes back to when a person is done. */
export type After = 'queue' | 'arrivals' | 'run';

/** Everything the queue is filtered by stands in the address. */
export type QueuePlace = {
  readonly view: 'queue';
  readonly q: string;
  readonly mine: boolean;
  readonly overdue: boolean;
  readonly state: RequestState | null;
  readonly site: string;
  readonly selected: string | null;
};
export type WorkPlace =
  | QueuePlace
  | { readonly view: 'request'; readonly requestId: string }
  | { readonly view: 'burn'; readonly requestId: string; readonly after?: After }
  | { readonly view: 'arrivals'; readonly q: string }
  | { readonly view: 'call'; readonly q: string }
  | { readonly view: 'run' }
  | { readonly view: 'configure' };

export const queuePlace: QueuePlace = {
  view: 'queue',
  q: '',
  mine: false,
  overdue: false,
  state: null,
  site: '',
  selected: null,
};

const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

export function placeAfter(after: After): WorkPlace {
  switch (after) {
    case 'queue':
      return queuePlace;
    case 'arrivals':
      return { view: 'arrivals', q: '' };
    case 'run':
      return { view: 'run' };
  }
}

/** Never null: an address nobody knows is the queue. */
export function parseWorkPlace(view: string, id: string | null, search: URLSearchParams): WorkPlace {
  const text = (name: string, max: number) => (search.get(name) ?? '').slice(0, max);
  const requestId = id !== null && idPattern.test(id) ? id : null;
  if (view === 'request' && requestId !== null) return { view, requestId };
  if (view === 'burn' && requestId !== null) {
    const after = search.get('after');
    return after === 'arrivals' || after === 'run' ? { view, requestId, after } : { view, requestId };
  }
  if (view === 'arrivals' || view === 'call') return { view, q: text('q', 100) };
  if (view === 'run' || view === 'configure') return { view };
  const open = search.get('open');
  return {
    view: 'queue',
    q: text('q', 100),
    mine: search.get('mine') === '1',
    overdue: search.get('overdue') === '1',
    state: requestStates.find((state) => state === search.get('state')) ?? null,
    site: text('site', 80),
    selected: open !== null && idPattern.test(open) ? open : null,
  };
}

export function formatWorkPlace(place: WorkPlace): string {
  switch (place.view) {
    case 'queue':
      return withSearch('#/queue', {
        q: place.q,
        mine: place.mine ? '1' : '',
        overdue: place.overdue ? '1' : '',
        state: place.state ?? '',
        site: place.site,
        open: place.selected ?? '',
      });
    case 'request':
      return `#/request/${place.requestId}`;
    case 'burn':
      return withSearch(`#/burn/${place.requestId}`, { after: place.after ?? '' });
    case 'arrivals':
    case 'call':
      return withSearch(`#/${place.view}`, { q: place.q });
    case 'run':
    case 'configure':
      return `#/${place.view}`;
  }
}

function withSearch(path: string, values: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== '') search.set(name, value);
  return search.size === 0 ? path : `${path}?${search}`;
}
