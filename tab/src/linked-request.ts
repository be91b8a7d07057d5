const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** The request a link names: Teams hands it over as a page below the tab, a plain link as `?request=`. */
export function linkedRequest(subPageId: string | undefined, search = location.search): string | null {
  const named = subPageId || new URLSearchParams(search).get('request');
  return named !== null && idPattern.test(named) ? named : null;
}
