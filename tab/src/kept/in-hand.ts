/**
 * What this page holds that is nowhere else: a secret that was brought in, a sentence begun. It outlives the view that
 * shows it and not the page, so whatever would end the page asks first.
 */
const looks = new Set<() => boolean>();
let isLetGo = false;

export function isHolding(): boolean {
  return [...looks].some((look) => look());
}

/** Somebody was asked, and lets it go with the page. */
export function letGo(): void {
  isLetGo = true;
}

export function tellHolding(look: () => boolean): void {
  looks.add(look);
}

if ('addEventListener' in globalThis)
  addEventListener('beforeunload', (event) => {
    if (isHolding() && !isLetGo) event.preventDefault();
  });
