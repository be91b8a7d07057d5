import { pauseOf } from '../pause.ts';
import { type Prompt, redeem, type SignInSettings, signInRequest, type Tokens } from './sign-in-request.ts';

/**
 * A sign-in in a small window, so that this page keeps what it holds. The window comes back to our own address and
 * tells what Entra said on a channel: Entra may cut the tie between the two windows, not this one.
 */
const channelName = 'token-desk.sign-in';
const mark = 'window.';
/** A person reads, signs in and agrees meanwhile. */
const personTimeoutMs = 5 * 60_000;
const lookEveryMs = 500;
/** A window may be gone before its answer is here. */
const graceMs = 1_000;
const closeTimeoutMs = 1_000;

/** Must be called while the browser still knows of the person's click. Throws when it is closed or refused. */
export async function signInByWindow(
  settings: SignInSettings,
  wish: { readonly prompt: Prompt; readonly userName: string | null; readonly scope?: string },
): Promise<Tokens> {
  const opened = window.open('about:blank', '_blank', 'popup,width=520,height=640');
  if (opened === null) throw new Error('the browser opened no window');
  const request = await signInRequest(settings, { ...wish, mark });
  const coming = answerTo(request.state, opened);
  opened.location.href = request.url.href;
  const answer = await coming;
  const code = answer.get('code');
  if (code === null) throw new Error('Entra gave no code');
  return redeem(settings, {
    code,
    verifier: request.verifier,
    ...(wish.scope === undefined ? {} : { scope: wish.scope }),
  });
}

/** This page is such a window, back from Entra: hands over and closes. False when it is not. */
export async function answerAsWindow(): Promise<boolean> {
  const answer = new URLSearchParams(location.search);
  if (answer.get('state')?.startsWith(mark) !== true) return false;
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(location.search);
  history.replaceState(null, '', location.pathname); // the code must not stay in the address
  channel.close();
  window.close();
  await pauseOf(closeTimeoutMs); // some browsers leave the closing to the person
  return true;
}

async function answerTo(state: string, opened: Window): Promise<URLSearchParams> {
  const channel = new BroadcastChannel(channelName);
  let looking: ReturnType<typeof setInterval> | undefined;
  let giving: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<URLSearchParams>((resolve, reject) => {
      const end = () => reject(new Error('the window brought nothing'));
      const giveUp = setTimeout(end, personTimeoutMs);
      giving = giveUp;
      channel.onmessage = ({ data }: MessageEvent<unknown>) => {
        const answer = new URLSearchParams(typeof data === 'string' ? data : '');
        if (answer.get('state') === state) resolve(answer);
      };
      looking = setInterval(() => {
        if (!opened.closed) return;
        clearInterval(looking);
        clearTimeout(giveUp);
        giving = setTimeout(end, graceMs);
      }, lookEveryMs);
    });
  } finally {
    clearInterval(looking);
    clearTimeout(giving);
    channel.close();
  }
}
