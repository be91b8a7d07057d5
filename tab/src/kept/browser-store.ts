/** What this browser keeps for good. Where it gives a framed page no storage, it lasts as long as the page. */
const fallback = new Map<string, string>();

export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? fallback.get(key) ?? null;
  } catch {
    return fallback.get(key) ?? null; // storage forbidden
  }
}

export function writeKept(key: string, value: string): void {
  fallback.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // storage forbidden: remembered until the page closes
  }
}
