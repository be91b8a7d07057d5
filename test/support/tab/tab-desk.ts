import { randomUUID } from 'node:crypto';
import { standardPolicy as standardApproval } from '@token-desk/bot/domain/approval/approval-policy';
import { meaningOf } from '@token-desk/bot/domain/approval/policy-meaning';
import { readPolicy } from '@token-desk/bot/domain/approval/policy-text';
import { read, type TenantFacts } from '@token-desk/bot/domain/entra/facts';
import type { Finding } from '@token-desk/bot/domain/entra/finding';
import { findInTenant } from '@token-desk/bot/domain/entra/tenant-findings';
import { decideOrganisation, organisationOf } from '@token-desk/bot/domain/organisation';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import { readersOf, tablesOf } from '@token-desk/bot/domain/retention';
import { type Token, unknownToken } from '@token-desk/bot/domain/tokens/token';
import { decideToken, whyNotBlankable, whyNotSettable } from '@token-desk/bot/domain/tokens/token-commands';
import { allowedBy, askedFor } from '@token-desk/bot/usecases/tokens/allow-model';
import { isTakable, lookAtList } from '@token-desk/bot/usecases/tokens/token-import';
import { tokenView } from '@token-desk/bot/usecases/tokens/token-views';
import { languageOf } from '@token-desk/bot/words/languages';
import { tenantReportOf } from '@token-desk/bot/words/tenant';
import { fine, wrong } from '@token-desk/burner-service/doctor/line';
import type { Body, Reply, RouteName } from '@token-desk/contract/api';
import type { PolicyProposal } from '@token-desk/contract/approval';
import type { AuditRow } from '@token-desk/contract/audit-row';
import type { DoctorLine, ReaderView } from '@token-desk/contract/desk/job';
import type { Person } from '@token-desk/contract/ids';
import { usualReasons } from '@token-desk/contract/organisation';
import { ProblemError } from '@token-desk/contract/problem';
import type { Reports, Retention } from '@token-desk/contract/report';
import type { ApprovalView } from '@token-desk/contract/routes/approval';
import { modelOf } from '@token-desk/contract/token/model';
import type {
  CustodyEntry,
  StatementBurn,
  TokenCommand,
  TokenDetail,
  TokenStatement,
  UnknownModel,
} from '@token-desk/contract/token/record';
import type { BurnerView, JobView } from '@token-desk/contract/views';
import { knownApplication, readyTenant } from '../entra/facts.ts';
import { eszter, person, TabApi, tom } from './tab-api.ts';
import type { TabCall } from './tab-server.ts';

const dayMs = 86_400_000;

/** The findings in a tenant that is set up, but for this; the technicians’ role is theirs over the whole of it. */
export const tenantWith = (change: Partial<TenantFacts> = {}): readonly Finding[] =>
  findInTenant({
    tenant: readyTenant(change),
    application: knownApplication(),
    beta: read([]),
    personId: tom.id,
    now: Date.UTC(2026, 10, 20, 9, 0, 0),
  });

/** The books' own row behind what the tab is shown of it. */
function tokenFrom(detail: TokenDetail): Token {
  const { custody, leftMethods, leftDevices, isFactorySeeded, isLoadChecked } = detail;
  const last = (kind: CustodyEntry['kind']) => custody.findLast((entry) => entry.kind === kind);
  const jobId = isLoadChecked === null ? null : 'load';
  const isLoaded = isFactorySeeded || jobId !== null;
  return {
    ...unknownToken(detail.serial, detail.addedAt),
    ...pickToken(detail),
    version: 1,
    blankedAt: last('blanked')?.at ?? null,
    handedOverAt: last('handed_over')?.at ?? null,
    takenBackFrom: detail.state === 'quarantine' ? (last('taken_back')?.holder ?? null) : null,
    leftMethods: leftMethods.map(({ isThere: _, ...left }) => left),
    leftDevices: leftDevices.map(({ deviceId }) => deviceId),
    load: isLoaded
      ? { jobId, checkedAt: isLoadChecked === true ? detail.burnedAt : null, loadedAt: null }
      : null,
  };
}

