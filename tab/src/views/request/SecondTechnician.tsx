import { Button } from '@fluentui/react-components';
import type { RequestCommand } from '@token-desk/contract/request';
import type { RequestDetail } from '@token-desk/contract/views';
import { Notice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

/** A loaded token that waits for a second technician: who has it, for whom, and the one press that confirms it. */
export function SecondTechnician({
  request,
  order,
}: {
  readonly request: RequestDetail;
  order(command: RequestCommand): Promise<boolean>;
}) {
  const { second: words } = useAllStrings().handOut;
  const { secondTechnician, state, token, claim, subject, may } = request;
  if (state !== 'in_progress' || token === null || secondTechnician?.confirmedBy !== null) return null;
  const mayConfirm = may.includes('confirm-hand-out');
  return (
    <Notice
      title={words.pending}
      text={
        mayConfirm
          ? words.ask(claim?.by.name ?? '–', token.serial, subject.name)
          : words.because[secondTechnician.because]
      }
    >
      {mayConfirm && (
        <Button size="large" data-main onClick={() => void order({ kind: 'confirm-hand-out' })}>
          {words.confirm}
        </Button>
      )}
    </Notice>
  );
}
