import {
  Camera24Regular,
  DesktopMac24Regular,
  Image24Regular,
  Keyboard24Regular,
} from '@fluentui/react-icons';
import { type ReactNode, useRef } from 'react';
import { type LiveSource, whyNotLive } from '../../../seed/live-capture.ts';
import { Quoted } from '../../../ui/Quoted.tsx';
import { useAllStrings } from '../../../words/words.tsx';

/** The ways that leave nothing behind come first. What this host or browser does not allow is not offered. */
export function LiveWays({ onLive }: { readonly onLive: (source: LiveSource) => void }) {
  const { capture: words } = useAllStrings();
  if (whyNotLive('screen') !== null && whyNotLive('camera') !== null) return null;
  return (
    <div className="ways">
      {whyNotLive('screen') === null && (
        <Way
          icon={<DesktopMac24Regular aria-hidden="true" />}
          title={words.screen}
          hint={words.screenHint}
          onClick={() => onLive('screen')}
        />
      )}
      {whyNotLive('camera') === null && (
        <Way
          icon={<Camera24Regular aria-hidden="true" />}
          title={words.camera}
          hint={words.cameraHint}
          onClick={() => onLive('camera')}
        />
      )}
    </div>
  );
}

/** The ways that remain, and why others are missing. */
export function OtherWays(props: {
  readonly isTyping: boolean;
  readonly whyNoPaste: string | null;
  onFile(image: File): void;
  onType(): void;
}) {
  const { capture: words, secret } = useAllStrings();
  const file = useRef<HTMLInputElement>(null);
  const screen = whyNotLive('screen');
  const camera = whyNotLive('camera');
  const reasons = [
    ...(screen === null ? [] : [words.why[`screen-${screen}`]]),
    ...(camera === null ? [] : [words.why[`camera-${camera}`]]),
    ...(props.whyNoPaste === null ? [] : [props.whyNoPaste]),
  ];
  return (
    <>
      <div className="ways">
        <Way
          icon={<Image24Regular aria-hidden="true" />}
          title={secret.file}
          hint={secret.fileHint}
          onClick={() => file.current?.click()}
        />
        <Way
          icon={<Keyboard24Regular aria-hidden="true" />}
          title={secret.type}
          hint={secret.typeHint}
          isExpanded={props.isTyping}
          onClick={props.onType}
        />
        <input
          ref={file}
          className="sr-only"
          type="file"
          accept="image/*"
          tabIndex={-1}
          aria-hidden="true"
          onChange={({ target }) => {
            const [image] = target.files ?? [];
            target.value = '';
            if (image !== undefined) props.onFile(image);
          }}
        />
      </div>
      {reasons.length > 0 && (
        <details className="why-not">
          <summary>{words.why.title}</summary>
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Way(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly hint: string;
  readonly isExpanded?: boolean;
  onClick(): void;
}) {
  return (
    <button
      type="button"
      className="card way"
      onClick={props.onClick}
      {...(props.isExpanded === undefined ? {} : { 'aria-expanded': props.isExpanded })}
    >
      {props.icon}
      <span>
        <b>{props.title}</b>
        <small>
          <Quoted text={props.hint} />
        </small>
      </span>
    </button>
  );
}