const pickToken = ({ model, site, route, state, holder, requestId, burnerId, ...detail }: TokenDetail) => {
  const { methodId, lastDriftSeconds, burns, burnedAt, box, deviceId, updatedAt } = detail;
  return {
    ...{ model, site, route, state, holder, requestId, burnerId, methodId },
    ...{ lastDriftSeconds, burns, burnedAt, box, deviceId, updatedAt },
  };
};

/** The tab's API around requests, in memory: tokens with their custody, desks, records. */
export class TabDesk extends TabApi {
  readonly tokens = new Map<string, TokenDetail>();
  /** Serials whose method Microsoft still lists. */
  readonly boundMethods = new Set<string>();
  rows: AuditRow[] = [];
  brokenAt: { seq: number; why: string } | null = null;
  statement: TokenStatement | null = null;
  reports: Reports = emptyReports();
  doctorLines: DoctorLine[] = [
    fine('node', 'node-fine', { version: 'v22.14.0' }),
    fine('smart-card-service', 'service-fine'),
    fine('clock', 'clock-fine'),
  ];
  otherDesks: BurnerView[] = [];
  /** What Microsoft tells of the tenant. */
  tenant: readonly Finding[] = tenantWith();
  readonly models = new Map<string, UnknownModel>();
  auditPage = 50;
  /** Who has which app role; null: Microsoft does not tell. */
  roleCounts: Reply<'getOrganisation'>['roles'] = [
    { role: 'Technician', people: 4 },
    { role: 'Administrator', people: 1 },
  ];
  /** Whom the requests of the audit are for. */
  audited = person('ana', 'Ana Moreau');
  #state: Pick<BurnerView, 'name' | 'state'> | null = null;
  readonly #tokenJobs = new Map<string, JobView>();

  stock(serial: string, change: Partial<TokenDetail> = {}): TokenDetail {
    const at = Date.now() - 30 * dayMs;
    const model = modelOf(serial);
    const token: TokenDetail = {
      serial,
      model: model?.model ?? null,
      clearsSeedOnConfig: model?.clearsSeedOnConfig ?? true,
      isFactorySeeded: false,
      state: 'in_stock',
      holder: null,
      requestId: null,
      site: 'Line 4, Lyon',
      route: null,
      burns: 0,
      burnedAt: null,
      burnerId: null,
      addedAt: at,
      batteryDueAt: at + 5 * 365 * dayMs,
      lastDriftSeconds: null,
      box: null,
      isLoadChecked: null,
      deviceId: null,
      updatedAt: at,
      methodStillThere: null,
      leftMethods: [],
      leftDevices: [],
      methodId: null,
      custody: [{ at, kind: 'added', by: eszter, holder: null, note: null }],
      ...change,
    };
    this.tokens.set(serial, token);
    return token;
  }

  /** A token somebody uses. */
  active(serial: string, holder: Person, change: Partial<TokenDetail> = {}): TokenDetail {
    const at = Date.now() - 20 * dayMs;
    const token = this.stock(serial);
    if (change.methodStillThere === true) this.boundMethods.add(serial);
    return this.stock(serial, {
      state: 'active',
      holder,
      route: 'A',
      burns: 1,
      burnedAt: at,
      burnerId: this.burnerId,
      lastDriftSeconds: -41,
      custody: [...token.custody, { at, kind: 'handed_over', by: tom, holder, note: null }],
      ...change,
    });
  }

