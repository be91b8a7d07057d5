import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What Linux says about running processes (`/proc`, proc(5)); empty elsewhere. */
export const hasProc = existsSync('/proc/self/stat');

/** The process and everything it started that still runs. */
export function processTree(rootPid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const fields = statOf(Number(name));
    if (fields === null) continue;
    children.set(fields.parent, [...(children.get(fields.parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  const waiting = [rootPid];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    if (isRunning(pid)) found.push(pid);
    waiting.push(...(children.get(pid) ?? []));
  }
  return found;
}

/** Zombies do not run: they wait for their parent to look. */
export function isRunning(pid: number): boolean {
  const state = statOf(pid)?.state;
  return state !== undefined && state !== 'Z' && state !== 'X';
}

export type Listener = { readonly pid: number; readonly address: string; readonly port: number };

/** Every TCP socket these processes listen on, with the address as text. */
export function listeners(pids: readonly number[]): Listener[] {
  const owners = new Map<string, number>();
  for (const pid of pids) for (const inode of socketInodes(pid)) owners.set(inode, pid);
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    readFileSync(table, 'utf8')
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
        const pid = owners.get(inode);
        if (state !== '0A' || pid === undefined) return []; // 0A: listening (include/net/tcp_states.h)
        const [address = '', port = ''] = local.split(':');
        return [{ pid, address: addressText(address), port: Number.parseInt(port, 16) }];
      }),
  );
}

/** Little-endian words; loopback of either family, or the bare hexadecimal text. */
function addressText(hex: string): string {
  if (hex === '0100007F') return '127.0.0.1';
  return hex === `${'0'.repeat(24)}01000000` ? '::1' : hex;
}

function socketInodes(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`))?.[1];
      return inode === undefined ? [] : [inode];
    });
  } catch {
    return []; // it ended while we looked
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // closed while we looked
  }
}

function statOf(pid: number): { readonly state: string; readonly parent: number } | null {
  try {
    // The name, in parentheses, may hold anything: read from behind it.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return null; // it ended while we looked
  }
}
