import type { LeftDevice } from '@token-desk/contract/routes/loads';
import { useLeftDevices } from '../../server/use-boxes.ts';
import { useAllStrings } from '../../words/words.tsx';

/** What stands at Microsoft and is no stock, each with the one thing to do about it. */
export function LeftAtMicrosoft() {
  const { atMicrosoft: words } = useAllStrings().load;
  const left = useLeftDevices();
  if (left === null || left.total === 0) return null;
  return (
    <section className="card" aria-labelledby="left-at-microsoft">
      <h2 id="left-at-microsoft">{words.title(left.total)}</h2>
      <p className="quiet">{left.isRead ? words.text : words.byBooks}</p>
      <ul className="run-choice">
        {left.items.map((device) => (
          <li key={device.deviceId}>
            <span className="box-line">
              <code>{device.serial}</code>
              <small className="quiet">{words.why[device.why]}</small>
            </span>
            <a className="own-line" href={placeOf(device)}>
              {words.go[device.why]}
              <span className="sr-only"> {device.serial}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

const placeOf = ({ why, serial }: LeftDevice): string =>
  why === 'unknown' ? '#/factory' : `#/tokens?open=${encodeURIComponent(serial)}`;
