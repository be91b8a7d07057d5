import { Button } from '@fluentui/react-components';
import type { Person } from '@token-desk/contract/ids';
import { useEffect, useState } from 'react';
import { lastAtMicrosoft, signedOut, wasAtMicrosoft } from '../../../kept/last-person.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { givenName } from '../given-name.ts';

/** Before the next person's code: the last one is still signed in at Microsoft on this PC. */
export function SignOutReminder({ subject }: { readonly subject: Person }) {
  const { arrivals: words } = useAllStrings().work;
  const [last, setLast] = useState(() => {
    const before = lastAtMicrosoft();
    return before !== null && before.id !== subject.id ? before : null;
  });
  useEffect(() => {
    if (last === null) wasAtMicrosoft(subject);
  }, [last, subject]);
  if (last === null) return null;
  return (
    <Notice title={words.signOutTitle(givenName(last))} text={words.signOutText(givenName(subject))}>
      <Button
        size="large"
        onClick={() => {
          signedOut();
          setLast(null);
        }}
      >
        {words.signOutDone}
      </Button>
    </Notice>
  );
}
