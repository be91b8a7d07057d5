import { Button, Field, Textarea } from '@fluentui/react-components';
import type { Reply } from '@token-desk/contract/api';
import { longestPolicy } from '@token-desk/contract/approval';
import type { Problem } from '@token-desk/contract/problem';
import type { ApprovalView } from '@token-desk/contract/routes/approval';
import { policyFaultText } from '@token-desk/contract/words/policy-fault-text';
import { useRef, useState } from 'react';
import { useDraft } from '../../kept/use-draft.ts';
import { problemOf, useSession } from '../../server/session.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings, useLanguage } from '../../words/words.tsx';
import { Meaning } from './Meaning.tsx';

/** Of what was checked last; a text that was changed since has no answer. */
type Checked = { readonly text: string; readonly reply: Reply<'checkPolicy'> };

/** Other rules as `policy.json`: typed or from a file, checked line by line, and proposed. */
export function ChangePolicy(props: {
  /** The rules that hold, as they stand in a file. */
  readonly held: string;
  readonly isProposed: boolean;
  readonly reasons: ApprovalView['reasons'];
  /** Why the last try to propose came to nothing. */
  readonly problem: Problem | null;
  onPropose(text: string): Promise<boolean>;
}) {
  const { approval: words } = useAllStrings();
  const { api } = useSession();
  const [draft, setDraft, end] = useDraft<string | null>('approval policy', null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const text = draft ?? props.held;
  const reply = checked?.text === text ? checked.reply : null;

  const busy = async (work: () => Promise<void>) => {
    if (isBusy) return;
    setIsBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  const check = () =>
    busy(async () => setChecked({ text, reply: await api.call('checkPolicy', { body: { text } }) }));
  const propose = () =>
    busy(async () => {
      const said = await api.call('checkPolicy', { body: { text } });
      setChecked({ text, reply: said });
      if (said.faults.length === 0 && (await props.onPropose(text))) end();
    });
  return (
    <section className="card" aria-label={words.change}>
      <h2>{words.change}</h2>
      <p className="quiet">{words.changeText}</p>
      <Field label={words.field}>
        <Textarea
          className="policy-text"
          size="large"
          rows={14}
          value={text}
          maxLength={longestPolicy}
          spellCheck={false}
          onChange={(_, { value }) => setDraft(value)}
        />
      </Field>
      {reply !== null && reply.faults.length > 0 && <Faults faults={reply.faults} />}
      {reply?.meaning != null && (
        <>
          <p role="status">{words.fine}</p>
          <Meaning meaning={reply.meaning} reasons={props.reasons} />
        </>
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
      {props.problem !== null && <ProblemNotice problem={props.problem} />}
      <div className="button-row">
        <Button size="large" appearance="primary" disabledFocusable={isBusy} onClick={() => void propose()}>
          {words.propose}
        </Button>
        <Button size="large" disabledFocusable={isBusy} onClick={() => void check()}>
          {words.check}
        </Button>
        <Button size="large" onClick={() => file.current?.click()}>
          {words.file}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={words.file}
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            if (chosen !== undefined) void chosen.text().then(setDraft);
            target.value = '';
          }}
        />
        <span className="quiet" role="status">
          {props.isProposed ? words.proposed : ''}
        </span>
      </div>
    </section>
  );
}

function Faults({ faults }: { readonly faults: Reply<'checkPolicy'>['faults'] }) {
  const { approval: words } = useAllStrings();
  const { list } = useLanguage();
  return (
    <div role="alert">
      <h3>{words.faults(faults.length)}</h3>
      <ul className="plain-list">
        {faults.map((fault) => {
          const said = policyFaultText(fault, words.fault, list);
          return <li key={said}>{said}</li>;
        })}
      </ul>
    </div>
  );
}
