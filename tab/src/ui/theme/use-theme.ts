import { type Theme, teamsLightTheme } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { TeamsTheme } from '../../teams.ts';

type Shown = { readonly name: TeamsTheme; readonly colours: Theme };

/** Nobody looks at three themes: light comes with the first load, another when it is wanted. Null until it is here. */
export function useTheme(wanted: TeamsTheme): Shown | null {
  const [shown, setShown] = useState<Shown | null>(wanted === 'light' ? light : null);
  useEffect(() => {
    let isWanted = true;
    load(wanted).then(
      (theme) => isWanted && setShown(theme),
      // without its colours the page is still better than none
      () => isWanted && setShown(light),
    );
    return () => {
      isWanted = false;
    };
  }, [wanted]);
  return shown;
}

const light: Shown = { name: 'light', colours: teamsLightTheme };

async function load(name: TeamsTheme): Promise<Shown> {
  switch (name) {
    case 'light':
      return light;
    case 'dark':
      return { name, colours: (await import('./theme-dark.ts')).teamsDarkTheme };
    case 'contrast':
      return { name, colours: (await import('./theme-contrast.ts')).teamsHighContrastTheme };
  }
}
