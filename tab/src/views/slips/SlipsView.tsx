import { Button, Checkbox, Spinner } from '@fluentui/react-components';
import type { Reply } from '@token-desk/contract/api';
import type { Slip, SlipWords } from '@token-desk/contract/routes/slips';
import { hoursIn } from '@token-desk/contract/words/hours';
import { useState } from 'react';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings, useLanguage } from '../../words/words.tsx';
import '../shell/desk.css';
import '../../ui/frame/print.css';
import './slips.css';

/** Slips for whoever has no chat, each in the language that is chosen for them. */
export function SlipsView({ listId }: { readonly listId: string }) {
  const { slips: words, shell } = useAllStrings();
  const { data, problem, again } = useAnswer(['slips', listId], (api, signal) =>
    api.call('getSlips', { params: { listId }, signal }),
  );
  return (
    <PageFrame
      layout="text"
      title={words.title}
      lead={words.text}
      back={{ text: words.back, onBack: () => goTo({ view: 'unheard' }) }}
    >
      {problem !== null && <ProblemNotice problem={problem} onRetry={again} />}
      {data === null && problem === null && <Spinner label={shell.loading} />}
      {data !== null && <Sheet {...data} />}
    </PageFrame>
  );
}

type Said = { readonly tag: string; readonly words: SlipWords };

function Sheet({ slips, languages, faults }: Reply<'getSlips'>) {
  const { slips: words, locale } = useAllStrings();
  const { list } = useLanguage();
  const { me } = useSession();
  const own = languages.find(({ tag }) => locale.startsWith(tag)) ?? languages[0];
  const [all, setAll] = useState(own?.tag ?? '');
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [isBoard, setIsBoard] = useState(false);
  const [isEverybody, setIsEverybody] = useState(false);
  const shown = slips.filter(({ hasNoChat }) => hasNoChat || isEverybody);
  const saidIn = (tag: string): Said | undefined => languages.find((one) => one.tag === tag) ?? own;
  const [first] = shown;
  const silent = [...new Set(shown.flatMap(({ site, phone }) => (phone === null ? [site] : [])))];
  const choice = (label: string, value: string, onChange: (tag: string) => void) => (
    <label>
      {label}
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {languages.map(({ tag, words: { language } }) => (
          <option key={tag} value={tag} lang={tag}>
            {language}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <div className="no-print card">
        {faults.map(({ file, line, key, wanted }) => (
          <Notice key={`${file} ${line} ${key}`} title={words.fault(file, line, key, wanted)} text="" />
        ))}
        {silent.length > 0 && <p>{words.noPhone(list(silent))}</p>}
        <div className="slip-choices">
          {choice(words.all, all, (tag) => {
            setAll(tag);
            setChosen({});
          })}
          {!isBoard &&
            shown.map(({ requestId, subject }) => (
              <div key={requestId}>
                {choice(words.of(subject.name), chosen[requestId] ?? all, (tag) =>
                  setChosen({ ...chosen, [requestId]: tag }),
                )}
              </div>
            ))}
        </div>
        <Checkbox
          size="large"
          label={words.board}
          checked={isBoard}
          onChange={(_, { checked }) => setIsBoard(checked === true)}
        />
        <Checkbox
          size="large"
          label={words.everybody}
          checked={isEverybody}
          onChange={(_, { checked }) => setIsEverybody(checked === true)}
        />
        {shown.length === 0 && <p role="status">{words.nobody}</p>}
        <div className="button-row">
          <Button
            size="large"
            appearance="primary"
            disabledFocusable={shown.length === 0}
            onClick={() => window.print()}
          >
            {words.print}
          </Button>
        </div>
      </div>
      <div className="slip-sheet">
        {isBoard && first !== undefined ? (
          <OneSlip slip={first} said={saidIn(all)} tenant={me.tenantName} isBoard />
        ) : (
          shown.map((slip) => (
            <OneSlip
              key={slip.requestId}
              slip={slip}
              said={saidIn(chosen[slip.requestId] ?? all)}
              tenant={me.tenantName}
            />
          ))
        )}
      </div>
    </>
  );
}

/** `isBoard`: everybody reads it, and nobody’s name stands on it. */
function OneSlip(props: {
  readonly slip: Slip;
  readonly said: Said | undefined;
  readonly tenant: string;
  readonly isBoard?: boolean;
}) {
  const { slip, said, isBoard = false } = props;
  if (said === undefined) return null;
  const { tag, words } = said;
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeZone: 'UTC' });
  const where = [slip.site, slip.pickUp, slip.hours === null ? null : hoursIn(tag, slip.hours)];
  return (
    <article className={isBoard ? 'slip slip-board' : 'slip'} lang={tag}>
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <dl>
        {!isBoard && (
          <>
            <dt>{words.who}</dt>
            <dd>{slip.subject.name}</dd>
          </>
        )}
        <dt>{words.when}</dt>
        <dd>{day.format(Date.parse(slip.neededBy))}</dd>
        <dt>{words.where}</dt>
        <dd>{where.filter((part) => part !== null).join(' · ')}</dd>
        <dt>{words.bring}</dt>
        <dd>{words.bringText}</dd>
        <dt>{words.lost}</dt>
        <dd>{slip.phone === null ? words.lostNoPhone : words.lostText.replace('{phone}', slip.phone)}</dd>
      </dl>
      <p className="quiet">{props.tenant}</p>
    </article>
  );
}
