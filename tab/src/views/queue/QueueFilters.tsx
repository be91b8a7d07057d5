import { Button } from '@fluentui/react-components';
import { Dismiss16Regular, Filter20Regular } from '@fluentui/react-icons';
import { requestStates } from '@token-desk/contract/request';
import { requestSorts } from '@token-desk/contract/request-list';
import { useId, useState } from 'react';
import type { QueuePlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import { filtersSet } from '../../server/use-queue.ts';
import { FilterSelect, siteOptions } from '../../ui/frame/FilterSelect.tsx';
import { FilterToggle } from '../../ui/frame/FilterToggle.tsx';
import { useStrings } from '../../words/words.tsx';

/**
 * Whose queue. Where there is room the filters stand beside the search; where there is none one button opens them,
 * and what is set stays in sight as a chip that takes it away.
 */
export function QueueFilters({ place }: { readonly place: QueuePlace }) {
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
  const sites = siteOptions(me.sites, place.site);
  const chips: readonly (readonly [string, Partial<QueuePlace>])[] = [
    ...(place.site === '' ? [] : [[place.site, { site: '' }] as const]),
    ...(place.state === null ? [] : [[strings.states[place.state], { state: null }] as const]),
    ...(place.mine ? [[strings.queue.mine, { mine: false }] as const] : []),
    ...(place.overdue ? [[words.overdue, { overdue: false }] as const] : []),
    ...(place.withoutSecond ? [[words.withoutSecond, { withoutSecond: false }] as const] : []),
  ];
  return (
    <>
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
          <FilterSelect
            label={words.site}
            any={words.anySite}
            value={place.site}
            options={sites}
            onFilter={(site) => change({ site: site ?? '' })}
          />
        )}
        <FilterSelect
          label={words.state}
          any={words.anyState}
          value={place.state}
          options={requestStates
            .filter((state) => state !== 'approved')
            .map((state) => [state, strings.states[state]])}
          onFilter={(state) => change({ state })}
        />
        <div className="sort-select">
          <FilterSelect
            label={strings.queue.sort}
            any={strings.queue.byNeed}
            value={place.sort}
            options={requestSorts.map((sort) => [sort, strings.queue.columns[sort]])}
            onFilter={(sort) => change({ sort, down: false })}
          />
        </div>
        <FilterToggle text={strings.queue.mine} isOn={place.mine} onToggle={(mine) => change({ mine })} />
        <FilterToggle text={words.overdue} isOn={place.overdue} onToggle={(overdue) => change({ overdue })} />
        {place.withoutSecond && (
          <FilterToggle
            text={words.withoutSecond}
            isOn
            onToggle={(withoutSecond) => change({ withoutSecond })}
          />
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
    </>
  );
}
