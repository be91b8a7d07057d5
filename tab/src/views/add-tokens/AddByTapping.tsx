import { Button, Select } from '@fluentui/react-components';
import type { Problem } from '@token-desk/contract/problem';
import type { ImportRow } from '@token-desk/contract/token/record';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { problemOf, useSession } from '../../server/session.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { DeskChoice } from '../tokens/DeskWork.tsx';
import { NoDesk } from '../tokens/NoDesk.tsx';
import { listOfOne } from './csv-list.ts';

type Tapped = {
  readonly serial: string;
  readonly model: string | null;
  readonly outcome: 'reading' | 'added' | 'undone' | 'already' | NonNullable<ImportRow['problem']>;
  readonly holder: string | null;
};

/** While it is on, each token laid on the chosen desk's reader is in the books at once; the last can be undone. */
export function AddByTapping() {
  const { tokens } = useAllStrings();
  const { adding: words } = tokens;
  const { api, burners, deskId, isAway, me } = useSession();
  const [isOn, setIsOn] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [site, setSite] = useState(me.sites[0] ?? '');
  const [tapped, setTapped] = useState<readonly Tapped[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const seen = useRef(new Set<string>());
  const siteId = useId();
  const desks = burners.filter(({ online, state }) => online && state === 'confirmed');
  const desk = desks.find(({ id }) => id === (chosen ?? deskId)) ?? desks[0] ?? null;
  // what lay there before the server was silent may lie there no more
  const lying = isAway
    ? undefined
    : desk?.readers.find(({ state, token }) => state === 'present' && token !== null);
  const tap = lying?.token == null ? null : { ...lying.token, key: `${lying.token.serial}@${lying.since}` };

  const change = (serial: string, changed: Partial<Tapped>) =>
    setTapped((old) => old.map((one) => (one.serial === serial ? { ...one, ...changed } : one)));
  const add = useEffectEvent(async (token: { serial: string; model: string | null; key: string }) => {
    if (seen.current.has(token.key)) return;
    seen.current.add(token.key);
    setProblem(null);
    const { serial, model } = token;
    setTapped((old) => [
      { serial, model, outcome: 'reading', holder: null },
      ...old.filter((one) => one.serial !== serial),
    ]);
    try {
      const csv = listOfOne(serial, site === '' ? null : site);
      const { rows } = await api.call('importTokens', { body: { csv, commit: true } });
      const why = rows[0]?.problem ?? null;
      if (why !== 'already-here') return change(serial, { outcome: why ?? 'added' });
      const known = await api.call('getToken', { params: { serial } });
      change(serial, { outcome: 'already', holder: known.holder?.name ?? null });
    } catch (error) {
      setTapped((old) => old.filter((one) => one.serial !== serial));
      setProblem(problemOf(error));
    }
  });
  useEffect(() => {
    if (isOn && tap !== null) void add(tap);
  }, [isOn, tap]);

  const undo = (serial: string) => {
    api.call('commandToken', { params: { serial }, body: { kind: 'set-aside', note: words.undoNote } }).then(
      () => change(serial, { outcome: 'undone' }),
      (error: unknown) => setProblem(problemOf(error)),
    );
  };
  const count = tapped.filter(({ outcome }) => outcome === 'added').length;
  const textOf = ({ outcome, holder }: Tapped): string => {
    switch (outcome) {
      case 'reading':
        return words.reading;
      case 'added':
      case 'undone':
        return words[outcome];
      case 'already':
        return holder === null ? words.alreadyStock : words.already(holder);
      default:
        return words.problems[outcome];
    }
  };

  return (
    <section className="card">
      <h2>{words.tapTitle}</h2>
      <p className="quiet">{words.tapText}</p>
      {desk === null ? (
        <NoDesk />
      ) : (
        !isOn && (
          <div className="inline-form">
            <DeskChoice desks={desks} desk={desk} onChoose={setChosen} />
            {me.sites.length > 0 && (
              <div className="field">
                <label htmlFor={siteId}>{words.site}</label>
                <Select id={siteId} size="large" value={site} onChange={(_, { value }) => setSite(value)}>
                  {me.sites.map((name) => (
                    <option key={name}>{name}</option>
                  ))}
                  <option value="">{words.siteNone}</option>
                </Select>
              </div>
            )}
            <Button appearance="primary" size="large" data-main onClick={() => setIsOn(true)}>
              {words.start}
            </Button>
          </div>
        )
      )}
      {isOn && desk !== null && (
        <>
          <div className="tap-here">
            <strong>{tapped.length === 0 ? words.ready(desk.name) : words.next}</strong>
            <span className="quiet" role="status">
              {words.counted(count)}
            </span>
          </div>
          <Button size="large" data-main onClick={() => setIsOn(false)}>
            {words.stop}
          </Button>
        </>
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
      <ul className="tapped" aria-live="polite">
        {tapped.map((one) => (
          <li key={one.serial}>
            <span className="history-mark" aria-hidden="true">
              {one.outcome === 'added' ? '✓' : one.outcome === 'reading' ? '…' : '!'}
            </span>
            <span>
              <code>{one.serial}</code> {one.model ?? tokens.modelUnknown}
              <small className="quiet">{textOf(one)}</small>
            </span>
            {one.outcome === 'added' && (
              <Button size="large" data-main onClick={() => undo(one.serial)}>
                {words.undo}
                <span className="sr-only"> {one.serial}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
