import { Button } from '@fluentui/react-components';
import { may } from '@token-desk/contract/rights';
import type { UnknownModel } from '@token-desk/contract/token/record';
import { useState } from 'react';
import { useNow, useSession } from '../../server/session.ts';
import { useModels, waitingFor } from '../../server/use-models.ts';
import { momentText } from '../../time.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings, useLanguage } from '../../words/words.tsx';

/** Kinds of token one technician asked for and another may allow; nothing while there are none. */
export function UnknownModels() {
  const { models: words } = useAllStrings();
  const { list } = useLanguage();
  const { api, me } = useSession();
  const { items, problem, order } = useModels();
  const [asking, setAsking] = useState<UnknownModel | null>(null);
  const [done, setDone] = useState('');
  const open = items.filter((model) => waitingFor(model).length > 0);
  const before = items.filter(({ allowedBy }) => allowedBy.length > 0);
  if (open.length === 0 && before.length === 0) return null;
  const allow = (model: UnknownModel) => {
    const text = words.done(model.prefix, list(namesOf(waitingFor(model), me.person.id)));
    setAsking(null);
    void order(() => api.call('allowModel', { params: { prefix: model.prefix }, body: {} })).then(
      (isOk) => isOk && setDone(text),
    );
  };
  return (
    <section className="card unknown-models" aria-labelledby="unknown-models">
      <h2 id="unknown-models">{words.title}</h2>
      {open.length > 0 && <p className="quiet">{words.text}</p>}
      {done !== '' && <p role="status">✓ {done}</p>}
      {problem !== null && <ProblemNotice problem={problem} />}
      {open.map((model) => (
        <OpenModel key={model.prefix} model={model} onAllow={() => setAsking(model)} />
      ))}
      {before.length > 0 && (
        <details>
          <summary>{words.before}</summary>
          <ul className="plain-list">
            {before.map(({ prefix, allowedBy }) => (
              <li key={prefix}>{words.allowedBy(prefix, list(allowedBy.map(({ name }) => name)))}</li>
            ))}
          </ul>
        </details>
      )}
      {asking !== null && (
        <ConfirmDialog
          title={words.confirmTitle(asking.prefix)}
          goText={words.go(asking.prefix)}
          stayText={words.stay}
          onStay={() => setAsking(null)}
          onGo={() => allow(asking)}
        >
          <ul>
            {words.points(list(namesOf(waitingFor(asking), me.person.id))).map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </section>
  );
}

function OpenModel({ model, onAllow }: { readonly model: UnknownModel; onAllow(): void }) {
  const strings = useAllStrings();
  const { models: words } = strings;
  const { me } = useSession();
  const now = useNow(60_000);
  const isOthers = waitingFor(model).some(({ by }) => by.id !== me.person.id);
  const mayAllow = may('burn', me.roles);
  return (
    <div>
      <h3>{words.kind(model.prefix)}</h3>
      <ul className="plain-list">
        {waitingFor(model).map(({ by, at, serial }) => (
          <li key={by.id}>
            {words.askedBy(by.name, momentText(at, now, strings))} <code>{serial}</code>
          </li>
        ))}
      </ul>
      {isOthers && mayAllow && (
        <Button size="large" onClick={onAllow}>
          {words.allow}
        </Button>
      )}
      {!(isOthers && mayAllow) && <p className="quiet">{mayAllow ? words.yours : words.notYours}</p>}
    </div>
  );
}

const namesOf = (asked: UnknownModel['asked'], myId: string): readonly string[] =>
  asked.flatMap(({ by }) => (by.id === myId ? [] : [by.name]));
