import { Button } from '@fluentui/react-components';
import type { EnforcementGuards } from '@token-desk/contract/routes/enforcement';
import type { Offer, SaidOfGuards } from '../../flow/enforce-offer.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useAllStrings, useLanguage } from '../../words/words.tsx';

const answers = ['security-defaults', 'conditional-access'] as const;

/** What asks for MFA in the tenant: before anything is offered. */
export function Guards(props: {
  readonly guards: EnforcementGuards;
  readonly said: SaidOfGuards | null;
  readonly offer: Offer;
  onSay(said: SaidOfGuards | null): void;
}) {
  const { guards: words } = useAllStrings().enforce;
  const { quoted } = useAllStrings().readiness;
  const { list } = useLanguage();
  const { guards, said, offer, onSay } = props;
  if (offer.kind === 'ask')
    return (
      <Notice title={words.unknown} text={words.unknownText}>
        <div className="button-row">
          {answers.map((answer) => (
            <Button key={answer} size="large" data-main onClick={() => onSay(answer)}>
              {words.saidIs[answer]}
            </Button>
          ))}
          <Button size="large" data-main onClick={() => onSay('neither')}>
            {words.neither}
          </Button>
        </div>
      </Notice>
    );
  const policies = guards.conditionalAccess ?? [];
  const found = [
    ...(guards.securityDefaults === true ? [words.securityDefaults] : []),
    ...(policies.length > 0 ? [words.conditionalAccess(list(policies.map(quoted)))] : []),
  ];
  const say = (
    <Button size="large" onClick={() => onSay(null)}>
      {words.sayAgain}
    </Button>
  );
  if (found.length > 0) return <Notice title={found.join(' ')} text={words.stayOff} />;
  if (said === null) return null;
  if (said !== 'neither')
    return (
      <Notice title={words.saidAsks[said]} text={words.stayOff}>
        {say}
      </Notice>
    );
  return (
    <p className="quiet">
      {words.said} {say}
    </p>
  );
}
