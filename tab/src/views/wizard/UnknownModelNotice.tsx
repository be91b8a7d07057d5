import { Button } from '@fluentui/react-components';
import { prefixOf } from '@token-desk/contract/token-model';
import { useSession } from '../../session.ts';
import { useStrings } from '../../strings.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { isAllowedFor, type Models } from '../tokens/use-models.ts';

/** A token whose kind nobody knows: who can allow it, and the way to ask. */
export function UnknownModelNotice({ serial, models }: { readonly serial: string; readonly models: Models }) {
  const { token: words } = useStrings();
  const { api, me } = useSession();
  const prefix = prefixOf(serial);
  const model = models.items.find((one) => one.prefix === prefix) ?? null;
  const isAsked = model?.asked.some(({ by }) => by.id === me.person.id) ?? false;
  return (
    <>
      <ProblemNotice problem={{ code: 'unknown-model', detail: { serial } }}>
        {prefix !== null && !isAsked && (
          <Button
            size="large"
            onClick={() =>
              void models.order(() => api.call('askForModel', { params: { prefix }, body: { serial } }))
            }
          >
            {words.askForModel}
          </Button>
        )}
        {isAsked && !isAllowedFor(model, me.person.id) && <p role="status">{words.askedForModel}</p>}
      </ProblemNotice>
      {models.problem !== null && <ProblemNotice problem={models.problem} />}
    </>
  );
}