  override burnerView(): BurnerView {
    const lines = this.doctorLines;
    const doctor = { ok: lines.every(({ ok }) => ok), at: Date.now() - 3 * 3_600_000, lines };
    const view = { ...super.burnerView(), doctor, ...this.#state };
    return view.state === 'revoked' || view.state === 'stolen' ? { ...view, online: false } : view;
  }

  /** What the page Organisation shows and saves, by the server's own rules. */
  rules = {
    version: 0,
    organisation: organisationOf({
      ...standardPolicy,
      sites: ['Line 4, Lyon', 'Zürich'],
      timeZone: 'Europe/Paris',
    }),
  };
  /** What the page Approval shows and changes. */
  approval: Omit<ApprovalView, 'proposal'> & { readonly proposal: PolicyProposal | null } = {
    version: 0,
    policy: standardApproval,
    reasons: [...usualReasons],
    since: null,
    proposal: null,
  };

  /** What waits was proposed by somebody else than who reads the page. */
  proposedByAnother(): void {
    const { proposal } = this.approval;
    if (proposal === null) throw new Error('nothing waits');
    const by = { id: 'ada', name: 'Ada Keller', upn: 'ada.keller@contoso.example' };
    this.approval = { ...this.approval, proposal: { ...proposal, by } };
  }

  namedSites: ReadonlySet<string> = new Set(['Line 4, Lyon']);

  protected override async beyond(name: RouteName, { params, body, query }: TabCall): Promise<unknown> {
    const { serial = '', burnerId = '', jobId = '' } = params;
    switch (name) {
      case 'listBurners':
        return { items: [this.burnerView(), ...this.otherDesks] };
      case 'commandBurner':
        return this.#commandBurner(burnerId, body);
      case 'listTokens':
        return this.#list(query);
      case 'getToken':
        return this.#token(serial);
      case 'commandToken':
        return this.#command(serial, body);
      case 'importTokens':
        return this.#import(body);
      case 'listModels':
        return { items: [...this.models.values()] };
      case 'askForModel':
        return this.#ask(params.prefix ?? '', body);
      case 'allowModel':
        return this.#model(params.prefix ?? '', (model) => allowedBy(model, tom));
      case 'openTokenJob':
        return this.#openTokenJob(body);
      case 'getJob':
        return this.#tokenJobs.get(jobId);
      case 'cancelJob':
        return this.#tokenJobs.has(jobId) ? this.#change(jobId, { state: 'cancelled' }) : undefined;
      case 'tokenStatement':
        if (this.statement === null) throw new ProblemError('token-not-in-books', { serial });
        return this.statement;
      case 'reports':
        return query.get('site') === 'Nowhere' ? emptyReports() : this.reports;
      case 'retention':
        return retention();
      case 'searchPeople':
        return { items: [{ ...tom, bar: null }] };
      case 'getOrganisation':
        return this.#organisation();
      case 'saveOrganisation':
        return this.#saveOrganisation(body);
      case 'getApproval':
        return this.#approvalView();
      case 'checkPolicy':
        return this.#checkPolicy(body);
      case 'proposePolicy':
        return this.#proposePolicy(body);
      case 'decidePolicy':
        return this.#decidePolicy(body);
      case 'getTenant':
        return tenantReportOf(this.tenant, languageOf(query.get('language')));
      case 'listAudit':
        return this.rows.length === 0 ? undefined : this.#audit(query);
      case 'verifyAudit':
        return { ok: this.brokenAt === null, rows: 1204, receipts: 310, brokenAt: this.brokenAt };
      default:
        return undefined;
    }
  }

  #organisation() {
    return {
      ...this.rules,
      channels: [{ boundAt: Date.now() - 3 * dayMs, locale: 'en-GB', topics: ['technicians', 'security'] }],
      roles: this.roleCounts,
      release: '1.2.3',
    };
  }

