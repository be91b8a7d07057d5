import type { Frame } from 'playwright-core';

/**
 * From now on counts what a person presses in the tab: clicks, and keys outside typed text. Digits are typed text where
 * the six boxes wait for them. What only a program dispatches is not counted. Answers how many there were so far.
 */
export async function countPresses(tab: Frame): Promise<() => Promise<number>> {
  // as text: what the test's compiler adds to functions is not there in the page
  await tab.evaluate(`
    window.presses = 0;
    const isField = (one) => one instanceof HTMLTextAreaElement || (one instanceof HTMLInputElement && one.type === 'text');
    const isTyped = ({ key, target, ctrlKey, metaKey }) =>
      key.length === 1 && !ctrlKey && !metaKey && (isField(target) || (/^\\d$/.test(key) && document.querySelector('.boxes') !== null));
    addEventListener('pointerdown', ({ isTrusted }) => { if (isTrusted) window.presses += 1; }, true);
    addEventListener('keydown', (event) => {
      const isModifier = ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key);
      if (event.isTrusted && !event.repeat && !isModifier && !isTyped(event)) window.presses += 1;
    }, true);
  `);
  return () => tab.evaluate<number>('window.presses');
}
