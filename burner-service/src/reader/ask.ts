import { execFile } from 'node:child_process';

export type Said = { readonly ok: boolean; readonly text: string };

/** Runs a program of the system and gives what it printed; `ok` is false when it is missing, failed or took too long. */
export function ask(program: string, args: readonly string[], timeoutMs = 4_000): Promise<Said> {
  return new Promise((resolve) => {
    execFile(
      program,
      [...args],
      { timeout: timeoutMs, windowsHide: true, env: { ...process.env, LC_ALL: 'C' } },
      (error, stdout) => resolve({ ok: error === null, text: String(stdout) }),
    );
  });
}

/** The number after the colon, line by line, where a line has one (`:` of East Asian Windows too). */
export function numberedLines(text: string): number[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => /^[^:：]*[:：]\s*(-?\d+)/.exec(line)?.[1] ?? [])
    .map(Number);
}