  #saveOrganisation({ version, organisation: after }: Body<'saveOrganisation'>) {
    const { version: seen, organisation: before } = this.rules;
    if (version !== seen) throw new ProblemError('organisation-changed');
    const decided = decideOrganisation({
      before,
      after,
      named: this.namedSites,
      rules: this.approval.policy.rules,
    });
    if (!decided.ok) throw new ProblemError(decided.problem.code, decided.problem.detail);
    this.rules = { version: seen + 1, organisation: after };
    return this.#organisation();
  }

  #approvalView() {
    const { policy, proposal } = this.approval;
    const meaning = proposal === null ? null : meaningOf(policy, proposal.policy, usualReasons);
    return { ...this.approval, proposal: proposal === null ? null : { ...proposal, meaning } };
  }

  #checkPolicy({ text }: Body<'checkPolicy'>) {
    const read = readPolicy(text, {
      sites: ['Line 4, Lyon', 'Zürich'],
      reasons: usualReasons.map(({ id }) => id),
    });
    if (!read.ok) return { faults: read.faults, meaning: null };
    return { faults: [], meaning: meaningOf(this.approval.policy, read.policy, usualReasons) };
  }

  #proposePolicy({ version, text }: Body<'proposePolicy'>) {
    if (version !== this.approval.version) throw new ProblemError('organisation-changed');
    const read = readPolicy(text, { sites: null, reasons: null });
    if (!read.ok) throw new ProblemError('policy-wrong');
    const proposal = { policy: read.policy, by: tom, at: Date.now() };
    this.approval = { ...this.approval, version: version + 1, proposal };
    return this.#approvalView();
  }

  #decidePolicy({ version, decision }: Body<'decidePolicy'>) {
    const { proposal, policy, since } = this.approval;
    if (version !== this.approval.version) throw new ProblemError('organisation-changed');
    if (proposal === null) throw new ProblemError('no-proposal');
    const next =
      decision === 'drop'
        ? { policy, since }
        : { policy: proposal.policy, since: { proposedBy: proposal.by, confirmedBy: tom, at: Date.now() } };
    this.approval = { ...this.approval, ...next, version: version + 1, proposal: null };
    return this.#approvalView();
  }

  #commandBurner(id: string, body: { kind: string; name?: string }): BurnerView {
    if (id !== this.burnerId) throw new ProblemError('not-found');
    const { name, state } = this.burnerView();
    if (body.kind === 'rename') this.#state = { name: body.name ?? name, state };
    else if (body.kind === 'confirm') this.burnerState = 'confirmed';
    else this.#state = { name, state: body.kind === 'revoke' ? 'revoked' : 'stolen' };
    this.tellBurner();
    return this.burnerView();
  }

  #model(prefix: string, change: (model: UnknownModel) => UnknownModel): UnknownModel {
    const model = change(this.models.get(prefix) ?? { prefix, asked: [], allowedBy: [] });
    this.models.set(prefix, model);
    return model;
  }

  #ask(prefix: string, { serial }: { serial: string }): UnknownModel {
    const ask = { by: tom, serial, at: Date.now() };
    return this.#model(prefix, (model) => askedFor(model, ask));
  }

  #token(serial: string): TokenDetail {
    const token = this.tokens.get(serial);
    if (token === undefined) throw new ProblemError('token-not-in-books', { serial });
    const isBound = this.boundMethods.has(serial);
    return { ...token, methodStillThere: token.methodStillThere === null ? null : isBound };
  }

  #list(query: URLSearchParams) {
    const q = (query.get('q') ?? '').toLowerCase();
    const from = query.get('notHandedOverFrom');
    const open = ['burned_unverified', 'active', 'lost', 'reserved'];
    const found = [...this.tokens.values()]
      .filter((one) => `${one.serial} ${one.model} ${one.holder?.name ?? ''}`.toLowerCase().includes(q))
      .filter((one) => query.get('state') === null || one.state === query.get('state'))
      .filter((one) => from === null || (one.burnerId === from && open.includes(one.state)))
      .filter((one) => from === null || !one.custody.some(({ kind }) => kind === 'handed_over'))
      .toSorted((a, b) => a.serial.localeCompare(b.serial));
    const start = Number(query.get('cursor') ?? 0);
    const items = found
      .slice(start, start + 50)
      .map(({ custody: _c, methodStillThere: _m, methodId: _i, ...view }) => view);
    return { items, next: start + 50 < found.length ? String(start + 50) : null, total: found.length };
  }

  #write(token: TokenDetail, change: Partial<TokenDetail>, row: Partial<CustodyEntry>): TokenDetail {
    const entry = { at: Date.now(), kind: 'added', by: tom, holder: null, note: null, ...row } as const;
    const next = { ...token, ...change, updatedAt: Date.now(), custody: [...token.custody, entry] };
    this.tokens.set(token.serial, next);
    return this.#token(token.serial);
  }

  /** Decided by the very rules of the product; what Microsoft says of a method is in `boundMethods`. */
  #command(serial: string, command: TokenCommand): TokenDetail {
    const known = this.tokens.has(serial) ? this.#token(serial) : null;
    if (command.kind === 'look-for-methods') {
      const token = this.#token(serial);
      const left = token.leftMethods.filter(({ isThere }) => isThere !== false);
      this.tokens.set(serial, { ...token, leftMethods: left });
      return this.#token(serial);
    }
    const given = { by: tom, methodStillThere: known?.methodStillThere ?? null };
    const books = { token: known === null ? null : tokenFrom(known), serial };
    const decided = decideToken(books, command, given, Date.now());
    if (!decided.ok) throw new ProblemError(decided.problem.code, decided.problem.detail);
    const { token, custody } = decided;
    const before = known ?? this.stock(serial, { custody: [] });
    return this.#write(before, { ...tokenView(token), methodId: token.methodId }, custody);
  }

  /** By the very rules of the product, at any site. */
  async #import({ csv, commit }: { csv: string; commit: boolean }): Promise<Reply<'importTokens'>> {
    const books = [...this.tokens.values()];
    const looked = await lookAtList(
      csv,
      { sites: [], people: new Map() },
      {
        serials: async () => new Set(this.tokens.keys()),
        sites: async () => new Set(books.flatMap(({ site }) => site ?? [])),
      },
    );
    const fresh = looked.rows.filter(({ problem }) => problem === null);
    const isTaken = commit && isTakable(looked);
    if (isTaken) for (const { serial, site } of fresh) this.stock(serial, { site });
    return { ...looked, imported: isTaken ? fresh.length : 0 };
  }

  #openTokenJob(body: { kind: 'blank' | 'sync-clock'; serial: string }): JobView {
    const known = this.tokens.get(body.serial);
    const token = known === undefined ? null : tokenFrom(known);
    const whyNot = body.kind === 'blank' ? whyNotBlankable : whyNotSettable;
    const judged = whyNot(token, body.serial);
    if (!judged.ok) throw new ProblemError(judged.problem.code, judged.problem.detail);
    const id = randomUUID();
    const offer = {
      jobId: id,
      attempt: 1,
      kind: body.kind,
      burnerId: this.burnerId,
      reader: null,
      serial: body.serial,
      requestId: null,
      subject: null,
      technician: tom,
      config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
      expiresAt: Date.now() + 300_000,
    } as const;
    const start = {
      key: null,
      phase: 'place-token',
      outcome: null,
      problem: null,
      identified: null,
    } as const;
    const job: JobView = { id, attempt: 1, kind: body.kind, state: 'offered', offer, ...start };
    this.#tokenJobs.set(id, job);
    return job;
  }

  #change(id: string, change: Partial<JobView>): JobView {
    const job = this.#tokenJobs.get(id);
    if (job === undefined) throw new ProblemError('not-found');
    const next = { ...job, ...change };
    this.#tokenJobs.set(id, next);
    this.tell({ type: 'job', job: next });
    return next;
  }

  /** The desk does what is open, with the token that lies there. */
  finishTokenJob(outcome: 'burned' | 'unknown' = 'burned'): void {
    const job = [...this.#tokenJobs.values()].find(({ state }) => state === 'offered');
    if (job === undefined) throw new Error('no job is open');
    const token = this.#token(job.offer.serial ?? '');
    if (outcome === 'burned' && job.kind === 'blank') this.#write(token, {}, { kind: 'blanked' });
    this.#change(job.id, { state: 'done', outcome, phase: 'written' });
  }

  get hasTokenJob(): boolean {
    return [...this.#tokenJobs.values()].some(({ state }) => state === 'offered');
  }

  #audit(query: URLSearchParams) {
    const after = Number(query.get('after') ?? 0);
    const who = (query.get('who') ?? '').toLowerCase();
    const isDown = query.get('order') === 'newest';
    const found = (isDown ? this.rows.toReversed() : this.rows)
      .filter(({ seq }) => (isDown ? after === 0 || seq < after : seq > after))
      .filter(({ event }) => query.get('event') === null || event === query.get('event'))
      .filter(({ data }) => query.get('serial') === null || data.serial === query.get('serial'))
      .filter(({ requestId }) => query.get('requestId') === null || requestId === query.get('requestId'))
      .filter(({ actor }) => who === '' || JSON.stringify(actor).toLowerCase().includes(who));
    const items = found
      .slice(0, this.auditPage)
      .map((row) => ({ ...row, subject: row.requestId === null ? null : this.audited }));
    return { items, next: found.length > this.auditPage ? (items.at(-1)?.seq ?? null) : null };
  }
}

