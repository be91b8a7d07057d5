import { Button, Input } from '@fluentui/react-components';
import { longest } from '@token-desk/contract/lengths';
import { useId, useState } from 'react';
import { removeView, savedViewsOf, saveView } from '../../kept/kept-views.ts';
import { useSession } from '../../server/session.ts';
import { useAllStrings } from '../../words/words.tsx';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { FilterSelect } from './FilterSelect.tsx';

/** A page's list as somebody wants to see it again, kept in their browser: chosen, saved and deleted here. */
export function SavedViews(props: {
  readonly page: string;
  /** The address of what is shown now, and whether it differs from the page as it comes. */
  readonly hash: string;
  readonly isPlain: boolean;
}) {
  const { page, hash, isPlain } = props;
  const { views: words } = useAllStrings().many;
  const { person } = useSession().me;
  const [views, setViews] = useState(() => savedViewsOf(person.id, page));
  const [name, setName] = useState<string | null>(null);
  const id = useId();
  const shown = views.find((view) => view.hash === hash)?.name ?? null;
  if (views.length === 0 && isPlain) return null;
  const said = name?.trim() ?? '';
  return (
    <>
      {views.length > 0 && (
        <FilterSelect
          label={words.label}
          any={words.none}
          value={shown}
          options={views.map((view) => [view.name, view.name])}
          onFilter={(chosen) => {
            const view = views.find((one) => one.name === chosen);
            location.hash = view?.hash ?? `#/${page}`;
          }}
        />
      )}
      {shown !== null && (
        <Button onClick={() => setViews(removeView(person.id, page, shown))}>{words.remove}</Button>
      )}
      {shown === null && !isPlain && <Button onClick={() => setName('')}>{words.save} …</Button>}
      {name !== null && (
        <ConfirmDialog
          title={words.save}
          goText={words.saveGo}
          stayText={words.stay}
          isGoDisabled={said === ''}
          onStay={() => setName(null)}
          onGo={() => {
            setViews(saveView(person.id, page, { name: said, hash }));
            setName(null);
          }}
        >
          <div className="field">
            <label htmlFor={id}>{words.name}</label>
            <Input
              id={id}
              size="large"
              maxLength={longest.viewName}
              value={name}
              onChange={(_, { value }) => setName(value)}
            />
          </div>
          <p>{words.kept}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
