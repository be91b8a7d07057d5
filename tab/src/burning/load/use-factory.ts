import type { Problem } from '@token-desk/contract/problem';
import { type InBooks, mostFound } from '@token-desk/contract/routes/loads';
import { wipe } from '@token-desk/contract/text/bytes';
import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import {
  type FactoryRun,
  type JudgedToken,
  judgeTokens,
  type ListedToken,
  mayBeCreated,
  reduceFactory,
} from '../../flow/load/factory-flow.ts';
import type { FactoryList, FileFault } from '../../lists/factory-list.ts';
import { pauseOf } from '../../pause.ts';
import { createFactoryBox } from '../../seed/factory-box.ts';
import { problemOf, type Session, useSession } from '../../server/session.ts';
import { ownGraph, untilStopped } from '../own-graph.ts';
import { createAtMicrosoft } from './create-at-microsoft.ts';
import { loadFactory } from './load-factory.ts';

type Said = Pick<FactoryList, 'faults' | 'hasPeople'> & {
  /** Where the file's encoding was a guess: the names that hang on it. */
  readonly guessedNames: readonly string[] | null;
};
type Told = Said & { readonly listed: readonly ListedToken[] };
export type FactoryStage =
  | { readonly kind: 'choose'; readonly why: FileFault | null }
  | {
      readonly kind: 'locked';
      readonly needs: 'password' | 'key';
      readonly name: string | null;
      readonly isWrong: boolean;
    }
  | { readonly kind: 'reading' }
  | { readonly kind: 'not-asked'; readonly problem: Problem }
  | (Said & { readonly kind: 'list'; readonly tokens: readonly JudgedToken[] });

export type Factory = {
  readonly stage: FactoryStage;
  readonly run: FactoryRun | null;
  choose(file: File): void;
  unlock(typed: string): void;
  askAgain(): void;
  /** Each is created and loaded into this box, one after the other. */
  start(box: string, tokens: readonly JudgedToken[]): void;
  /** Before the next token; a wait for Microsoft ends at once. */
  stop(): void;
};

/** The effects of loading a maker's list: reads it here, asks what is there already, then creates what is not. */
export function useFactory(): Factory {
  const { api, account, me, now } = useSession();
  const [stage, setStage] = useState<FactoryStage>({ kind: 'choose', why: null });
  const [run, dispatch] = useReducer(reduceFactory, null);
  const secrets = useMemo(createFactoryBox, []);
  const file = useRef<File>(undefined);
  const locked = useRef<Extract<FactoryStage, { kind: 'locked' }>>(undefined);
  const told = useRef<Told>(undefined);
  const running = useRef<AbortController>(undefined);
  useEffect(
    () => () => {
      running.current?.abort();
      secrets.drop();
    },
    [secrets],
  );
  const wait = (ms: number) => dispatch({ type: 'waits', until: ms === 0 ? null : now() + ms });
  // biome-ignore lint/correctness/useExhaustiveDependencies: who waits is told by what React keeps
  const graph = useMemo(() => ownGraph({ account, me }, wait), [account, me, now]);

  const ask = async ({ listed, ...said }: Told) => {
    setStage({ kind: 'reading' });
    try {
      const [books, devices] = await Promise.all([booksOf(api, listed), devicesBy(graph)]);
      const tokens = judgeTokens(listed, books, devices);
      secrets.keepOnly(tokens.filter(mayBeCreated).map(({ serial }) => serial));
      setStage({ kind: 'list', tokens, ...said });
    } catch (error) {
      setStage({ kind: 'not-asked', problem: problemOf(error) });
    }
  };
  const read = async (typed: string | null) => {
    setStage({ kind: 'reading' });
    const bytes = await file.current?.arrayBuffer().then(
      (buffer) => new Uint8Array(buffer),
      () => undefined, // gone, or not to be read any more
    );
    if (bytes === undefined) return setStage({ kind: 'choose', why: 'not-readable' });
    const { readFactory } = await import('../../lists/read-factory.ts');
    const answer = await readFactory(bytes, typed);
    wipe(bytes);
    if (answer.kind === 'needs') {
      locked.current = { ...answer, kind: 'locked', isWrong: false };
      return setStage(locked.current);
    }
    if (answer.kind === 'fault') {
      const { current: asked } = locked;
      const isWrong = answer.why === 'key-wrong' && asked !== undefined;
      return setStage(isWrong ? { ...asked, isWrong } : { kind: 'choose', why: answer.why });
    }
    const { tokens, faults, hasPeople, guessedNames } = answer;
    secrets.fill(tokens);
    told.current = {
      listed: tokens.map(({ line, serial, model }) => ({ line, serial, model })),
      ...{ faults, hasPeople, guessedNames },
    };
    await ask(told.current);
  };

  return {
    stage,
    run,
    choose(chosen) {
      secrets.drop();
      dispatch({ type: 'forgotten' });
      file.current = chosen;
      void read(null);
    },
    unlock: (typed) => void read(typed),
    askAgain: () => void (told.current !== undefined && ask(told.current)),
    start(box, tokens) {
      const aborting = new AbortController();
      running.current = aborting;
      const { signal } = aborting;
      const orders = tokens.map(({ serial, model, verdict }) => {
        const step = run?.steps[serial];
        const failed = step?.kind === 'failed' ? step : null;
        // None was there before: what its lost answer made holds this secret or none.
        const isReplacing = verdict === 'there' || failed?.problem.code === 'device-unsure';
        return { serial, model, isReplacing, made: failed?.made ?? null };
      });
      dispatch({ type: 'begun', box, wanted: orders.map(({ serial }) => serial), at: now() });
      void loadFactory(orders, {
        ...{ api, secrets, box, signal },
        create: ({ serial, isReplacing }, token) =>
          createAtMicrosoft(untilStopped(graph, signal), { serial, secret: token, made: token, isReplacing }),
        pause: (ms) => pauseOf(ms, signal),
        onStep: (serial, step) => dispatch({ type: 'step', serial, step }),
        onWait: wait,
      }).then(() => dispatch({ type: 'ended' }));
    },
    stop() {
      dispatch({ type: 'stopping' });
      running.current?.abort();
    },
  };
}

async function booksOf(
  api: Session['api'],
  listed: readonly ListedToken[],
): Promise<ReadonlyMap<string, InBooks>> {
  const books = new Map<string, InBooks>();
  for (let from = 0; from < listed.length; from += mostFound) {
    const serials = listed.slice(from, from + mostFound).map(({ serial }) => serial);
    const { items } = await api.call('findTokens', { body: { serials } });
    for (const one of items) books.set(one.serial, one.books);
  }
  return books;
}

async function devicesBy(graph: ReturnType<typeof ownGraph>) {
  const [access, { allDevices }] = await Promise.all([graph(), import('../../graph/devices.ts')]);
  return allDevices(access);
}
