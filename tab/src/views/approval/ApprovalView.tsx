import { Button, Spinner } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import type { Problem } from '@token-desk/contract/problem';
import { may } from '@token-desk/contract/rights';
import type { ApprovalView as Approval } from '@token-desk/contract/routes/approval';
import { useState } from 'react';
import { problemOf, useSession } from '../../server/session.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { useAllStrings } from '../../words/words.tsx';
import '../shell/desk.css';
import './approval.css';
import { ChangePolicy } from './ChangePolicy.tsx';
import { Meaning } from './Meaning.tsx';
import { RuleList } from './RuleList.tsx';
import { textOf } from './rule-words.ts';

const approvalKey = ['approval'];

/** Who has to approve a request: the rules that hold, what was proposed, and how they are changed. */
export function ApprovalView() {
  const { approval: words, shell } = useAllStrings();
  const { me } = useSession();
  const mayKeep = may('keep-organisation', me.roles);
  const { data, problem, again } = useAnswer(
    approvalKey,
    (api, signal) => api.call('getApproval', { signal }),
    { isOn: mayKeep },
  );
  return (
    <PageFrame
      layout="text"
      className="approval"
      title={words.title}
      lead={mayKeep ? words.text : words.noRole}
    >
      {problem !== null && <ProblemNotice problem={problem} onRetry={again} />}
      {mayKeep && data === null && problem === null && <Spinner label={shell.loading} />}
      {data !== null && <Parts approval={data} onAgain={again} />}
    </PageFrame>
  );
}

type Said = { readonly part: 'proposal' | 'change'; readonly problem: Problem | null };

function Parts({ approval, onAgain }: { readonly approval: Approval; onAgain(): void }) {
  const { organisation: organisationWords } = useAllStrings();
  const { api } = useSession();
  const cache = useQueryClient();
  const [said, setSaid] = useState<Said | null>(null);
  const { version, policy, reasons, proposal } = approval;
  /** True once it is stored. */
  const store = async (part: Said['part'], call: () => Promise<Approval>): Promise<boolean> => {
    setSaid(null);
    try {
      cache.setQueryData(approvalKey, await call());
      setSaid({ part, problem: null });
      return true;
    } catch (error) {
      setSaid({ part, problem: problemOf(error) });
      return false;
    }
  };
  const problemIn = (part: Said['part']) => (said?.part === part ? said.problem : null);
  const isOld = said?.problem?.code === 'organisation-changed';
  return (
    <>
      <Held approval={approval} />
      {proposal !== null && (
        <Proposal
          proposal={proposal}
          reasons={reasons}
          problem={problemIn('proposal')}
          onDecide={(decision) =>
            void store('proposal', () => api.call('decidePolicy', { body: { version, decision } }))
          }
        />
      )}
      <ChangePolicy
        held={textOf(policy)}
        reasons={reasons}
        isProposed={said?.part === 'change' && said.problem === null && proposal !== null}
        problem={problemIn('change')}
        onPropose={(text) => store('change', () => api.call('proposePolicy', { body: { version, text } }))}
      />
      {isOld && (
        <Button
          size="large"
          onClick={() => {
            setSaid(null);
            onAgain();
          }}
        >
          {organisationWords.again}
        </Button>
      )}
    </>
  );
}

function Held({ approval: { policy, reasons, since } }: { readonly approval: Approval }) {
  const { approval: words, locale } = useAllStrings();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
  return (
    <section className="card" aria-label={words.held}>
      <h2>{words.held}</h2>
      <p className="quiet">
        {since === null
          ? words.shipped
          : words.since(day.format(since.at), since.proposedBy.name, since.confirmedBy.name)}
      </p>
      <RuleList policy={policy} reasons={reasons} />
      <div className="button-row">
        <Button size="large" onClick={() => saveFile('policy.json', 'application/json', textOf(policy))}>
          {words.save}
        </Button>
      </div>
    </section>
  );
}

function Proposal(props: {
  readonly proposal: NonNullable<Approval['proposal']>;
  readonly reasons: Approval['reasons'];
  readonly problem: Problem | null;
  onDecide(decision: 'confirm' | 'drop'): void;
}) {
  const { approval: words, locale } = useAllStrings();
  const { me } = useSession();
  const { policy, by, at, meaning } = props.proposal;
  const { reasons } = props;
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const isOwn = by.id === me.person.id;
  return (
    <section className="card" aria-label={words.proposal}>
      <h2>{words.proposal}</h2>
      <p className="quiet">{words.proposedBy(by.name, moment.format(at))}</p>
      <RuleList policy={policy} reasons={reasons} />
      <Meaning meaning={meaning} reasons={reasons} />
      {props.problem !== null && <ProblemNotice problem={props.problem} />}
      {isOwn && <p>{words.own}</p>}
      <div className="button-row">
        {!isOwn && (
          <Button size="large" appearance="primary" onClick={() => props.onDecide('confirm')}>
            {words.confirm}
          </Button>
        )}
        <Button size="large" onClick={() => props.onDecide('drop')}>
          {words.drop}
        </Button>
      </div>
    </section>
  );
}
