import type { Directory } from '@token-desk/bot/ports';
import { badgeOf } from '@token-desk/practice/entra/graph/graph-data';
import type { PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast } from '@token-desk/practice/people';

const { subject } = cast;

/** One call as it went to Graph; each of a batch stands for itself. */
export type SeenCall = {
  readonly method: string;
  readonly version: string;
  /** Decoded, without the version. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly body: unknown;
  readonly status: number;
};

const jsonIn = (body: unknown): unknown => {
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
  return typeof text === 'string' ? JSON.parse(text) : null;
};

const seenCall = (
  version: string,
  address: string,
  rest: Pick<SeenCall, 'method' | 'body' | 'status'>,
): SeenCall => {
  const { pathname, searchParams } = new URL(`https://graph.example${address}`);
  return { ...rest, version, path: decodeURIComponent(pathname), query: new Map(searchParams) };
};

/** Every call to Graph through `globalThis.fetch` until it is closed. */
export class WatchedGraph {
  readonly calls: SeenCall[] = [];
  readonly #real = globalThis.fetch;
  #underWay: Promise<Response>[] = [];

  constructor() {
    globalThis.fetch = (input, init) => {
      const answer = this.#watch(input, init);
      this.#underWay.push(answer);
      return answer;
    };
  }

  /** A refusal ends the question, not the other calls that were made for it. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    this.#underWay = [];
  }

  close(): void {
    globalThis.fetch = this.#real;
  }

  async #watch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const asked = jsonIn(init?.body instanceof URLSearchParams ? null : init?.body);
    const response = await this.#real(input, init);
    const { pathname, search } = new URL(String(input));
    const [, version = '', ...rest] = pathname.split('/');
    if (version !== 'v1.0' && version !== 'beta') return response;
    const { status } = response;
    const method = init?.method ?? 'GET';
    this.calls.push(seenCall(version, `/${rest.join('/')}${search}`, { method, body: asked, status }));
    if (pathname.endsWith('/$batch')) {
      const { requests } = asked as { requests: { id: string; method: string; url: string }[] };
      const { responses } = (await response.clone().json()) as {
        responses: { id: string; status: number }[];
      };
      for (const { id, method: inner, url } of requests)
        this.calls.push(
          seenCall(version, url, {
            method: inner,
            body: null,
            status: responses.find((one) => one.id === id)?.status ?? 0,
          }),
        );
    }
    return response;
  }
}

/** Everything that the server asks Graph. */
export async function askEverything(directory: Directory, entra: PracticeEntra): Promise<void> {
  await Promise.allSettled([
    directory.person(subject.id),
    directory.search(badgeOf(subject)),
    directory.search(subject.surname),
    directory.withManager(subject.id),
    directory.managerOf(subject.id),
    directory.rolesOf(subject.id),
    directory.softwareOathMethods(subject.id),
    directory.hardwareMethods(subject.id),
    directory.hardwareDevices({ serial: '86596000004711' }),
    directory.hardwareDevices({ id: 'no-device' }),
    directory.hardwareDevices('all'),
    directory.tenantFacts(),
    directory.applicationFacts(),
    directory.betaShapes(),
    directory.perUserMfa([subject.id]),
    directory.peopleFacts([subject.id]),
    directory.peopleFacts(entra.people.map(({ id }) => id)),
    directory.needs({ again: false }).settled,
    directory.books({ again: false }, { people: [subject.id], since: 0 }).settled,
  ]);
}

/** As the table of permissions writes it: without ids. */
export const pathWithoutIds = (path: string): string =>
  path
    .replace(/\(appId='[^']+'\)/, "(appId='{id}')")
    .replace(
      /\/(users|groups|servicePrincipals|hardwareOathDevices|userRegistrationDetails)\/[^/]+/,
      '/$1/{id}',
    )
    .replace(/\/((?:software|hardware)OathMethods)\/(?!assign)[^/]+/, '/$1/{id}');
