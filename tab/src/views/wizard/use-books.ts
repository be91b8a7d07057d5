import type { TokenView } from '@token-desk/contract/token-record';
import { useEffect, useState } from 'react';
import { useSession } from '../../session.ts';

/** What the books say of a token, read as soon as it lies there, so that nobody waits for it later. */
export type Books = {
  readonly serial: string | null;
  readonly isRead: boolean;
  readonly token: TokenView | null;
};

const nothing: Books = { serial: null, isRead: false, token: null };
/** A token's entry changes seldom; between two steps of one burn it is not asked for again. */
const freshMs = 10_000;
const read = new Map<string, { readonly at: number; readonly token: Promise<TokenView | null> }>();

export function useBooks(serial: string | null): Books {
  const { api } = useSession();
  const [books, setBooks] = useState<Books>(nothing);
  useEffect(() => {
    if (serial === null) return setBooks(nothing);
    let isOn = true;
    const known = read.get(serial);
    const token =
      known !== undefined && Date.now() - known.at < freshMs
        ? known.token
        : // not in the books, or they cannot be read now: the server decides when the job is opened
          api.call('getToken', { params: { serial } }).catch(() => null);
    if (token !== known?.token) read.set(serial, { at: Date.now(), token });
    void token.then((found) => isOn && setBooks({ serial, isRead: true, token: found }));
    return () => {
      isOn = false;
    };
  }, [api, serial]);
  return books;
}

/** Who else has it in use; writing over it would lock that person out. */
export function otherHolder({ token }: Books, subjectId: string): string | null {
  if (token === null || token.holder === null || token.holder.id === subjectId) return null;
  return token.state === 'active' || token.state === 'suspended' ? token.holder.name : null;
}
