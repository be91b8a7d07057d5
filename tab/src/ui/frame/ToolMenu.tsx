import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { useAllStrings } from '../../words/words.tsx';
import type { Tool } from './tool.ts';

/** The one menu of a page: comes only where it is needed. */
export function ToolMenu({ tools }: { readonly tools: readonly Tool[] }) {
  const { more } = useAllStrings().orders;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton size="large">{more}</MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList className="tool-menu">
          {tools.map(({ text, isDisabled = false, onPress }) => (
            <MenuItem key={text} disabled={isDisabled} onClick={onPress}>
              {text}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
