import * as z from 'zod/mini';
import { type PracticeState, practiceState } from '../practice-state.ts';

const facts = z.object({ key: z.string(), chat: z.string(), channel: z.string(), entra: z.string() });
export type Facts = z.infer<typeof facts>;

/** What the server wrote into the page. */
export const pageFacts: Facts = facts.parse(
  JSON.parse(document.getElementById('facts')?.textContent ?? '{}'),
);

const timeoutMs = 30_000;
const stateReply = z.union([practiceState, z.object({ busy: z.string() })]);
const tokenReply = z.object({ accessToken: z.string() });

async function call(name: string, body?: object): Promise<unknown> {
  const reply = await fetch(`/practice/${name}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'x-practice-key': pageFacts.key, 'content-type': 'application/json' },
    signal: AbortSignal.timeout(timeoutMs),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // Another run of the practice answers: its page is a new one.
  if (reply.status === 403) location.reload();
  if (!reply.ok) throw new Error(`The practice answered ${reply.status}`);
  return reply.json();
}

export async function readState(): Promise<PracticeState | { readonly busy: string }> {
  return stateReply.parse(await call('state'));
}

/** For the tab: what Teams single sign-on would give it for that person. */
export async function readAccessToken(who: string): Promise<string> {
  return tokenReply.parse(await call('access-token', { who })).accessToken;
}

/** For the tab: what Entra would give that person for one permission at Graph; rejects without consent. */
export async function readGraphToken(who: string, scope: string): Promise<string> {
  return tokenReply.parse(await call('graph-token', { who, scope })).accessToken;
}

export async function order(name: 'press' | 'hold', serial: string): Promise<void>;
export async function order(name: 'lift' | 'start-over' | 'pair-again'): Promise<void>;
export async function order(name: string, serial?: string): Promise<void> {
  await call(name, serial === undefined ? {} : { serial });
}

/** What was shown before, to a page of a chat that begins empty. */
export async function showAgain(view: 'chat' | 'channel'): Promise<void> {
  await call('show-again', { name: view });
}

/** Turns one of the switches at the practice Microsoft. */
export async function turn(name: string, on: boolean): Promise<void> {
  await call('turn', { name, on });
}
