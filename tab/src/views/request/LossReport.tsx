import { Button } from '@fluentui/react-components';
import type { RequestCommand } from '@token-desk/contract/request';
import type { RequestDetail } from '@token-desk/contract/views';
import { Notice } from '../../ui/Notice.tsx';
import { useAllStrings, useLanguage } from '../../words/words.tsx';

/** A loss that somebody only reported: what it means, and the two things that can be said about it, one press each. */
export function LossReport({
  request,
  order,
}: {
  readonly request: RequestDetail;
  order(command: RequestCommand): Promise<boolean>;
}) {
  const { list } = useLanguage();
  const { loss: words } = useAllStrings().work;
  const { lossReport, requestedBy, subject, may } = request;
  if (lossReport === undefined) return null;
  return (
    <Notice title={words.title(requestedBy.name, subject.name)} text={words.text(list(lossReport.serials))}>
      <div className="button-row">
        {may.includes('confirm-loss') && (
          <Button size="large" data-main onClick={() => void order({ kind: 'confirm-loss' })}>
            {words.confirm}
          </Button>
        )}
        {may.includes('reject-loss') && (
          <Button size="large" data-main onClick={() => void order({ kind: 'reject-loss' })}>
            {words.reject}
          </Button>
        )}
      </div>
    </Notice>
  );
}
