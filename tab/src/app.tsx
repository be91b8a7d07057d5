import { FluentProvider, Spinner } from '@fluentui/react-components';
import { type QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import type { LiveEvent } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import type { BurnerView, Me } from '@token-desk/contract/views';
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { chosenDesk, rememberDesk } from './kept/chosen-desk.ts';
import { linkedPlace, type Place } from './places/places.ts';
import { goTo, usePlace } from './places/use-place.ts';
import { type Api, createApi } from './server/api.ts';
import { burnersKey, createCache, followLive } from './server/cache.ts';
import { type Live, openLive } from './server/live.ts';
import { problemOf, type Session, SessionProvider } from './server/session.ts';
import type { Host, Teams, TeamsTheme } from './teams.ts';
import { PageFrame } from './ui/frame/PageFrame.tsx';
import { laterPart } from './ui/later-part.tsx';
import { ProblemNotice } from './ui/Notice.tsx';
import { PartBoundary } from './ui/PartBoundary.tsx';
import { useTheme } from './ui/theme/use-theme.ts';
import { QueueView } from './views/queue/QueueView.tsx';
import { TopBar } from './views/shell/TopBar.tsx';
import { useLanguage, useStrings } from './words/words.tsx';

const RequestView = laterPart(() => import('./views/request/RequestView.tsx').then((m) => m.RequestView));
const WizardView = laterPart(() => import('./views/wizard/WizardView.tsx').then((m) => m.WizardView));
const ArrivalsView = laterPart(() => import('./views/arrivals/ArrivalsView.tsx').then((m) => m.ArrivalsView));
const CallView = laterPart(() => import('./views/call/CallView.tsx').then((m) => m.CallView));
const RunView = laterPart(() => import('./views/run/RunView.tsx').then((m) => m.RunView));
const ConfigureView = laterPart(() =>
  import('./views/configure/ConfigureView.tsx').then((m) => m.ConfigureView),
);
const AloneView = laterPart(() => import('./views/shell/AloneView.tsx').then((m) => m.AloneView));
const SignInEnds = laterPart(() => import('./views/shell/SignInEnds.tsx').then((m) => m.SignInEnds));
const BurnersView = laterPart(() => import('./views/burners/BurnersView.tsx').then((m) => m.BurnersView));
const TokensView = laterPart(() => import('./views/tokens/TokensView.tsx').then((m) => m.TokensView));
const LoadView = laterPart(() => import('./views/load/LoadView.tsx').then((m) => m.LoadView));
const FactoryView = laterPart(() => import('./views/factory/FactoryView.tsx').then((m) => m.FactoryView));
const AddTokensView = laterPart(() =>
  import('./views/add-tokens/AddTokensView.tsx').then((m) => m.AddTokensView),
);
const AuditView = laterPart(() => import('./views/audit/AuditView.tsx').then((m) => m.AuditView));
const StatementView = laterPart(() =>
  import('./views/statement/StatementView.tsx').then((m) => m.StatementView),
);
const ReportsView = laterPart(() => import('./views/reports/ReportsView.tsx').then((m) => m.ReportsView));
const PrivacyView = laterPart(() => import('./views/privacy/PrivacyView.tsx').then((m) => m.PrivacyView));
const NeedsView = laterPart(() => import('./views/needs/NeedsView.tsx').then((m) => m.NeedsView));
const DifferencesView = laterPart(() =>
  import('./views/differences/DifferencesView.tsx').then((m) => m.DifferencesView),
);
const TaskView = laterPart(() => import('./views/tasks/TaskView.tsx').then((m) => m.TaskView));
const SlipsView = laterPart(() => import('./views/slips/SlipsView.tsx').then((m) => m.SlipsView));
const UnheardView = laterPart(() => import('./views/unheard/UnheardView.tsx').then((m) => m.UnheardView));
const EnforceView = laterPart(() => import('./views/enforce/EnforceView.tsx').then((m) => m.EnforceView));
const OrganisationView = laterPart(() =>
  import('./views/organisation/OrganisationView.tsx').then((m) => m.OrganisationView),
);
const ApprovalView = laterPart(() => import('./views/approval/ApprovalView.tsx').then((m) => m.ApprovalView));
const SetUpView = laterPart(() => import('./views/set-up/SetUpView.tsx').then((m) => m.SetUpView));

export function App({ teams }: { readonly teams: Teams }) {
  const [theme, setTheme] = useState<TeamsTheme>(teams.kind === 'hosted' ? teams.theme : systemTheme());
  useEffect(() => {
    if (teams.kind === 'hosted') teams.onTheme(setTheme);
  }, [teams]);
  useEffect(() => (teams.kind === 'hosted' ? undefined : followSystemTheme(setTheme)), [teams]);
  const { all } = useLanguage();
  // nobody should meet a problem whose sentences cannot come any more; where they do not come now, whoever needs them asks again
  useEffect(() => void all().catch(() => {}), [all]);
  const shown = useTheme(theme);
  if (shown === null) return null;
  return (
    <FluentProvider theme={shown.colours} className="app" data-theme={shown.name}>
      <PartBoundary>{teams.kind === 'hosted' ? <SignedIn teams={teams} /> : <Alone />}</PartBoundary>
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
    if (id !== null && location.hash === '') goTo(linkedPlace(id), { replace: true });
  }, [teams]);

  if (connection !== null) return <WithBurners api={api} connection={connection} account={teams.account} />;
  if (problem !== null) {
    return (
      <PageFrame layout="text">
        <ProblemNotice
          problem={problem}
          onRetry={() => {
            setProblem(null);
            setAttempt(attempt + 1);
          }}
        />
      </PageFrame>
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
  const { burners, isAway } = useBurners(cache, api);
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
      isAway,
      deskId,
      chooseDesk(id) {
        rememberDesk(id);
        setDeskId(id);
      },
    }),
    [me, account, api, live, now, burners, isAway, deskId],
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

function useBurners(cache: QueryClient, api: Api): Pick<Session, 'burners' | 'isAway'> {
  const { data, error } = useQuery(
    {
      queryKey: burnersKey,
      // the page that needs a desk says that there is none; the next look tries again
      queryFn: async ({ signal }) => (await api.call('listBurners', { signal })).items,
      meta: { isMovedBy: ({ type }: LiveEvent) => type === 'look' },
    },
    cache,
  );
  return { burners: data ?? noBurners, isAway: error !== null && problemOf(error).code === 'no-answer' };
}

function Page() {
  const place = usePlace();
  return (
    <PartBoundary key={place.view}>
      <PageOf place={place} />
    </PartBoundary>
  );
}

function PageOf({ place }: { readonly place: Place }) {
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
    case 'load':
      return <LoadView />;
    case 'factory':
      return <FactoryView />;
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
    case 'needs':
      return <NeedsView place={place} />;
    case 'enforce':
      return <EnforceView />;
    case 'differences':
      return <DifferencesView place={place} />;
    case 'task':
      return <TaskView key={place.taskId} taskId={place.taskId} />;
    case 'slips':
      return <SlipsView key={place.listId} listId={place.listId} />;
    case 'unheard':
      return <UnheardView />;
    case 'organisation':
      return <OrganisationView />;
    case 'approval':
      return <ApprovalView />;
    case 'set-up':
      return <SetUpView />;
  }
}
