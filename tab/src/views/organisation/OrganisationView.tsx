import { Spinner } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import type { Problem } from '@token-desk/contract/problem';
import { may } from '@token-desk/contract/rights';
import type { OrganisationView as Rules } from '@token-desk/contract/routes/organisation';
import { countingIn } from '@token-desk/contract/words/counting';
import { useState } from 'react';
import { isNewer } from '../../flow/organisation.ts';
import { problemOf, useSession } from '../../server/session.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { FactList } from '../../ui/FactList.tsx';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import '../shell/desk.css';
import './organisation.css';
import { KeptCard } from './KeptCard.tsx';
import type { PartProps } from './part-props.ts';
import { QuietCard } from './QuietCard.tsx';
import { ReasonsCard } from './ReasonsCard.tsx';
import { RulesCard } from './RulesCard.tsx';
import { SitesCard } from './SitesCard.tsx';
import { WaitingCard } from './WaitingCard.tsx';

const rulesKey = ['organisation'];

/** Sites, rules, and how long data is kept; each part is saved by itself. */
export function OrganisationView() {
  const { organisation: words, shell } = useAllStrings();
  const { me } = useSession();
  const mayKeep = may('keep-organisation', me.roles);
  const { data, problem, again } = useAnswer(
    rulesKey,
    (api, signal) => api.call('getOrganisation', { signal }),
    { isOn: mayKeep },
  );
  return (
    <PageFrame
      layout="text"
      className="organisation"
      title={words.title}
      lead={mayKeep ? words.text : words.noRole}
    >
      {problem !== null && <ProblemNotice problem={problem} onRetry={again} />}
      {mayKeep && data === null && problem === null && <Spinner label={shell.loading} />}
      {data !== null && <Parts rules={data} onAgain={again} />}
    </PageFrame>
  );
}

type Part = 'sites' | 'reasons' | 'rules' | 'waiting' | 'kept' | 'quiet';
type Said = { readonly part: Part; readonly problem: Problem | null };

function Parts({ rules, onAgain }: { readonly rules: Rules; onAgain(): void }) {
  const { api } = useSession();
  const cache = useQueryClient();
  const [said, setSaid] = useState<Said | null>(null);
  const [saving, setSaving] = useState<Part | null>(null);
  const { organisation } = rules;
  const propsOf = (part: Part): PartProps => ({
    organisation,
    problem: said?.part === part ? said.problem : null,
    isSaved: said?.part === part && said.problem === null,
    isSaving: saving === part,
    onAgain: () => {
      setSaid(null);
      onAgain();
    },
    save: async (changed) => {
      if (saving !== null) return false;
      setSaving(part);
      setSaid(null);
      try {
        const body = { version: rules.version, organisation: changed };
        cache.setQueryData(rulesKey, await api.call('saveOrganisation', { body }));
        setSaid({ part, problem: null });
        return true;
      } catch (error) {
        setSaid({ part, problem: problemOf(error) });
        return false;
      } finally {
        setSaving(null);
      }
    },
  });
  return (
    <>
      <SitesCard {...propsOf('sites')} />
      <ReasonsCard {...propsOf('reasons')} />
      <RulesCard {...propsOf('rules')} />
      <Approval />
      <WaitingCard {...propsOf('waiting')} />
      <KeptCard {...propsOf('kept')} />
      <Channels rules={rules} />
      <QuietCard {...propsOf('quiet')} />
      <Roles roles={rules.roles} />
      <Version release={rules.release} />
    </>
  );
}

function Approval() {
  const { approval: words } = useAllStrings();
  return (
    <section className="card" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p>
        <a className="own-line" href="#/approval">
          {words.link}
        </a>
      </p>
      <p className="quiet">{words.linkText}</p>
    </section>
  );
}

function Channels({ rules: { channels } }: { readonly rules: Rules }) {
  const { organisation: words, locale } = useAllStrings();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
  return (
    <section className="card">
      <h2>{words.channelsTitle}</h2>
      <p>{channels.length === 0 ? words.noChannels : words.channels(channels.length)}</p>
      <ul className="plain-list">
        {channels.map(({ boundAt, topics }) => (
          <li key={boundAt}>
            {words.boundAt(
              day.format(boundAt),
              countingIn(locale).list(topics.map((one) => words.topics[one])),
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who has which app role is Microsoft's to say. */
function Roles({ roles }: Pick<Rules, 'roles'>) {
  const { organisation: words, privacy } = useAllStrings();
  return (
    <section className="card">
      <h2>{words.rolesTitle}</h2>
      <p className="quiet">{roles === null ? words.rolesUnknown : words.rolesText}</p>
      {roles !== null && (
        <FactList facts={roles.map(({ role, people }) => [privacy.roles[role], words.people(people)])} />
      )}
    </section>
  );
}

/** A newer version is known only where a desk has one. */
function Version({ release }: Pick<Rules, 'release'>) {
  const { organisation: words } = useAllStrings();
  const { burners } = useSession();
  const newer = burners.filter(({ version }) => isNewer(version, release));
  return (
    <section className="card">
      <h2>{words.releaseTitle}</h2>
      <p>{words.release(release)}</p>
      {newer.length === 0 && <p className="quiet">{words.noNewer}</p>}
      {newer.map(({ id, name, version }) => (
        <p key={id}>{words.newerAt(name, version)}</p>
      ))}
    </section>
  );
}
