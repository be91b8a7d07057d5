import { Button, Select } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { type PageLanguage, pageAddress, pageLanguages } from '../../../flow/page-languages.ts';
import { useSession } from '../../../server/session.ts';
import { useAllStrings } from '../../../words/words.tsx';

/** Which language Microsoft's page is in, and the link that forces it. */
export function PageLanguageChoice(props: {
  readonly given: string;
  readonly language: PageLanguage;
  onChoose(code: string): void;
}) {
  const { given, language, onChoose } = props;
  const { page: words } = useAllStrings().capture;
  const { me } = useSession();
  const id = useId();
  const [isCopied, setIsCopied] = useState(false);
  const address = pageAddress(me.securityInfoUrl, language);
  return (
    <div className="page-language">
      <label htmlFor={id}>{words.language}</label>
      <Select
        id={id}
        value={language.code}
        onChange={(_, { value }) => {
          setIsCopied(false);
          onChoose(value);
        }}
      >
        {pageLanguages.map(({ code, name }) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </Select>
      <Button
        size="large"
        onClick={() =>
          void navigator.clipboard.writeText(address).then(
            () => setIsCopied(true),
            () => {}, // the link beside it says the same
          )
        }
      >
        {isCopied ? `✓ ${words.copied}` : words.copy}
      </Button>
      <p className="quiet">
        {words.where(given)}{' '}
        <a href={address} target="_blank" rel="noreferrer">
          {words.open(language.name)}
        </a>
      </p>
    </div>
  );
}