/** A desk in another town with two readers and things to put right. */
export function otherDesk(api: TabDesk, change: Partial<BurnerView> = {}): BurnerView {
  const reader = (name: string, part: Partial<ReaderView>): ReaderView => ({
    name,
    state: 'empty',
    since: Date.now() - 90_000,
    token: null,
    problem: null,
    ...part,
  });
  return {
    ...api.burnerView(),
    id: 'burner-wroclaw',
    name: 'Desk Wrocław',
    hostName: 'WRO-PC-2',
    identityKey: 'A'.repeat(43),
    readers: [
      reader('ACS ACR1252 00 00', { state: 'busy' }),
      reader('ACS ACR1252 01 00', { state: 'present', problem: { code: 'not-a-token' } }),
    ],
    doctor: {
      ok: false,
      at: Date.now() - dayMs,
      lines: [
        fine('node', 'node-fine', { version: 'v22.14.0' }),
        wrong('clipboard-history', { fact: 'clipboard-history-on', remedy: 'clear-history' }),
        fine('clock', 'clock-fine'),
      ],
    },
    ...change,
  };
}

export const emptyReports = (): Reports => ({
  at: Date.now(),
  openByAge: [],
  timeToHandOver: [],
  wrongInputs: [],
  driftByModel: [],
  secondWays: { recorded: 0, open: 0 },
  stock: [],
});

