import { useEffect, useState } from 'react';
import { type PageLanguage, pageLanguageOf } from '../flow/page-languages.ts';
import type { Session } from '../server/session.ts';

const key = 'token-desk.page-language';

/**
 * In which language Microsoft's page stands before the person: theirs by the directory, until somebody says otherwise
 * for this person. Where the directory does not say, as last chosen in this browser, or as this window is.
 */
export function useChosenPageLanguage(
  { api }: Pick<Session, 'api'>,
  requestId: string,
  locale: string,
): readonly [PageLanguage, (code: string) => void] {
  const [chosen, setChosen] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<string | null>(null);
  useEffect(() => {
    api.call('getSubjectLanguage', { params: { requestId } }).then(
      ({ language }) => setTheirs(language),
      () => {}, // then it begins as before
    );
  }, [api, requestId]);
  return [
    pageLanguageOf([chosen, theirs, read(), locale]),
    (code) => {
      setChosen(code);
      try {
        localStorage.setItem(key, code);
      } catch {
        // storage forbidden: remembered until the page closes
      }
    },
  ];
}

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage forbidden
  }
}
