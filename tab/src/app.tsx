import { FluentProvider, Spinner } from '@fluentui/react-components';
import { type QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import type { BurnerView, LiveEvent, Me } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { chosenDesk, rememberDesk } from './kept/chosen-desk.ts';
import { goTo, usePlace } from './places/use-place.ts';
import { type Api, createApi } from './server/api.ts';
import { burnersKey, createCache, followLive } from './server/cache.ts';
import { type Live, openLive } from './server/live.ts';
import { problemOf, type Session, SessionProvider } from './server/session.ts';
import type { Host, Teams, TeamsTheme } from './teams.ts';
import { ProblemNotice } from './ui/Notice.tsx';
import { useTheme } from './ui/use-theme.ts';
import { QueueView } from './views/queue/QueueView.tsx';
import { TopBar } from './views/shell/TopBar.tsx';
import { useStrings } from './words/words.tsx';

const RequestView = lazy(() =>
  import('./views/request/RequestView.tsx').then((m) => ({ default: m.RequestView })),
);
const WizardView = lazy(() =>
  import('./views/wizard/WizardView.tsx').then((m) => ({ default: m.WizardView })),
);
const ArrivalsView = lazy(() =>
  import('./views/arrivals/ArrivalsView.tsx').then((m) => ({ default: m.ArrivalsView })),
);
const CallView = lazy(() => import('./views/call/CallView.tsx').then((m) => ({ default: m.CallView })));
const RunView = lazy(() => import('./views/run/RunView.tsx').then((m) => ({ default: m.RunView })));
const ConfigureView = lazy(() =>
  import('./views/configure/ConfigureView.tsx').then((m) => ({ default: m.ConfigureView })),
);
const AloneView = lazy(() => import('./views/shell/AloneView.tsx').then((m) => ({ default: m.AloneView })));
const SignInEnds = lazy(() =>
  import('./views/shell/SignInEnds.tsx').then((m) => ({ default: m.SignInEnds })),
);
const BurnersView = lazy(() =>
  import('./views/burners/BurnersView.tsx').then((m) => ({ default: m.BurnersView })),
);
const TokensView = lazy(() =>
  import('./views/tokens/TokensView.tsx').then((m) => ({ default: m.TokensView })),
);
const AddTokensView = lazy(() =>
  import('./views/add-tokens/AddTokensView.tsx').then((m) => ({ default: m.AddTokensView })),
);
const AuditView = lazy(() => import('./views/audit/AuditView.tsx').then((m) => ({ default: m.AuditView })));
const StatementView = lazy(() =>
  import('./views/statement/StatementView.tsx').then((m) => ({ default: m.StatementView })),
);
const ReportsView = lazy(() =>
  import('./views/reports/ReportsView.tsx').then((m) => ({ default: m.ReportsView })),
);
const PrivacyView = lazy(() =>
  import('./views/privacy/PrivacyView.tsx').then((m) => ({ default: m.PrivacyView })),
);

export function App({ teams }: { readonly teams: Teams }) {
  const [theme, setTheme] = useState<TeamsTheme>(teams.kind === 'hosted' ? teams.theme : systemTheme());
  useEffect(() => {
    if (teams.kind === 'hosted') teams.onTheme(setTheme);
  }, [teams]);
  useEffect(() => (teams.kind === 'hosted' ? undefined : followSystemTheme(setTheme)), [teams]);
  const shown = useTheme(theme);
  if (shown === null) return null;
  return (
    <FluentProvider theme={shown.colours} className="app" data-theme={shown.name}>
      {teams.kind === 'hosted' ? <SignedIn teams={teams} /> : <Alone />}
    </FluentProvider>
  );
}

const darkQuery = '(prefers-color-scheme: dark)';
const contrastQuery = '(forced-colors: active)';

function systemTheme(): TeamsTheme {
  if (matchMedia(contrastQuery).matches) return 'contrast';
  return matchMedia(darkQuery).matches ? 'dark' : 'light';
}

function followSystemTheme(onTheme: (theme: TeamsTheme) => void): () => void {
  const listening = new AbortController();
  for (const query of [darkQuery, contrastQuery])
    matchMedia(query).addEventListener('change', () => onTheme(systemTheme()), { signal: listening.signal });
  return () => listening.abort();
}

/** Without Teams: the same pages after a sign-in with Entra. */
function Alone() {
  return (
    <Suspense fallback={<Spinner className="page" />}>
      <AloneView>{(host) => <SignedIn teams={host} />}</AloneView>
    </Suspense>
  );
}

type Connection = { readonly me: Me; readonly offsetMs: number; readonly live: Live };

function SignedIn({ teams }: { readonly teams: Host }) {
  const strings = useStrings();
  const api = useMemo(() => createApi(teams.accessToken), [teams]);
  const [connection, setConnection] = useState<Connection | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks again
  useEffect(() => {
    const aborting = new AbortController();
    api.call('me', { signal: aborting.signal }).then(
      (me) => setConnection({ me, offsetMs: me.now - Date.now(), live: openLive(api) }),
      (error: unknown) => {
        if (!aborting.signal.aborted) setProblem(problemOf(error));
      },
    );
    return () => aborting.abort();
  }, [api, attempt]);
  useEffect(() => () => connection?.live.close(), [connection]);
  useEffect(() => {
    const id = teams.linkedRequestId;
    if (id !== null && location.hash === '') goTo({ view: 'request', requestId: id }, { replace: true });
  }, [teams]);

  if (connection !== null) return <WithBurners api={api} connection={connection} account={teams.account} />;
  if (problem !== null) {
    return (
      <main className="page page-narrow">
        <ProblemNotice
          problem={problem}
          onRetry={() => {
            setProblem(null);
            setAttempt(attempt + 1);
          }}
        />
      </main>
    );
  }
  return <Spinner className="page" label={strings.shell.loading} />;
}

function WithBurners({
  api,
  connection,
  account,
}: {
  readonly api: Api;
  readonly connection: Connection;
  readonly account: Host['account'];
}) {
  const { me, live, offsetMs } = connection;
  const cache = useMemo(createCache, []);
  useEffect(() => followLive(cache, live), [cache, live]);
  const burners = useBurners(cache, api);
  const [deskId, setDeskId] = useState(chosenDesk);
  const now = useCallback(() => Date.now() + offsetMs, [offsetMs]);
  const session: Session = useMemo(
    () => ({
      me,
      account,
      api,
      live,
      now,
      burners,
      deskId,
      chooseDesk(id) {
        rememberDesk(id);
        setDeskId(id);
      },
    }),
    [me, account, api, live, now, burners, deskId],
  );
  return (
    <QueryClientProvider client={cache}>
      <SessionProvider value={session}>
        <TopBar />
        {account !== null && (
          <Suspense>
            <SignInEnds account={account} />
          </Suspense>
        )}
        <Suspense fallback={<Spinner className="page" />}>
          <Page />
        </Suspense>
      </SessionProvider>
    </QueryClientProvider>
  );
}

const noBurners: readonly BurnerView[] = [];

function useBurners(cache: QueryClient, api: Api): readonly BurnerView[] {
  const { data } = useQuery(
    {
      queryKey: burnersKey,
      // the page that needs a desk says that there is none; the next look tries again
      queryFn: async ({ signal }) => (await api.call('listBurners', { signal })).items,
      meta: { isMovedBy: ({ type }: LiveEvent) => type === 'look' },
    },
    cache,
  );
  return data ?? noBurners;
}

function Page() {
  const place = usePlace();
  switch (place.view) {
    case 'queue':
      return <QueueView place={place} />;
    case 'request':
      return <RequestView key={place.requestId} requestId={place.requestId} />;
    case 'burn':
      return <WizardView key={place.requestId} requestId={place.requestId} after={place.after ?? 'queue'} />;
    case 'arrivals':
      return <ArrivalsView q={place.q} />;
    case 'call':
      return <CallView q={place.q} />;
    case 'run':
      return <RunView />;
    case 'configure':
      return <ConfigureView />;
    case 'tokens':
      return <TokensView place={place} />;
    case 'add-tokens':
      return <AddTokensView />;
    case 'statement':
      return <StatementView key={place.serial} serial={place.serial} />;
    case 'burners':
      return <BurnersView />;
    case 'audit':
      return <AuditView place={place} />;
    case 'reports':
      return <ReportsView place={place} />;
    case 'privacy':
      return <PrivacyView />;
  }
}
