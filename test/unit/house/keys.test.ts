import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const tabSource = join(import.meta.dirname, '../../../tab/src');

describe('keys', () => {
  it('count from the moment a screen can be seen: who is quick loses none', () => {
    const files = readdirSync(tabSource, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.tsx?$/.test(file),
    );
    const listened = files.flatMap((file) => {
      const source = readFileSync(join(tabSource, file), 'utf8');
      return source
        .split("addEventListener('keydown'")
        .slice(0, -1)
        .map((before) => [file, /.*\b(use\w*Effect)\(/s.exec(before)?.[1]] as const);
    });
    assert.ok(listened.length > 5);
    assert.deepEqual(
      listened.filter(([, effect]) => effect !== 'useLayoutEffect'),
      [],
    );
  });
});
