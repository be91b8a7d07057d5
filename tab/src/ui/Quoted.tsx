import { createContext, Fragment, useContext } from 'react';
import type { PageVoice } from '../flow/page-languages.ts';

const PageVoiceContext = createContext<PageVoice | null>(null);
/** Above what quotes Microsoft's page; without it the words stay as they are written. */
export const PageVoiceProvider = PageVoiceContext.Provider;

/** Shows the words that stand on Microsoft's page (between “ ” or „ “) in bold, as people look for them. */
export function Quoted({ text }: { readonly text: string }) {
  const voice = useContext(PageVoiceContext);
  const parts = text.split(/(“[^”]+”|„[^“]+“)/);
  return parts.map((part, at) => {
    const isQuote = at % 2 === 1;
    const words = part.slice(1, -1);
    const said = voice?.say(words) ?? words;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <Fragment key={at}>
        {isQuote ? <b {...(said === words ? {} : { lang: voice?.lang })}>{said}</b> : part}
      </Fragment>
    );
  });
}
