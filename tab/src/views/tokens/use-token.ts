import type { Problem } from '@token-desk/contract/problem';
import type { TokenCommand, TokenDetail } from '@token-desk/contract/token-record';
import { useCallback, useEffect, useState } from 'react';
import { problemOf, useLive, useSession } from '../../session.ts';

export type FollowedToken = {
  readonly token: TokenDetail | null;
  /** The books do not have this serial. */
  readonly isUnknown: boolean;
  readonly problem: Problem | null;
  read(): void;
  /** True when the server did it; a refusal stands in `problem`. */
  order(command: TokenCommand): Promise<boolean>;
};

/** One token as the books have it now. */
export function useToken(serial: string): FollowedToken {
  const { api } = useSession();
  const [token, setToken] = useState<TokenDetail | null>(null);
  const [isUnknown, setIsUnknown] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = useCallback(() => {
    api.call('getToken', { params: { serial } }).then(
      (found) => {
        setToken(found);
        setIsUnknown(false);
      },
      (error: unknown) => {
        const why = problemOf(error);
        if (why.code === 'token-not-in-books') setIsUnknown(true);
        else setProblem(why);
      },
    );
  }, [api, serial]);
  useEffect(read, [read]);
  useLive((hint) => {
    if (hint.type === 'look' || hint.type === 'request') read();
    if (hint.type === 'job' && hint.job.offer.serial === serial && hint.job.state === 'done') read();
  });
  const order = async (body: TokenCommand) => {
    setProblem(null);
    try {
      setToken(await api.call('commandToken', { params: { serial }, body }));
      setIsUnknown(false);
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    }
  };
  return { token, isUnknown, problem, read, order };
}
