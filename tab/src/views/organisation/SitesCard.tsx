import { Badge, Button } from '@fluentui/react-components';
import type { Site } from '@token-desk/contract/organisation';
import { counterIn } from '@token-desk/contract/words/hours';
import { useState } from 'react';
import { withSite } from '../../flow/organisation.ts';
import { useAllStrings } from '../../words/words.tsx';
import type { PartProps } from './part-props.ts';
import { SiteForm } from './SiteForm.tsx';

/** Every site with its counter; one at a time is changed. */
export function SitesCard(props: PartProps) {
  const { organisation: words } = useAllStrings();
  const { organisation, save } = props;
  /** A name, or null for a new one. */
  const [edited, setEdited] = useState<{ readonly name: string | null } | null>(null);
  const formOf = (name: string | null, site: Site | null) => (
    <SiteForm
      key={name ?? ''}
      {...props}
      site={site}
      onCancel={() => setEdited(null)}
      onSave={async (changed) => {
        const isSaved = await save(withSite(organisation, name, changed));
        if (isSaved) setEdited(null);
        return isSaved;
      }}
    />
  );
  return (
    <section className="card" aria-label={words.sites}>
      <h2>{words.sites}</h2>
      {organisation.sites.length === 0 && <p>{words.noSites}</p>}
      <ul className="plain-list sites">
        {organisation.sites.map((site) => (
          <li key={site.name}>
            {edited?.name === site.name ? (
              formOf(site.name, site)
            ) : (
              <SiteLine site={site} onEdit={() => setEdited({ name: site.name })} />
            )}
          </li>
        ))}
      </ul>
      {edited !== null && edited.name === null ? (
        formOf(null, null)
      ) : (
        <div className="button-row">
          <Button size="large" onClick={() => setEdited({ name: null })}>
            {words.addSite}
          </Button>
          <span className="quiet" role="status">
            {props.isSaved ? words.saved : ''}
          </span>
        </div>
      )}
    </section>
  );
}

function SiteLine({ site, onEdit }: { readonly site: Site; onEdit(): void }) {
  const { organisation: words, locale } = useAllStrings();
  const { name, isOpen } = site;
  return (
    <div className="site-line">
      <div>
        <strong>{name}</strong> {!isOpen && <Badge appearance="outline">{words.closed}</Badge>}
        <p className="quiet">{counterIn(locale, site) ?? words.noCounter}</p>
      </div>
      <Button aria-label={words.edit(name)} onClick={onEdit}>
        {words.change}
      </Button>
    </div>
  );
}
