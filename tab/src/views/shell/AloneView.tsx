import { Button, Spinner } from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import { linkedRequest } from '../../places/places.ts';
import { arrive, beginSignIn, isSignedOut, signOut } from '../../sign-in/browser-sign-in.ts';
import type { BrowserSignIn } from '../../sign-in/kept-sign-in.ts';
import { readSignInSettings, type SignInSettings } from '../../sign-in/sign-in-request.ts';
import type { Host } from '../../teams.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

type State =
  | { readonly kind: 'looking' | 'leaving' | 'teams-only' }
  | { readonly kind: 'signed-out'; readonly settings: SignInSettings; readonly hasFailed: boolean }
  | { readonly kind: 'signed-in'; readonly host: Host };

// one look for each load of the page: the code in the address can be used once
let looked: Promise<State> | null = null;

/** The same address without Teams: signs in with Entra, then shows the same pages. */
export function AloneView({ children }: { readonly children: (host: Host) => ReactNode }) {
  const { shell, work } = useAllStrings();
  const { alone: words } = work;
  const [state, setState] = useState<State>({ kind: 'looking' });
  useEffect(() => {
    looked ??= look();
    void looked.then(setState);
  }, []);
  switch (state.kind) {
    case 'signed-in':
      return children(state.host);
    case 'looking':
    case 'leaving':
      return <Spinner className="page" label={shell.loading} />;
    case 'teams-only':
      return <PageFrame layout="text" title={shell.notHostedTitle} isTitleQuiet lead={shell.notHostedText} />;
    case 'signed-out':
      return (
        <PageFrame layout="text" title={words.signInTitle} isTitleQuiet lead={words.signInText}>
          {state.hasFailed && <Notice title={words.failedTitle} text={words.failedText} />}
          <Button
            appearance="primary"
            size="large"
            data-main
            autoFocus
            onClick={() => void beginSignIn(state.settings, isSignedOut() ? 'select_account' : null)}
          >
            {words.signIn}
          </Button>
        </PageFrame>
      );
  }
}

async function look(): Promise<State> {
  const settings = await readSignInSettings().catch(() => null); // not served: this page is for Teams only
  if (settings === null) return { kind: 'teams-only' };
  try {
    const linked = linkedRequest(undefined, location.search);
    if (linked !== null && location.hash === '') location.hash = `#/request/${linked}`;
    const found = await arrive(settings);
    if (found.kind === 'signed-in') return { kind: 'signed-in', host: hostOf(found.signIn, settings) };
    if (found.kind === 'ask') return { kind: 'signed-out', settings, hasFailed: false };
    await beginSignIn(settings, 'none');
    return { kind: 'leaving' };
  } catch {
    return { kind: 'signed-out', settings, hasFailed: true }; // what Entra said stood on its own page
  }
}

function hostOf(signIn: BrowserSignIn, settings: SignInSettings): Host {
  return {
    kind: 'hosted',
    account: {
      ...signIn,
      renewByLeaving: () => void beginSignIn(settings, 'none'),
      changeAccount: () => void beginSignIn(settings, 'select_account'),
      signOut: () => signOut(settings),
    },
    locale: navigator.language,
    theme: 'light',
    linkedRequestId: null,
    onTheme() {}, // the system's theme is followed where the page begins
    accessToken: signIn.accessToken,
  };
}
