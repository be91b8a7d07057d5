/**
 * What this window keeps over a reload, and no other window and no other day: ids and names, never a secret. Where
 * storage is forbidden it lasts as long as the page.
 */
export function loadKept<T>(key: string, isKept: (found: unknown) => found is T): T | null {
  try {
    const text = sessionStorage.getItem(key);
    const found: unknown = text === null ? null : JSON.parse(text);
    return isKept(found) ? found : null;
  } catch {
    return null; // storage forbidden, or not ours
  }
}

export function saveKept(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // storage forbidden: it lasts as long as the page
  }
}
