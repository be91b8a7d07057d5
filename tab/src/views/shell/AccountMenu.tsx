import {
  Menu,
  MenuButton,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { useState } from 'react';
import { isHolding, letGo } from '../../kept/in-hand.ts';
import type { Place } from '../../places/places.ts';
import { usePlace } from '../../places/use-place.ts';
import type { BrowserAccount } from '../../sign-in/kept-sign-in.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Initials } from '../../ui/Initials.tsx';
import { useAllStrings } from '../../words/words.tsx';

/** Pages that hold what is nowhere else yet: a secret, a row of tokens, a sentence begun. */
const holding: ReadonlySet<Place['view']> = new Set(['burn', 'run', 'call', 'load', 'factory', 'add-tokens']);

/** Who is signed in without Teams, and out of it. */
export function AccountMenu({ account, name }: { readonly account: BrowserAccount; readonly name: string }) {
  const { alone: words } = useAllStrings().work;
  const place = usePlace();
  const [asked, setAsked] = useState<(() => void) | null>(null);
  const leave = (go: () => void) => (holding.has(place.view) || isHolding() ? setAsked(() => go) : go());
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuButton appearance="subtle" size="large" className="account">
            <span className="account-who">
              <Initials name={name} />
              <span className="sr-only">{words.account(name)}</span>
              <span className="account-name" aria-hidden="true">
                {name}
              </span>
            </span>
          </MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuGroupHeader className="account-user">{account.userName ?? name}</MenuGroupHeader>
          <MenuList className="account-menu">
            <MenuItem onClick={() => leave(account.changeAccount)}>{words.change}</MenuItem>
            <MenuItem onClick={() => leave(account.signOut)}>{words.signOut}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {asked !== null && (
        <ConfirmDialog
          title={words.signOutTitle}
          goText={words.signOutGo}
          stayText={words.signOutStay}
          onStay={() => setAsked(null)}
          onGo={() => {
            letGo();
            asked();
          }}
        >
          {words.signOutText}
        </ConfirmDialog>
      )}
    </>
  );
}
