import { serial } from '@token-desk/contract/ids';
import { type TokenState, tokenStates } from '@token-desk/contract/token-record';

/** The pages around requests: tokens, desks, records. Everything a person filters by stands in the address. */
export type TokensPlace = {
  readonly view: 'tokens';
  readonly q: string;
  readonly state: TokenState | null;
  /** Burned at this desk and not handed over: what a stolen desk leaves to be looked after. */
  readonly from: string | null;
  readonly selected: string | null;
};
export type AuditPlace = {
  readonly view: 'audit';
  readonly requestId: string | null;
  readonly serial: string;
  readonly who: string;
  readonly event: string;
  readonly from: string;
  readonly to: string;
  /** Empty: newest first; what happened to one request always reads downwards. */
  readonly order: 'oldest' | '';
};
export type ReportsPlace = { readonly view: 'reports'; readonly site: string };
export type DeskPlace =
  | TokensPlace
  | AuditPlace
  | ReportsPlace
  | { readonly view: 'add-tokens' }
  | { readonly view: 'statement'; readonly serial: string }
  | { readonly view: 'burners' }
  | { readonly view: 'privacy' };

export const tokensPlace: TokensPlace = { view: 'tokens', q: '', state: null, from: null, selected: null };
export const auditPlace: AuditPlace = {
  view: 'audit',
  requestId: null,
  serial: '',
  who: '',
  event: '',
  from: '',
  to: '',
  order: '',
};

const idPattern = /^[A-Za-z0-9_-]{1,64}$/;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

export function parseDeskPlace(view: string, id: string | null, search: URLSearchParams): DeskPlace | null {
  const text = (name: string, max: number) => (search.get(name) ?? '').slice(0, max);
  const matching = (name: string, pattern: RegExp) => (pattern.test(text(name, 64)) ? text(name, 64) : '');
  switch (view) {
    case 'tokens':
      return {
        view,
        q: text('q', 100),
        state: tokenStates.find((state) => state === search.get('state')) ?? null,
        from: matching('from', idPattern) || null,
        selected: serialOrNull(search.get('open')),
      };
    case 'statement': {
      const found = serialOrNull(id);
      return found === null ? tokensPlace : { view, serial: found };
    }
    case 'audit':
      return {
        view,
        requestId: id !== null && idPattern.test(id) ? id : null,
        serial: serialOrNull(search.get('serial')) ?? '',
        who: text('who', 100),
        event: matching('event', /^[a-z_]{1,40}$/),
        from: matching('from', dayPattern),
        to: matching('to', dayPattern),
        order: search.get('order') === 'oldest' ? 'oldest' : '',
      };
    case 'reports':
      return { view, site: text('site', 80) };
    case 'add-tokens':
    case 'burners':
    case 'privacy':
      return { view };
    default:
      return null;
  }
}

export function formatDeskPlace(place: DeskPlace): string {
  switch (place.view) {
    case 'tokens':
      return withSearch('#/tokens', {
        q: place.q,
        state: place.state,
        from: place.from,
        open: place.selected,
      });
    case 'statement':
      return `#/statement/${place.serial}`;
    case 'audit': {
      const { serial, who, event, from, to, order } = place;
      const path = place.requestId === null ? '#/audit' : `#/audit/${place.requestId}`;
      return withSearch(path, { serial, who, event, from, to, order });
    }
    case 'reports':
      return withSearch('#/reports', { site: place.site });
    case 'add-tokens':
    case 'burners':
    case 'privacy':
      return `#/${place.view}`;
  }
}

function withSearch(path: string, values: Readonly<Record<string, string | null>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (value !== null && value !== '') search.set(name, value);
  return search.size === 0 ? path : `${path}?${search}`;
}

function serialOrNull(text: string | null): string | null {
  const parsed = serial.safeParse(text);
  return parsed.success ? parsed.data : null;
}
