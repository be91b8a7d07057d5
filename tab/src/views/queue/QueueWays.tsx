import { Button } from '@fluentui/react-components';
import type { RequestSummary } from '@token-desk/contract/api';
import { may } from '@token-desk/contract/rights';
import { isExpected } from '../../flow/needs-me.ts';
import { proposeRun } from '../../kept/kept-run.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import { useStrings } from '../../words/words.tsx';

/** The ways to work through the queue; the batch is the main one unless a person is open beside it. */
export function QueueWays({
  mine,
  isMain,
}: {
  readonly mine: readonly RequestSummary[];
  readonly isMain: boolean;
}) {
  const { me } = useSession();
  const { ways } = useStrings().work;
  const mayBurn = may('burn', me.roles);
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
            {ways.run(batch.length)}
          </Button>
          <Button onClick={() => goTo({ view: 'arrivals', q: '' })}>{ways.arrivals}</Button>
        </>
      )}
      {may('record', me.roles) && <Button onClick={() => goTo({ view: 'call', q: '' })}>{ways.call}</Button>}
    </div>
  );
}