export const fullReports = (): Reports => ({
  at: Date.now(),
  openByAge: [
    { fromDays: 0, toDays: 0, count: 6 },
    { fromDays: 1, toDays: 1, count: 9 },
    { fromDays: 2, toDays: 3, count: 4 },
    { fromDays: 4, toDays: 7, count: 1 },
    { fromDays: 8, toDays: null, count: 2 },
  ],
  timeToHandOver: [
    { week: '2026-10-26', count: 12, medianHours: 61, slowestHours: 190 },
    { week: '2026-11-02', count: 15, medianHours: 44.5, slowestHours: 120 },
    { week: '2026-11-09', count: 22, medianHours: 26, slowestHours: 71 },
    { week: '2026-11-16', count: 19, medianHours: 19.5, slowestHours: 50 },
  ],
  wrongInputs: [
    { kind: 'microsoft-push', count: 31 },
    { kind: 'token-serial', count: 7 },
    { kind: 'no-qr-found', count: 5 },
    { kind: 'wrong-account', count: 2 },
  ],
  driftByModel: [
    { model: 'miniOTP-2-i', count: 40, medianSeconds: -38, widestSeconds: -190 },
    { model: 'OTPC-P2-i', count: 21, medianSeconds: 12, widestSeconds: 64 },
  ],
  secondWays: { recorded: 41, open: 6 },
  stock: [
    { model: 'miniOTP-2-i', inStock: 18, active: 64, quarantine: 3, other: 2 },
    { model: 'OTPC-P2-i', inStock: 5, active: 21, quarantine: 0, other: 1 },
  ],
});

