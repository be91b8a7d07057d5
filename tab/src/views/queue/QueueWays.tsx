import { Button } from '@fluentui/react-components';
import { may } from '@token-desk/contract/rights';
import type { RequestSummary } from '@token-desk/contract/views';
import { isExpected } from '../../flow/needs-me.ts';
import { proposeRun } from '../../kept/kept-run.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import type { Tool } from '../../ui/frame/tool.ts';
import { useStrings } from '../../words/words.tsx';

/** From the queue to where several people are dealt with, besides the batch. */
export function useQueueTools(): readonly Tool[] {
  const { me } = useSession();
  const { ways } = useStrings().work;
  const arrivals: Tool = { text: ways.arrivals, onPress: () => goTo({ view: 'arrivals', q: '' }) };
  const call: Tool = { text: ways.call, onPress: () => goTo({ view: 'call', q: '' }) };
  return [...(may('burn', me.roles) ? [arrivals] : []), ...(may('record', me.roles) ? [call] : [])];
}

/** To the page where these are worked on one after the other. */
export function openRun(batch: readonly RequestSummary[]): void {
  proposeRun(batch.map(({ id }) => id));
  goTo({ view: 'run' });
}

/** The main button unless a person is open beside the list. */
export function BatchButton({
  mine,
  isMain,
}: {
  readonly mine: readonly RequestSummary[];
  readonly isMain: boolean;
}) {
  const { me } = useSession();
  const { ways } = useStrings().work;
  const batch = mine.filter((item) => isExpected(item, { id: me.person.id, roles: me.roles }));
  return (
    <Button
      className="queue-batch"
      size="large"
      appearance={isMain && batch.length > 0 ? 'primary' : 'secondary'}
      onClick={() => openRun(batch)}
    >
      {ways.run(batch.length)}
    </Button>
  );
}
