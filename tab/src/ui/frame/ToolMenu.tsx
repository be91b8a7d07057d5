import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { useAllStrings } from '../../words/words.tsx';
import type { Tool } from './tool.ts';

/** The one menu of a page or a step: comes only where it is needed. */
export function ToolMenu(props: {
  readonly tools: readonly Tool[];
  /** Instead of “More”. */
  readonly text?: string;
  readonly isQuiet?: boolean;
}) {
  const { more } = useAllStrings().orders;
  const { tools, text = more, isQuiet = false } = props;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton size="large" {...(isQuiet && { appearance: 'subtle' as const })}>
          {text}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList className="tool-menu">
          {tools.map(({ text: item, hint, shortcut, isDisabled = false, onPress }) => (
            <MenuItem
              key={item}
              disabled={isDisabled}
              title={hint}
              onClick={onPress}
              aria-keyshortcuts={shortcut?.toLowerCase()}
              secondaryContent={shortcut === undefined ? null : <kbd>{shortcut}</kbd>}
            >
              {item}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
