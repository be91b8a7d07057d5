import { useEffectEvent, useLayoutEffect } from 'react';

/**
 * Enter is the main button of the step wherever the focus is, unless something there takes Enter itself.
 */
export function useMainKeys(isOn: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isOn || event.key !== 'Enter' || event.defaultPrevented || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || takesEnter(event.target)) return;
    const button = document.querySelector<HTMLButtonElement>('.wizard-middle [data-main]:not(:disabled)');
    if (button === null) return;
    event.preventDefault();
    button.click();
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

function takesEnter(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.form !== null;
  return ['BUTTON', 'A', 'SELECT', 'TEXTAREA'].includes(target.tagName) || target.isContentEditable;
}
