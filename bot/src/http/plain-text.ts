/**
 * Text that either database stores as it is: PostgreSQL has no NUL in a text, and half a surrogate pair has no UTF-8. Looked
 * at once, where text comes in, so that no use case has to.
 */
export function isPlainText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** True of every text in a parsed JSON value, names included. Walks without recursion: a body may be nested deeply. */
export function hasPlainTexts(value: unknown): boolean {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'string' && !isPlainText(one)) return false;
    if (typeof one !== 'object' || one === null) continue;
    for (const [name, part] of Object.entries(one)) {
      if (!isPlainText(name)) return false;
      waiting.push(part);
    }
  }
  return true;
}
