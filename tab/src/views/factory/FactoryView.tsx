import { Button, Input, Spinner } from '@fluentui/react-components';
import { may } from '@token-desk/contract/rights';
import { useId, useRef } from 'react';
import { type Factory, type FactoryStage, useFactory } from '../../burning/load/use-factory.ts';
import { useSession } from '../../server/session.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { FoundList } from './FoundList.tsx';
import '../shell/desk.css';
import './factory.css';

/** Tokens whose maker chose their secrets: from its list to loaded stock. */
export function FactoryView() {
  const { factory: words, load } = useAllStrings();
  const { me } = useSession();
  const mayLoad = may('load', me.roles);
  return (
    <PageFrame layout="text" title={words.title} lead={mayLoad ? words.text : load.noRole}>
      {mayLoad && <MakersList />}
    </PageFrame>
  );
}

function MakersList() {
  const { factory: words } = useAllStrings();
  const factory = useFactory();
  const { stage, run } = factory;
  return (
    <>
      {run?.isRunning !== true && <Choose factory={factory} />}
      {stage.kind === 'reading' && <Spinner label={words.reading} role="status" />}
      {stage.kind === 'locked' && <Unlock stage={stage} onUnlock={factory.unlock} />}
      {stage.kind === 'not-asked' && <ProblemNotice problem={stage.problem} onRetry={factory.askAgain} />}
      {stage.kind === 'list' && <FoundList factory={factory} list={stage} />}
    </>
  );
}

function Choose({ factory: { stage, choose } }: { readonly factory: Factory }) {
  const { factory: words } = useAllStrings();
  const file = useRef<HTMLInputElement>(null);
  const isFirst = stage.kind === 'choose';
  return (
    <section className="card">
      <p className="quiet">{words.forms}</p>
      <div className="button-row">
        <Button
          size="large"
          appearance={isFirst ? 'primary' : 'secondary'}
          data-main={isFirst ? true : undefined}
          disabledFocusable={stage.kind === 'reading'}
          onClick={() => file.current?.click()}
        >
          {isFirst ? words.choose : words.chooseAnother}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".csv,.txt,.xml,.pskc,.pskcxml,text/csv,text/plain,text/xml,application/xml,application/pskc+xml"
          aria-label={words.choose}
          hidden
          onChange={({ target }) => {
            const chosen = target.files?.[0];
            if (chosen !== undefined) choose(chosen);
            target.value = '';
          }}
        />
      </div>
      {isFirst && stage.why !== null && <Notice title={words.files[stage.why]} text={words.nothingYet} />}
    </section>
  );
}

type Locked = Extract<FactoryStage, { kind: 'locked' }>;

/** What is typed goes to the reader at once; it is in no state. */
function Unlock({ stage, onUnlock }: { readonly stage: Locked; onUnlock(typed: string): void }) {
  const { factory: words } = useAllStrings();
  const field = useRef<HTMLInputElement>(null);
  const fieldId = useId();
  return (
    <section className="card">
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = field.current?.value ?? '';
          if (field.current !== null) field.current.value = '';
          onUnlock(typed);
        }}
      >
        <label htmlFor={fieldId}>
          {words.locked[stage.needs](stage.name)}
          <Input
            id={fieldId}
            input={{ ref: field }}
            type="password"
            size="large"
            autoComplete="off"
            spellCheck={false}
            autoFocus
          />
        </label>
        <Button type="submit" appearance="primary" size="large" data-main>
          {words.open}
        </Button>
      </form>
      {stage.isWrong && <Notice title={words.files['key-wrong']} text={words.nothingYet} />}
    </section>
  );
}
