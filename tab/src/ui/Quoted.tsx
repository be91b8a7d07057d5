import { Fragment } from 'react';

/** Shows the words that stand on Microsoft's page (between “ ” or „ “) in bold, as people look for them. */
export function Quoted({ text }: { readonly text: string }) {
  const parts = text.split(/(“[^”]+”|„[^“]+“)/);
  return parts.map((part, at) => {
    const isQuote = at % 2 === 1;
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
    return <Fragment key={at}>{isQuote ? <b>{part.slice(1, -1)}</b> : part}</Fragment>;
  });
}
