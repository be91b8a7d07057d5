import { Button } from '@fluentui/react-components';
import type { RequestSummary } from '@token-desk/contract/api';
import { isExpected } from '../flow/needs-me.ts';
import { proposeRun } from '../flow/run.ts';
import { goTo } from '../route.ts';
import { useSession } from '../session.ts';
import { useStrings } from '../strings.tsx';

/** The ways to work through the queue; the batch is the main one unless a person is open beside it. */
export function QueueWays({
  mine,
  isMain,
}: {
  readonly mine: readonly RequestSummary[];
  readonly isMain: boolean;
}) {
  const { me } = useSession();
  const { arrivals, call, run } = useStrings().work;
  const mayBurn = me.roles.includes('Technician');
  const batch = mine.filter((item) => isExpected(item, { id: me.person.id, roles: me.roles }));
  return (
    <div className="queue-ways">
      {mayBurn && (
        <>
          <Button
            className="queue-batch"
            appearance={isMain && batch.length > 0 ? 'primary' : 'secondary'}
            onClick={() => {
              proposeRun(batch.map(({ id }) => id));
              goTo({ view: 'run' });
            }}
          >
            {run.open(batch.length)}
          </Button>
          <Button onClick={() => goTo({ view: 'arrivals', q: '' })}>{arrivals.open}</Button>
        </>
      )}
      {(mayBurn || me.roles.includes('Administrator')) && (
        <Button onClick={() => goTo({ view: 'call', q: '' })}>{call.open}</Button>
      )}
    </div>
  );
}
