import type { PracticeState } from '../practice-state.ts';

let shown = '';

/** The switches at Microsoft, as they stand. */
export function showSwitches(
  switches: PracticeState['switches'],
  turn: (name: string, on: boolean) => void,
): void {
  const mark = JSON.stringify(switches);
  if (mark === shown) return;
  const list = document.getElementById('switches');
  if (shown === '') list?.replaceChildren(...switches.map(({ name, label }) => lineOf(name, label, turn)));
  shown = mark;
  for (const { name, isOn } of switches) {
    const box = document.getElementById(`switch-${name}`) as HTMLInputElement;
    box.checked = isOn;
  }
}

function lineOf(name: string, label: string, turn: (name: string, on: boolean) => void): HTMLElement {
  const line = document.createElement('label');
  line.className = 'tick';
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.id = `switch-${name}`;
  box.addEventListener('change', () => turn(name, box.checked));
  line.append(box, label);
  return line;
}
