import { Tab, TabList } from '@fluentui/react-components';
import { may } from '@token-desk/contract/rights';
import { Suspense, useEffect } from 'react';
import { type Place, parsePlace, queuePlace } from '../../places/places.ts';
import { goTo, usePlace } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import { laterPart } from '../../ui/later-part.tsx';
import { useStrings } from '../../words/words.tsx';
import { isGone } from '../burners/desk-state.ts';

const AccountMenu = laterPart(() => import('./AccountMenu.tsx').then((m) => m.AccountMenu));

/** The tab under which a place stands. */
const parentOf: Readonly<Record<Place['view'], string>> = {
  queue: 'queue',
  request: 'queue',
  burn: 'queue',
  arrivals: 'queue',
  call: 'queue',
  run: 'queue',
  configure: 'queue',
  tokens: 'tokens',
  load: 'load',
  factory: 'load',
  'add-tokens': 'tokens',
  statement: 'tokens',
  burners: 'burners',
  audit: 'audit',
  reports: 'reports',
  privacy: 'privacy',
  needs: 'needs',
  differences: 'tokens',
  enforce: 'enforce',
  task: 'queue',
  unheard: 'queue',
  slips: 'queue',
  organisation: 'organisation',
  approval: 'organisation',
  'set-up': 'set-up',
};

export function TopBar() {
  const strings = useStrings();
  const { me, account } = useSession();
  const place = usePlace();
  const selected = parentOf[place.view];
  // on a narrow screen the pages scroll sideways: the one that is open stays in sight
  // biome-ignore lint/correctness/useExhaustiveDependencies: `selected` moves it
  useEffect(() => {
    document
      .querySelector('.top [role=tab][aria-selected=true]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  const mayAudit = may('audit', me.roles);
  return (
    <header className="top">
      <strong className="top-name">{strings.product}</strong>
      <nav aria-label={strings.nav.label}>
        <TabList
          selectedValue={selected}
          onTabSelect={(_, { value }) =>
            goTo(value === 'queue' ? queuePlace : parsePlace(`#/${String(value)}`))
          }
        >
          <Tab value="queue">{strings.nav.queue}</Tab>
          <Tab value="tokens">{strings.nav.tokens}</Tab>
          {may('load', me.roles) && <Tab value="load">{strings.nav.load}</Tab>}
          {may('enforce', me.roles) && <Tab value="enforce">{strings.nav.enforce}</Tab>}
          <Tab value="burners">{strings.nav.burners}</Tab>
          {mayAudit && <Tab value="audit">{strings.nav.audit}</Tab>}
          <Tab value="reports">{strings.nav.reports}</Tab>
          {mayAudit && <Tab value="privacy">{strings.nav.privacy}</Tab>}
          {may('see-needs', me.roles) && <Tab value="needs">{strings.nav.needs}</Tab>}
          {may('keep-organisation', me.roles) && <Tab value="organisation">{strings.nav.organisation}</Tab>}
          {may('check-tenant', me.roles) && <Tab value="set-up">{strings.nav.setUp}</Tab>}
        </TabList>
      </nav>
      <DeskPill />
      {account !== null && (
        <Suspense>
          <AccountMenu account={account} name={me.person.name} />
        </Suspense>
      )}
    </header>
  );
}

/** The desk of this PC in one look: word and shape. */
function DeskPill() {
  const { shell } = useStrings();
  const { burners, deskId, isAway } = useSession();
  const desk = burners.find(({ id }) => id === deskId);
  const isReady = !isAway && desk?.online === true && desk.readers.length > 0;
  const text =
    desk === undefined
      ? shell.noDesk
      : isAway
        ? shell.deskUnknown(desk.name)
        : isGone(desk)
          ? shell.deskRevoked(desk.name)
          : !desk.online
            ? shell.deskOffline(desk.name)
            : isReady
              ? shell.deskReady(desk.name)
              : shell.deskNoReader(desk.name);
  return (
    <a className="desk-pill" href="#/burners">
      <span className={isReady ? 'dot dot-ready' : 'dot'} aria-hidden="true" />
      <span className="desk-pill-text">{text}</span>
    </a>
  );
}
