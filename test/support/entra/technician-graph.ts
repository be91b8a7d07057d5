import type { PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast } from '@token-desk/practice/people';
import { type GraphAccess, graphAccess } from '@token-desk/tab/graph/graph-access';
import type { HandClock } from '../run/hand-clock.ts';

export type GraphRequest = {
  readonly method: string;
  /** Path and query. */
  readonly address: string;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly scope: string;
};

/**
 * What becomes of one call on its way: `before` it never arrives, `after` it is done and the answer never comes, `trouble`
 * it is done and the answer is a 503.
 */
export type Loss = 'before' | 'after' | 'trouble';

/** One person's own way to a started practice Entra, as the tab has it; says what went over the wire. */
export class TechnicianGraph {
  readonly requests: GraphRequest[] = [];
  /** Bodies as they were handed to `fetch`: bytes that somebody may have wiped since. */
  readonly bodies: Uint8Array[] = [];
  readonly waits: number[] = [];
  readonly forgotten: string[] = [];
  readonly access: GraphAccess;
  /** Of writes, in their order. */
  losses: (Loss | null)[] = [];
  /** What Graph answers in place of itself, one call each; null lets it answer. */
  answers: (Response | null)[] = [];
  /** Called between a request and its answer. */
  meanwhile: (request: GraphRequest) => void = () => {};
  readonly #entra: PracticeEntra;
  readonly #clock: HandClock;
  #scope = '';

  constructor(entra: PracticeEntra, clock: HandClock, personId: string = cast.technician.id) {
    this.#entra = entra;
    this.#clock = clock;
    const graph = {
      getToken: async (scope: string) => {
        if (!entra.delegated.includes(scope)) throw new Error('AADSTS65001: nobody consented');
        this.#scope = scope;
        return { token: await entra.issueGraphToken(personId, [scope]) };
      },
      login: async () => {},
      forget: (scope: string) => void this.forgotten.push(scope),
    };
    this.access = graphAccess(
      { account: { graph }, isPractice: false, onWait: (ms) => void this.waits.push(ms) },
      {
        site: async () => ({ clientId: 'app', graphUrl: entra.url }),
        fetch: this.#fetch,
        now: this.#clock.now,
        pause: async (ms) => void this.#clock.turn(ms),
      },
    );
  }

  readonly #fetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    const bytes = init?.body instanceof Uint8Array ? init.body : null;
    if (bytes !== null) this.bodies.push(bytes);
    const request: GraphRequest = {
      method: init?.method ?? 'GET',
      address: `${url.pathname}${url.search}`,
      body: bytes === null ? null : (JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>),
      scope: this.#scope,
    };
    this.requests.push(request);
    const loss = request.method === 'GET' ? null : (this.losses.shift() ?? null);
    if (loss === 'before') throw new TypeError('fetch failed');
    const instead = this.answers.shift() ?? null;
    const answer = instead ?? (await fetch(`${this.#entra.url}${request.address}`, init));
    this.meanwhile(request);
    if (loss === 'after') throw new TypeError('fetch failed');
    return loss === 'trouble' ? refusalOf(503) : answer;
  };
}

/** Graph's own shape of a refusal. */
export const refusalOf = (status: number, message = '', code = 'badRequest'): Response =>
  Response.json({ error: { code, message } }, { status });
