import { Button, Select, ToggleButton } from '@fluentui/react-components';
import type { RequestSummary } from '@token-desk/contract/api';
import { type RequestState, requestStates } from '@token-desk/contract/request';
import { isExpected } from '../flow/needs-me.ts';
import { startRun } from '../flow/run.ts';
import { goTo, type QueuePlace } from '../route.ts';
import { useSession } from '../session.ts';
import { useStrings } from '../strings.tsx';

/** Whose queue, and the ways to work through it. */
export function QueueFilters(props: {
  readonly place: QueuePlace;
  readonly batch: readonly RequestSummary[];
}) {
  const { place } = props;
  const strings = useStrings();
  const { me } = useSession();
  const { filters: words, arrivals, call, run } = strings.work;
  const change = (changed: Partial<QueuePlace>) => goTo({ ...place, ...changed }, { replace: true });
  const mayBurn = me.roles.includes('Technician');
  const batch = props.batch.filter((item) => isExpected(item, { id: me.person.id, roles: me.roles }));
  return (
    <div className="queue-tools">
      <fieldset className="queue-filters">
        <legend className="sr-only">{words.label}</legend>
        {me.sites.length > 1 && (
          <Select
            aria-label={words.site}
            value={place.site}
            onChange={(_, { value }) => change({ site: value })}
          >
            <option value="">{words.anySite}</option>
            {me.sites.map((site) => (
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
      </fieldset>
      <div className="queue-ways">
        {(mayBurn || me.roles.includes('Administrator')) && (
          <Button onClick={() => goTo({ view: 'call', q: '' })}>{call.open}</Button>
        )}
        {mayBurn && (
          <>
            <Button onClick={() => goTo({ view: 'arrivals', q: '' })}>{arrivals.open}</Button>
            <Button
              appearance="primary"
              onClick={() => {
                startRun(batch.map(({ id }) => id));
                goTo({ view: 'run' });
              }}
            >
              {run.open(batch.length)}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

const stateOf = (text: string): RequestState | null => requestStates.find((state) => state === text) ?? null;