const retention = (): Retention => ({
  classes: [
    {
      name: 'free-text',
      readers: readersOf('free-text'),
      tables: tablesOf('free-text'),
      keptDays: 90,
      count: 41,
      nextDeletionAt: Date.now() + 12 * dayMs,
    },
    {
      name: 'health-reason',
      readers: readersOf('health-reason'),
      tables: tablesOf('health-reason'),
      keptDays: 30,
      count: 2,
      nextDeletionAt: Date.now() + dayMs + 3_600_000,
    },
    {
      name: 'closed-requests',
      readers: readersOf('closed-requests'),
      tables: tablesOf('closed-requests'),
      keptDays: 730,
      count: 1_204,
      nextDeletionAt: Date.now() + 200 * dayMs,
    },
    {
      name: 'sealed-secrets',
      readers: readersOf('sealed-secrets'),
      tables: tablesOf('sealed-secrets'),
      keptDays: 0,
      count: 0,
      nextDeletionAt: null,
    },
    {
      name: 'audit',
      readers: readersOf('audit'),
      tables: tablesOf('audit'),
      keptDays: null,
      count: 9_310,
      nextDeletionAt: null,
    },
    {
      name: 'custody',
      readers: readersOf('custody'),
      tables: tablesOf('custody'),
      keptDays: null,
      count: 412,
      nextDeletionAt: null,
    },
    {
      name: 'chat-references',
      readers: readersOf('chat-references'),
      tables: tablesOf('chat-references'),
      keptDays: 365,
      count: 88,
      nextDeletionAt: Date.now() + 40 * dayMs,
    },
  ],
});

export const auditRows = (count: number): AuditRow[] =>
  Array.from({ length: count }, (_, at): AuditRow => {
    const base = { seq: at + 1, at: Date.now() - (count - at) * 600_000, hash: 'F'.repeat(64) };
    const by = { kind: 'person', person: at % 3 === 0 ? tom : eszter } as const;
    const serial = `8659600000${4700 + (at % 5)}`;
    const kinds = ['submitted', 'claimed', 'burned', 'token_retired', 'handed_over'] as const;
    const event = kinds[at % kinds.length] ?? 'submitted';
    const requestId = event === 'token_retired' ? null : `request-${at % 4}`;
    const data = event === 'burned' ? { serial, outcome: 'burned', drift: -41 } : { serial };
    return { ...base, event, requestId, actor: by, data };
  });

export function statementOf(token: TokenDetail, subject: Person): TokenStatement {
  const at = Date.now() - 20 * dayMs;
  const keyHistory: StatementBurn['burner']['keyHistory'] = [
    { at: at - 90 * dayMs, event: 'burner_paired', by: 'Alex Roth' },
    { at: at - 90 * dayMs + 60_000, event: 'burner_confirmed', by: tom.name },
  ];
  const burn = {
    requestId: 'request-1',
    subject,
    requestedBy: person('ada', 'Ada Keller'),
    call: { by: 'Ada Keller', identifiedBy: 'video' },
    approvedBy: 'direct report',
    identityCheck: { kind: 'badge-photo', at: at - 400_000, by: tom },
    technician: tom,
    burner: {
      id: 'b',
      name: 'Desk Lyon 2',
      fingerprint: 'AAAA-BBBB-CCCC-DDDD',
      version: '0.1.0',
      keyHistory,
    },
    burnedAt: at,
    outcome: 'burned',
    capture: 'paste-image',
    accountSeen: true,
    secretInTabSeconds: 7,
    secretKnownSeconds: 38,
    checkedAt: at + 20_000,
    stepOffset: 0,
    binding: { how: 'seen', methodId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', at: at + 60_000 },
    handedOverAt: at + 90_000,
    receipt: { seq: 17, hash: 'A1'.repeat(32), isValid: true },
    auditSeq: 412,
  } as const;
  const older = {
    ...burn,
    subject: person('tw', 'Tomasz Wójcik'),
    burnedAt: at - 200 * dayMs,
    capture: 'typed-key',
    accountSeen: false,
    call: null,
    secretInTabSeconds: null,
    secretKnownSeconds: null,
    checkedAt: null,
    binding: { how: 'said', methodId: null, at: at - 200 * dayMs },
    receipt: { seq: 3, hash: 'B2'.repeat(32), isValid: true },
    auditSeq: 96,
  } as const;
  return {
    token,
    madeAt: Date.now(),
    madeBy: eszter,
    burns: [older, burn],
    chain: { ok: true, rows: 1204, receipts: 310, walkedAt: at },
  };
}
