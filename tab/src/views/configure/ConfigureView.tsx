import { Select } from '@fluentui/react-components';
import { useEffect, useId, useState } from 'react';
import { formatPlace, queuePlace } from '../../places/places.ts';
import { useSession } from '../../server/session.ts';
import { offerChannelTab } from '../../teams.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

/** Shown by Teams when somebody adds the tab to a channel: whose queue it shows there. */
export function ConfigureView() {
  const { configure: words } = useAllStrings().work;
  const { me } = useSession();
  const [site, setSite] = useState('');
  const id = useId();
  const [canSave, setCanSave] = useState(true);
  useEffect(() => {
    const page = `${location.origin}${location.pathname}`;
    const contentUrl = `${page}${formatPlace({ ...queuePlace, site })}`;
    setCanSave(offerChannelTab({ contentUrl, name: words.name(site) }));
  }, [site, words]);
  return (
    <PageFrame layout="text" title={words.title} lead={words.text}>
      {!canSave && <Notice title={words.elsewhereTitle} text={words.elsewhereText} />}
      <div className="field">
        <label htmlFor={id}>{words.site}</label>
        <Select id={id} size="large" value={site} onChange={(_, { value }) => setSite(value)}>
          <option value="">{words.anySite}</option>
          {me.sites.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </div>
    </PageFrame>
  );
}
