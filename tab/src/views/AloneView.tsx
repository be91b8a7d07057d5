import { Button, Spinner } from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import {
  type BrowserSignIn,
  beginSignIn,
  finishSignIn,
  readSignInSettings,
  type SignInSettings,
} from '../browser-sign-in.ts';
import { linkedRequest } from '../linked-request.ts';
import { useStrings } from '../strings.tsx';
import type { Host } from '../teams.ts';
import { Notice } from '../ui/Notice.tsx';

type State =
  | { readonly kind: 'looking' | 'teams-only' }
  | { readonly kind: 'signed-out'; readonly settings: SignInSettings; readonly hasFailed: boolean }
  | { readonly kind: 'signed-in'; readonly signIn: BrowserSignIn };

// one look for each load of the page: the code in the address can be used once
let looked: Promise<State> | null = null;

/** The same address without Teams: signs in with Entra, then shows the same pages. */
export function AloneView({ children }: { readonly children: (host: Host) => ReactNode }) {
  const { shell, work } = useStrings();
  const { alone: words } = work;
  const [state, setState] = useState<State>({ kind: 'looking' });
  const [host, setHost] = useState<Host | null>(null);
  useEffect(() => {
    looked ??= look();
    void looked.then((found) => {
      setState(found);
      if (found.kind === 'signed-in') setHost(hostOf(found.signIn));
    });
  }, []);
  if (host !== null) return children(host);
  switch (state.kind) {
    case 'looking':
    case 'signed-in':
      return <Spinner className="page" label={shell.loading} />;
    case 'teams-only':
      return (
        <main className="page page-narrow">
          <h1>{shell.notHostedTitle}</h1>
          <p>{shell.notHostedText}</p>
        </main>
      );
    case 'signed-out':
      return (
        <main className="page page-narrow">
          <h1>{words.signInTitle}</h1>
          <p>{words.signInText}</p>
          {state.hasFailed && <Notice title={words.failedTitle} text={words.failedText} />}
          <Button
            appearance="primary"
            size="large"
            data-main
            autoFocus
            onClick={() => void beginSignIn(state.settings)}
          >
            {words.signIn}
          </Button>
        </main>
      );
  }
}

async function look(): Promise<State> {
  const settings = await readSignInSettings().catch(() => null); // not served: this page is for Teams only
  if (settings === null) return { kind: 'teams-only' };
  try {
    const linked = linkedRequest(undefined);
    if (linked !== null && location.hash === '') location.hash = `#/request/${linked}`;
    const signIn = await finishSignIn(settings);
    return signIn === null
      ? { kind: 'signed-out', settings, hasFailed: false }
      : { kind: 'signed-in', signIn };
  } catch {
    return { kind: 'signed-out', settings, hasFailed: true }; // what Entra said stood on its own page
  }
}

function hostOf(signIn: BrowserSignIn): Host {
  return {
    kind: 'hosted',
    isTeams: false,
    locale: navigator.language,
    theme: 'light',
    linkedRequestId: null,
    onTheme() {}, // the system's theme is followed where the page begins
    accessToken: signIn.accessToken,
  };
}
