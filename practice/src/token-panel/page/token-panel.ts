import type { TokenState } from '../../teams-host/practice-state.ts';

export type TokenHands = {
  readonly press: (serial: string) => Promise<void>;
  readonly hold: (serial: string) => Promise<void>;
  readonly lift: () => Promise<void>;
};

const blinkMs = 350;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(className: string, label: string): HTMLButtonElement {
  const made = element('button', className, label);
  made.type = 'button';
  return made;
}

/** The drawn token with its drawer. Codes are text on the display, read on demand and never announced. */
export function mountTokenPanel(panel: HTMLElement, hands: TokenHands) {
  let chosen: string | null = null;
  let tokens: readonly TokenState[] = [];

  const picker = element('div', 'drawer');
  picker.setAttribute('role', 'group');
  picker.setAttribute('aria-label', 'Drawer');
  const body = element('div', 'token');
  const power = button('power', '');
  power.setAttribute('aria-label', 'Power button');
  const display = element('output', 'lcd');
  display.setAttribute('aria-live', 'off');
  display.setAttribute('aria-label', 'Display');
  const model = element('span', 'model');
  const serial = element('span', 'serial');
  body.append(power, display, model, serial);
  const row = element('div', 'row center');
  const powerButton = button('', 'Power');
  const reader = button('main', 'Hold to reader');
  row.append(powerButton, reader);
  const line = element('p', 'quiet');
  line.id = 'token-line';
  panel.append(body, row, line, picker);

  const current = () => tokens.find((token) => token.serial === chosen);
  const press = async () => {
    if (chosen === null) return;
    display.textContent = '';
    display.classList.add('blink');
    await Promise.all([hands.press(chosen), new Promise((resolve) => setTimeout(resolve, blinkMs))]);
    display.classList.remove('blink');
    draw();
  };
  for (const each of [power, powerButton]) each.addEventListener('click', () => void press());
  reader.addEventListener('click', () => {
    const token = current();
    if (token !== undefined) void (token.isOnReader ? hands.lift() : hands.hold(token.serial));
  });

  function draw(): void {
    const token = current();
    if (token === undefined) return;
    body.classList.toggle('on-reader', token.isOnReader);
    body.classList.toggle('awake', token.isAwake);
    if (!display.classList.contains('blink')) write(display, displayText(token));
    write(model, token.model);
    write(serial, token.serial);
    write(reader, token.isOnReader ? 'Lift' : 'Hold to reader');
    write(line, lineText(token));
  }

  return {
    show(now: readonly TokenState[]): void {
      if (now.map(({ serial }) => serial).join() !== tokens.map(({ serial }) => serial).join())
        fillDrawer(now);
      tokens = now;
      chosen ??= (now.find(({ isOnReader }) => isOnReader) ?? now[0])?.serial ?? null;
      for (const each of picker.querySelectorAll<HTMLElement>('button'))
        each.setAttribute('aria-pressed', String(each.dataset.serial === chosen));
      draw();
    },
  };

  function fillDrawer(now: readonly TokenState[]): void {
    picker.replaceChildren(
      ...now.map((token) => {
        const choice = button('drawn', `${token.model} …${token.serial.slice(-4)}`);
        choice.dataset.serial = token.serial;
        choice.addEventListener('click', () => {
          chosen = token.serial;
          for (const each of picker.querySelectorAll<HTMLElement>('button'))
            each.setAttribute('aria-pressed', String(each === choice));
          draw();
        });
        return choice;
      }),
    );
  }
}

function write(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

function displayText({ display, code }: TokenState): string {
  if (display === 'code' && code !== null) return `${code.slice(0, 3)} ${code.slice(3)}`;
  return display === 'empty' ? '‒‒‒ ‒‒‒' : '';
}

function lineText({ isAwake, isOnReader, sleepsInSeconds, display }: TokenState): string {
  if (!isAwake) return isOnReader ? 'asleep on the reader: press its button' : 'asleep: press its button';
  const place = isOnReader ? 'on the reader, ' : '';
  if (display === 'written') return `${place}just written: press its button to see its code`;
  const empty = display === 'empty' ? 'holds no secret, ' : '';
  return `${place}${empty}sleeps in ${sleepsInSeconds} s`;
}
