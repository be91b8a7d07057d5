import type { PracticeState } from '../practice-state.ts';

let shown = '';

/** Whom the tab can be opened as, and who it is now. */
export function showPeople(people: PracticeState['tabPeople'], who: string): void {
  const select = document.getElementById('tab-who') as HTMLSelectElement;
  const mark = JSON.stringify(people);
  if (mark !== shown) {
    shown = mark;
    select.replaceChildren(...people.map((one) => new Option(`${one.name}, ${one.role}`, one.who)));
  }
  if (select.value !== who) select.value = who;
}
