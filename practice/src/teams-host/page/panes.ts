import type { Place } from '../practice-state.ts';

const leftPlaces: readonly Place[] = ['chat', 'channel', 'subject'];
export const isLeft = (place: Place): boolean => leftPlaces.includes(place);

/**
 * Which pane is in front. Wide: the left column shows chat, channel or Microsoft's page, and whoever acts gets
 * the room. Narrow: one pane at a time. The frames behind keep their size, so that nothing in them is lost.
 */
export function showPlace(place: Place): void {
  const { body } = document;
  body.dataset.pane = place;
  body.dataset.wide = isLeft(place) ? 'left' : 'tab';
  if (isLeft(place)) body.dataset.left = place;
  for (const button of document.querySelectorAll<HTMLElement>('[role=tab][data-show]')) {
    const isShown = button.dataset.show === body.dataset.left;
    button.setAttribute('aria-selected', String(isShown));
    button.tabIndex = isShown ? 0 : -1;
  }
  for (const button of document.querySelectorAll<HTMLElement>('.switch [data-show]')) {
    if (button.dataset.show === place) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }
  for (const other of leftPlaces) {
    const frame = document.getElementById(`pane-${other}`);
    if (frame !== null) frame.inert = other !== body.dataset.left;
  }
}

export function listenToPanes(isPlace: (name: string | undefined) => name is Place): void {
  addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-show]') : null;
    if (isPlace(button?.dataset.show)) showPlace(button.dataset.show);
  });
  // Arrow keys move along the tabs, as the tablist pattern asks (WAI-ARIA APG, Tabs).
  document.querySelector('[role=tablist]')?.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || !['ArrowLeft', 'ArrowRight'].includes(event.key)) return;
    const names: readonly string[] = leftPlaces;
    const at = names.indexOf(document.body.dataset.left ?? '');
    const step = event.key === 'ArrowRight' ? 1 : leftPlaces.length - 1;
    const next = leftPlaces[(at + step) % leftPlaces.length];
    if (next === undefined) return;
    showPlace(next);
    document.getElementById(`head-${next}`)?.focus();
  });
}
