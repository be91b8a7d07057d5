import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WholeDesk } from '../whole/whole-desk.ts';
import { filesIn, findings, type Haystack, type Needle } from './canary.ts';

/** Everything this process prints from now on. */
function listenToOutput(): { readonly text: () => string; stop(): void } {
  const parts: string[] = [];
  const streams = [process.stdout, process.stderr];
  const before = streams.map((stream) => stream.write);
  for (const [at, stream] of streams.entries()) {
    stream.write = ((...values: Parameters<typeof stream.write>) => {
      parts.push(String(values[0]));
      return before[at]!.apply(stream, values);
    }) as typeof stream.write;
  }
  return {
    text: () => parts.join(''),
    stop: () => {
      for (const [at, stream] of streams.entries()) stream.write = before[at]!;
    },
  };
}

/** Everything that a whole desk logs, keeps and sends, to be searched. */
export class CanaryWatch {
  readonly #whole: WholeDesk;
  readonly #output = listenToOutput();

  constructor(whole: WholeDesk) {
    this.#whole = whole;
  }

  stop(): void {
    this.#output.stop();
  }

  async rows(): Promise<Haystack[]> {
    const { db } = this.#whole.deps.store;
    const found: Haystack[] = [];
    for (const { name } of await db.introspection.getTables()) {
      const all: Record<string, unknown>[] = await db
        .selectFrom(name as never)
        .selectAll()
        .execute();
      for (const row of all)
        for (const [column, value] of Object.entries(row)) {
          const bytes = value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
          found.push({ where: `row ${name}.${column}`, bytes });
        }
    }
    return found;
  }

  /** All that the bot and the desk have logged or kept. */
  async kept(): Promise<{ lines: Haystack[]; rows: Haystack[]; files: Haystack[] }> {
    const { botLog, deskLog, folder } = this.#whole;
    // One line per haystack, so that a finding names it; and as files, like those of a real service.
    mkdirSync(join(folder, 'logs'), { recursive: true });
    writeFileSync(join(folder, 'logs', 'bot.log'), botLog.join(''));
    writeFileSync(join(folder, 'logs', 'desk.log'), deskLog.join('\n'));
    const lines = [...botLog, ...deskLog, ...this.#output.text().split('\n')];
    return {
      lines: lines.map((line, at) => ({ where: `log line ${at}`, bytes: Buffer.from(line) })),
      rows: await this.rows(),
      files: filesIn(folder),
    };
  }

  bodies(): Haystack[] {
    const { front, toEntra, toConnector } = this.#whole;
    return [front, toEntra, toConnector].flatMap(({ messages }) =>
      messages.map(({ head, body }) => ({
        where: `${head.split('\r\n')[0]}`,
        bytes: Buffer.concat([Buffer.from(`${head}\n\n`), body]),
      })),
    );
  }

  frames(): Haystack[] {
    return this.#whole.front.frames.map(({ direction, payload }) => ({
      where: `frame ${direction} ${/"type":"([a-z-]+)"/.exec(payload.toString())?.[1] ?? '(control)'}`,
      bytes: payload,
    }));
  }

  async search(needles: readonly Needle[]): Promise<string[]> {
    const { lines, rows, files } = await this.kept();
    const { front, toEntra, toConnector } = this.#whole;
    const wires = [front, toEntra, toConnector].map(({ bytes }, at) => ({ where: `wire ${at}`, bytes }));
    return findings([...lines, ...rows, ...files, ...this.bodies(), ...this.frames(), ...wires], needles);
  }
}
