import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type Ports, ports } from './ports.ts';

const marker = z.object({
  v: z.literal(1),
  /** Changes when the practice starts empty, so that browsers forget what they kept of the one before. */
  worldId: z.string(),
  ports: z.nullable(ports),
});
type Marker = z.infer<typeof marker>;

const running = z.object({ pid: z.number(), url: z.string() });

/** Where the practice keeps its data. A folder is emptied only if this program made it. */
export class DataFolder {
  readonly path: string;
  #marker: Marker;

  private constructor(path: string, kept: Marker) {
    this.path = path;
    this.#marker = kept;
  }

  /** Throws when the folder holds something else. */
  static open(path: string): DataFolder {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const known = loadMarker(path);
    if (known === null && readdirSync(path).length > 0)
      throw new Error(`${path} is not empty and was not made by the practice. Choose another with --data.`);
    const folder = new DataFolder(path, known ?? { v: 1, worldId: randomUUID(), ports: null });
    folder.#save();
    return folder;
  }

  get worldId(): string {
    return this.#marker.worldId;
  }

  get ports(): Ports | null {
    return this.#marker.ports;
  }

  set ports(value: Ports) {
    this.#marker = { ...this.#marker, ports: value };
    this.#save();
  }

  /** Forgets everything but the ports. */
  empty(): void {
    for (const name of readdirSync(this.path))
      if (name !== markerName && name !== runningName) rmSync(join(this.path, name), { recursive: true });
    this.#marker = { ...this.#marker, worldId: randomUUID() };
    this.#save();
  }

  /** The address of a practice that runs with this folder now, or null. */
  async runningElsewhere(): Promise<string | null> {
    const parsed = running.safeParse(readJson(join(this.path, runningName)));
    if (!parsed.success || parsed.data.pid === process.pid || !isAlive(parsed.data.pid)) return null;
    try {
      const reply = await fetch(`${parsed.data.url}/practice/alive`, { signal: AbortSignal.timeout(2_000) });
      return (await reply.text()) === this.worldId ? parsed.data.url : null;
    } catch {
      return null; // that process id belongs to another program by now
    }
  }

  markRunning(url: string): void {
    writeFileSync(join(this.path, runningName), JSON.stringify({ pid: process.pid, url }));
  }

  markStopped(): void {
    rmSync(join(this.path, runningName), { force: true });
  }

  #save(): void {
    const path = join(this.path, markerName);
    writeFileSync(`${path}.new`, JSON.stringify(this.#marker));
    renameSync(`${path}.new`, path);
  }
}

const markerName = 'practice.json';
const runningName = 'running.json';

function loadMarker(path: string): Marker | null {
  return marker.safeParse(readJson(join(path, markerName))).data ?? null;
}

function readJson(path: string): unknown {
  try {
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  } catch {
    return undefined; // cut off while it was written: the schema refuses it like any other wrong file
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && Reflect.get(error, 'code') === 'EPERM';
  }
}
