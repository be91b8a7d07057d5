import { useAllStrings } from '../words/words.tsx';
import './drawn-token.css';

/** A token as it looks; its display stays empty, because the desk cannot see it. */
export function DrawnToken({ model, serial }: { readonly model: string; readonly serial: string }) {
  const { reader } = useAllStrings();
  return (
    <div className="token" role="img" aria-label={reader.drawn(model, serial)}>
      <span className="token-button" />
      <span className="token-display">
        {[0, 1, 2, 3, 4, 5].map((at) => (
          <i key={at} className={at === 3 ? 'token-gap' : undefined} />
        ))}
      </span>
      <span className="token-print">
        <b>{model}</b>
        <code>{serial}</code>
      </span>
    </div>
  );
}
