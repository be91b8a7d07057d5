import { Button, Select, ToggleButton } from '@fluentui/react-components';
import { Dismiss16Regular, Filter20Regular } from '@fluentui/react-icons';
import { type RequestState, requestStates } from '@token-desk/contract/request';
import { type ReactNode, useId, useState } from 'react';
import type { QueuePlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import { filtersSet } from '../../server/use-queue.ts';
import { useStrings } from '../../words/words.tsx';

/**
 * Whose queue. Where there is room the filters stand beside the search; where there is none one button opens them,
 * and what is set stays in sight as a chip that takes it away.
 */
export function QueueFilters({ place, search }: { readonly place: QueuePlace; readonly search: ReactNode }) {
  const strings = useStrings();
  const { me } = useSession();
  const { filters: words } = strings.work;
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const openerId = `${id}-opener`;
  const focusOpener = () => document.getElementById(openerId)?.focus();
  const change = (changed: Partial<QueuePlace>) => goTo({ ...place, ...changed }, { replace: true });
  const close = () => {
    setIsOpen(false);
    focusOpener();
  };
  // a link may name a site that is not (any more) one of ours: it is shown, or it could not be taken away
  const sites = place.site === '' || me.sites.includes(place.site) ? me.sites : [...me.sites, place.site];
  const chips: readonly (readonly [string, Partial<QueuePlace>])[] = [
    ...(place.site === '' ? [] : [[place.site, { site: '' }] as const]),
    ...(place.state === null ? [] : [[strings.states[place.state], { state: null }] as const]),
    ...(place.mine ? [[strings.queue.mine, { mine: false }] as const] : []),
    ...(place.overdue ? [[words.overdue, { overdue: false }] as const] : []),
    ...(place.withoutSecond ? [[words.withoutSecond, { withoutSecond: false }] as const] : []),
  ];
  return (
    <div className="queue-tools">
      {search}
      <Button
        id={openerId}
        className="filters-opener"
        icon={<Filter20Regular />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        {words.open(filtersSet(place))}
      </Button>
      <fieldset
        id={id}
        className={isOpen ? 'queue-filters queue-filters-open' : 'queue-filters'}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && isOpen) close();
        }}
      >
        <legend className="sr-only">{words.label}</legend>
        {(sites.length > 1 || place.site !== '') && (
          <Select
            aria-label={words.site}
            value={place.site}
            onChange={(_, { value }) => change({ site: value })}
          >
            <option value="">{words.anySite}</option>
            {sites.map((site) => (
              <option key={site}>{site}</option>
            ))}
          </Select>
        )}
        <Select
          aria-label={words.state}
          value={place.state ?? ''}
          onChange={(_, { value }) => change({ state: stateOf(value) })}
        >
          <option value="">{words.anyState}</option>
          {requestStates
            .filter((state) => state !== 'approved')
            .map((state) => (
              <option key={state} value={state}>
                {strings.states[state]}
              </option>
            ))}
        </Select>
        <ToggleButton shape="circular" checked={place.mine} onClick={() => change({ mine: !place.mine })}>
          {strings.queue.mine}
        </ToggleButton>
        <ToggleButton
          shape="circular"
          checked={place.overdue}
          onClick={() => change({ overdue: !place.overdue })}
        >
          {words.overdue}
        </ToggleButton>
        {place.withoutSecond && (
          <ToggleButton shape="circular" checked onClick={() => change({ withoutSecond: false })}>
            {words.withoutSecond}
          </ToggleButton>
        )}
      </fieldset>
      {chips.length > 0 && (
        <ul className="filter-chips" aria-label={words.active}>
          {chips.map(([name, without]) => (
            <li key={name}>
              <Button
                shape="circular"
                icon={<Dismiss16Regular />}
                iconPosition="after"
                aria-label={words.takeAway(name)}
                onClick={() => {
                  change(without);
                  focusOpener();
                }}
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const stateOf = (text: string): RequestState | null => requestStates.find((state) => state === text) ?? null;
