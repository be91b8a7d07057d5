import {
  Button,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { useAllStrings } from '../words/words.tsx';

/** Another way from here than the one next thing. */
export type Way = {
  readonly text: string;
  readonly hint?: string;
  /** The key that does the same without the menu. */
  readonly shortcut?: string;
  onChoose(): void;
};

type Shown = {
  /** Says what leaving leaves. */
  readonly leave?: { readonly text: string; onLeave(): void };
  readonly ways?: readonly Way[];
};

/** The ways out of a step, quieter than the step: leaving is one link, everything else one menu. */
export function Foot({ leave, ways = [] }: Shown) {
  const { foot: words } = useAllStrings();
  return (
    <div className="step-foot">
      {leave !== undefined && (
        <Button appearance="transparent" size="large" className="quiet-link" onClick={leave.onLeave}>
          {leave.text}
        </Button>
      )}
      {ways.length > 0 && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <MenuButton appearance="subtle" size="large">
              {words.ways}
            </MenuButton>
          </MenuTrigger>
          <MenuPopover>
            <MenuList className="step-ways">
              {ways.map(({ text, hint, shortcut, onChoose }) => (
                <MenuItem
                  key={text}
                  title={hint}
                  onClick={onChoose}
                  aria-keyshortcuts={shortcut?.toLowerCase()}
                  secondaryContent={shortcut === undefined ? null : <kbd>{shortcut}</kbd>}
                >
                  {text}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </div>
  );
}
