/** A card's JSON has 28 kB at most; so much of it is left to what may grow. */
export const roomBytes = 12 * 1024;

/** As many as fit into the room, and how many are left out. */
export function fitting<T>(
  all: readonly T[],
  bytesOf: (one: T) => number,
  room = roomBytes,
): { readonly shown: readonly T[]; readonly left: number } {
  let used = 0;
  const end = all.findIndex((one) => {
    used += bytesOf(one);
    return used > room;
  });
  const count = end < 0 ? all.length : end;
  return { shown: all.slice(0, count), left: all.length - count };
}

/** A text inside JSON, with the comma that follows it. */
export const textBytes = (text: string): number => new TextEncoder().encode(JSON.stringify(text)).length + 2;
