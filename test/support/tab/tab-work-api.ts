import type { Reply, RouteName } from '@token-desk/contract/api';
import type { Person } from '@token-desk/contract/ids';
import { usualReasons } from '@token-desk/contract/organisation';
import { ProblemError } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import type { PersonBar } from '@token-desk/contract/routes/people';
import type { TokenDetail } from '@token-desk/contract/token/record';
import type { Me, RequestDetail } from '@token-desk/contract/views';
import { TabApi, tom } from './tab-api.ts';
import type { TabCall } from './tab-server.ts';

type Called = NonNullable<Request['call']>;

/** The tab's API with a directory and the books of tokens. */
export class TabWorkApi extends TabApi {
  people: Person[] = [];
  /** What stands on people's badges, by their id: known to the directory alone. */
  readonly badges = new Map<string, string>();
  /** Of whom nobody can ask for a token, and why. */
  readonly bars = new Map<string, PersonBar>();
  sites = ['Line 4, Lyon', 'Stuttgart'];
  policy: NonNullable<Me['policy']> = { pasteNeedsHealthyDesk: false, claimIdleMs: 15 * 60_000 };
  /** What the directory says, by person. */
  readonly languages = new Map<string, string>();
  readonly calls: Called[] = [];
  readonly books = new Map<string, TokenDetail>();
  /** Requests whose day has passed, as if they had waited. */
  readonly overdue = new Set<string>();

  losses: Reply<'getLosses'> = { lost: [], spare: [] };

  override request(id: string): RequestDetail {
    const found = super.request(id);
    if (!this.overdue.has(id)) return found;
    const neededBy = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    return { ...found, form: { ...found.form, neededBy } };
  }

  protected override async beyond(name: RouteName, call: TabCall): Promise<unknown> {
    switch (name) {
      case 'me':
        return this.#me();
      case 'searchPeople': {
        const q = (call.query.get('q') ?? '').toLowerCase();
        const badge = ({ id }: Person) => (this.badges.get(id) ?? '').toLowerCase();
        return {
          items: this.people
            .filter((one) => badge(one) === q || `${one.name} ${one.upn}`.toLowerCase().includes(q))
            .map((one) => ({ ...one, bar: this.bars.get(one.id) ?? null })),
        };
      }
      case 'getLosses':
        return this.losses;
      case 'createRequest': {
        const body = call.body as {
          subjectId: string;
          form: Parameters<TabApi['add']>[1];
          calledBy: string;
          identifiedBy: Called['identifiedBy'];
          source: NonNullable<Called['source']>;
        };
        const subject = this.people.find(({ id }) => id === body.subjectId);
        if (subject === undefined) throw new ProblemError('not-found');
        const caller = { by: body.calledBy, identifiedBy: body.identifiedBy, source: body.source };
        this.calls.push(caller);
        return this.request(this.add(subject, body.form, { approved: false, by: tom, call: caller }));
      }
      case 'getSubjectLanguage': {
        const { subject } = this.request(call.params.requestId ?? '');
        return { language: this.languages.get(subject.id) ?? null };
      }
      case 'noteWrongInput':
        return {};
      case 'listTokens': {
        const q = call.query.get('q') ?? '';
        const items = [...this.books.values()].filter(({ holder }) => holder?.upn.includes(q));
        return { items, next: null, total: items.length };
      }
      case 'getToken': {
        const token = this.books.get(call.params.serial ?? '');
        if (token === undefined)
          throw new ProblemError('token-not-in-books', { serial: call.params.serial ?? '' });
        return token;
      }
      default:
        return undefined;
    }
  }

  /** A token somebody uses. */
  give(serial: string, holder: Person): void {
    this.book(serial, { state: 'active', holder, route: 'A', methodStillThere: true });
  }

  /** A token in the books, blank unless told. */
  book(serial: string, change: Partial<TokenDetail> = {}): void {
    this.books.set(serial, {
      serial,
      model: 'miniOTP-2-i',
      clearsSeedOnConfig: false,
      isFactorySeeded: false,
      state: 'in_stock',
      holder: null,
      requestId: null,
      site: null,
      route: null,
      burns: 1,
      burnedAt: 1,
      burnerId: this.burnerId,
      addedAt: 1,
      batteryDueAt: 2,
      lastDriftSeconds: 0,
      box: null,
      isLoadChecked: null,
      deviceId: null,
      updatedAt: 1,
      custody: [],
      methodStillThere: null,
      methodId: null,
      leftMethods: [],
      leftDevices: [],
      ...change,
    });
  }

  #me(): Me {
    return {
      person: tom,
      roles: this.roles,
      tenantName: 'Contoso Ltd',
      practice: this.isPractice,
      sites: this.sites,
      reasons: usualReasons.map(({ id, en, de }) => ({ id, en, de })),
      now: Date.now(),
      methodsReadable: this.methods !== null,
      securityInfoUrl: 'https://mysignins.microsoft.com/security-info',
      policy: this.policy,
    };
  }
}
