import { Button } from '@fluentui/react-components';
import { prefixOf } from '@token-desk/contract/token/model';
import { useSession } from '../../../server/session.ts';
import { isAllowedFor, type Models } from '../../../server/use-models.ts';
import { ProblemNotice } from '../../../ui/Notice.tsx';
import { useAllStrings } from '../../../words/words.tsx';

/** A token whose kind nobody knows: who can allow it, and the way to ask. */
export function UnknownModelNotice({ serial, models }: { readonly serial: string; readonly models: Models }) {
  const { token: words } = useAllStrings();
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
