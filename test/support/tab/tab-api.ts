import { randomUUID } from 'node:crypto';
import { readSlipFiles, type SlipFile } from '@token-desk/bot/domain/delivery/slip-words';
import { legalOrders } from '@token-desk/bot/domain/jobs/legal-orders';
import { decideTask } from '@token-desk/bot/domain/life/task';
import { seenIn } from '@token-desk/bot/domain/requests/binding';
import { identityCounts } from '@token-desk/bot/domain/requests/identity';
import type { Command } from '@token-desk/bot/domain/requests/request-commands';
import { auditDataOf } from '@token-desk/bot/domain/requests/request-events';
import { decide, evolveAll } from '@token-desk/bot/domain/requests/request-machine';
import { secondKinds } from '@token-desk/bot/domain/requests/second-method';
import type { HardwareMethod } from '@token-desk/bot/domain/tokens/device';
import { readSlipFolder } from '@token-desk/bot/slip-files';
import type { LiveEvent, RouteName } from '@token-desk/contract/api';
import type { Incident } from '@token-desk/contract/chat/incident';
import type { Unheard } from '@token-desk/contract/chat/notice';
import type { BurnPhase } from '@token-desk/contract/desk/job';
import { formatFingerprint } from '@token-desk/contract/desk/pairing';
import { type Readiness, readinessChecks } from '@token-desk/contract/entra/readiness';
import { type SecondMethod, secondMethods, type WayIn } from '@token-desk/contract/entra/second-method';
import { firstEyesOf } from '@token-desk/contract/four-eyes';
import type { Person, Role } from '@token-desk/contract/ids';
import { type TaskDetail, taskCommand } from '@token-desk/contract/life/task';
import { usualReasons } from '@token-desk/contract/organisation';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import {
  finalStates,
  type PerUserMfa,
  type Request,
  type RequestForm,
  type SecondTechnicianBecause,
  servedStates,
} from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import type { LeftDevice } from '@token-desk/contract/routes/loads';
import type { Slip } from '@token-desk/contract/routes/slips';
import type { RecordApart } from '@token-desk/contract/token/record';
import type {
  BurnerView,
  HistoryEntry,
  JobView,
  Me,
  RequestDetail,
  WindowSaid,
} from '@token-desk/contract/views';
import { stepOf } from '@token-desk/contract/wizard-step';
import { loadedTokenOf, tokenOf } from '../bot/requests.ts';
import { TabBurner } from './tab-burner.ts';
import { type Served, type TabCall, TabServer } from './tab-server.ts';

const timeZone = 'UTC';

export const person = (id: string, name: string): Person => ({
  id,
  name,
  upn: `${name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .replace(' ', '.')}@contoso.example`,
});
export const tom = person('tom', 'Tom Weber');
export const eszter = person('eszter', 'Eszter Kovács');
export const ada = person('ada', 'Ada Keller');

type Kept = { request: Request; history: HistoryEntry[] };

/**
 * The tab's API in memory: the contract's table, the bot's own request machine, and a desk that opens what was
 * sealed. No database, no roles beyond the technician's, no time but the clock's.
 */
const ways = readinessChecks.map((check) => ({ check, state: 'ok' as const, permissions: [], names: [] }));
const noLicence = ways.map((one) => (one.check === 'licence' ? { ...one, state: 'missing' as const } : one));
/** Nothing stands in the way of an authenticator app, and there is no licence for more. */
const withoutPremium: Readiness = { A: ways, B: noLicence, route: 'A', because: 'licence', mayCreate: 'ok' };
/** A hardware token is what is offered. */
export const withPremium: Readiness = { ...withoutPremium, B: ways, route: 'B', because: null };

export class TabApi {
  readonly burner = new TabBurner();
  readonly burnerId = 'burner-lyon-2';
  isPractice = false;
  /** What Microsoft says of everybody here, or why nobody can tell. */
  readiness: Readiness | ProblemCode = withoutPremium;
  burnerState: BurnerView['state'] = 'confirmed';
  isOnline = true;
  roles: Role[] = ['Technician', 'Administrator', 'Auditor'];
  /** What is said of every site. */
  place: RequestDetail['place'] = { pickUp: null, phone: null, cabinet: null, approver: null };
  /** Ids of the subject's methods; null: they cannot be read. */
  methods: string[] | null = ['phone'];
  /** Of the person to whom a loaded token is handed out. */
  hardware: HardwareMethod[] | null = [];
  /** What the subject can sign in with; null: it cannot be read. */
  ways: WayIn[] | null = [];
  /** Why a second technician has to confirm a loaded token that is taken. */
  second: SecondTechnicianBecause | null = null;
  offered: SecondMethod[] = [...secondMethods];
  /** Per-user MFA at Microsoft, by person; of nobody else it can be read. */
  readonly perUserMfa = new Map<string, PerUserMfa>();
  /** The next burn stops after the clock was set, until the token is put back. */
  liftBetween = false;
  /** What the desk says of the next secret it writes. */
  nextOutcome: 'burned' | 'unknown' = 'burned';
  /** The next burn stays at this phase until `goOn` is called. */
  holdAt: BurnPhase | null = null;
  goOn: () => void = () => {};
  readonly #requests = new Map<string, Kept>();
  readonly #jobs = new Map<string, JobView>();
  #seq = 0;
  readonly #server = new TabServer(
    async (name, call) => (await this.beyond(name, call)) ?? this.#call(name, call),
  );
  origin = '';
  recordsApart: RecordApart[] = [];
  leftDevices: LeftDevice[] = [];
  incidents: Incident[] = [];
  tasks: TaskDetail[] = [];
  unheard: Unheard[] = [];
  /** What is printed, and files of words beside those that are shipped. */
  slips: Slip[] = [];
  slipFiles: SlipFile[] = [];

  async listen(served: Served): Promise<void> {
    this.origin = await this.#server.listen(served);
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  add(
    subject: Person,
    form: Partial<RequestForm> = {},
    {
      approved = true,
      by = ada,
      call,
      reported = [],
    }: {
      approved?: boolean;
      by?: Person;
      call?: Request['call'];
      reported?: readonly string[];
    } = {},
  ): string {
    const id = randomUUID();
    const whole: RequestForm = {
      type: 'new',
      reason: 'no-phones-on-site',
      site: 'Line 4, Lyon',
      neededBy: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
      handOver: 'desk',
      ...form,
    };
    const decision = { rule: 'direct report', approve: approved ? 'none' : 'approver' } as const;
    const called = call === undefined ? {} : { call };
    const source = call === undefined ? 'chat' : 'tab';
    this.#do(id, { kind: 'submit', id, subject, form: whole, source, decision, reported, ...called }, by);
    return id;
  }

  /** What the next order is answered with, as if the server knew more than the page. */
  refuseNext: ProblemCode | null = null;

  /** A desk has burned this token for the request, as its receipt would say. */
  burnedAs(id: string, serial: string): void {
    const token = {
      serial,
      model: 'miniOTP-2-i',
      burnedAt: Date.now(),
      clockDriftBeforeSeconds: 0,
      accountSeen: true,
      burnerId: this.burnerId,
    };
    const actor: Actor = { kind: 'burner', burnerId: this.burnerId, name: 'Desk Lyon 2' };
    const jobId = randomUUID();
    const job = { jobId, serial, burnerId: this.burnerId, burner: 'Desk Lyon 2', timeZone };
    this.#do(id, { kind: 'open-job', ...job }, tom);
    this.#do(
      id,
      { kind: 'record-burn', jobId, outcome: 'burned', technicianId: tom.id, token, problem: null },
      actor,
    );
  }

  /** What somebody else does, or what happened before the test began. */
  do(id: string, command: Command, by: Person = eszter): void {
    this.#do(id, command, by);
  }

  request(id: string): RequestDetail {
    const kept = this.#requests.get(id);
    if (kept === undefined) throw new ProblemError('request-not-found');
    const acting = { actor: { kind: 'person', person: tom }, roles: this.roles } as const;
    return {
      ...kept.request,
      step: stepOf(kept.request),
      history: kept.history,
      may: legalOrders(kept.request, acting, Date.now()),
      isIdentified: identityCounts(kept.request, tom, { now: Date.now(), timeZone }),
      cannotBurn: firstEyesOf(kept.request, tom, 'burn'),
      place: this.place,
    };
  }

  /** Bound, and nobody has said whether MFA is on: as they came. */
  protected unenforced(): RequestDetail[] {
    return [...this.#requests.keys()]
      .map((id) => this.request(id))
      .filter(({ state, enforcement }) => servedStates.includes(state) && enforcement === 'undecided');
  }

  protected withoutSecond(): RequestDetail[] {
    return [...this.#requests.keys()]
      .map((id) => this.request(id))
      .filter(
        ({ state, second, spareFor }) =>
          servedStates.includes(state) && second === undefined && spareFor === undefined,
      );
  }

  burnerView(): BurnerView {
    return {
      id: this.burnerId,
      name: 'Desk Lyon 2',
      state: this.burnerState,
      online: this.isOnline,
      practice: false,
      version: '0.1.0',
      hostName: 'LYON-PC-7',
      identityKey: this.burner.identityKey,
      fingerprint: formatFingerprint(new Uint8Array(32)),
      readers: [this.burner.reader],
      lastSeenAt: Date.now(),
      pairedAt: Date.now() - 86_400_000,
    };
  }

  put(serial: string, drift?: number): void {
    this.burner.put(serial, drift);
    this.tellBurner();
  }

  lift(): void {
    this.burner.lift();
    this.tellBurner();
  }

  tellBurner(): void {
    this.#tell({ type: 'burner', burner: this.burnerView() });
  }

  /** Killed at the next call of this route, before or after it was done; `revive` starts it again. */
  killAt(name: RouteName, when: 'before' | 'after'): void {
    this.#server.diesAt = { name, isDone: when === 'after' };
  }
  revive(): void {
    this.#server.isDead = false;
  }

  /** Every body that came in, to look for what must not be there. */
  get bodies(): readonly string[] {
    return this.#server.bodies;
  }

  /** What a larger server answers in place of this one; undefined: nothing. */
  protected async beyond(_name: RouteName, _call: TabCall): Promise<unknown> {
    return undefined;
  }

  tell(event: LiveEvent): void {
    this.#tell(event);
  }

  #tell(event: LiveEvent): void {
    this.#server.tell(event);
  }

  #do(id: string, command: Command, by: Person | Actor, roles: Role[] = ['Technician']): void {
    const kept = this.#requests.get(id) ?? null;
    const actor: Actor = 'kind' in by ? by : { kind: 'person', person: by };
    const decided = decide(kept?.request ?? null, command, { actor, roles }, Date.now());
    if (!decided.ok) throw new ProblemError(decided.problem.code, decided.problem.detail);
    if (decided.events.length === 0) return;
    const request = evolveAll(kept?.request ?? null, decided.events);
    const history = kept?.history ?? [];
    for (const event of decided.events) {
      this.#seq += 1;
      history.push({
        seq: this.#seq,
        at: event.at,
        actor: event.actor,
        event: event.kind,
        data: auditDataOf(event),
      });
    }
    this.#requests.set(id, { request, history });
    this.#tell({ type: 'request', seq: this.#seq, requestId: id, version: request.version });
  }

  #changeJob(job: JobView, change: Partial<JobView>): JobView {
    const next = { ...(this.#jobs.get(job.id) ?? job), ...change };
    this.#jobs.set(job.id, next);
    this.#tell({ type: 'job', job: next });
    return next;
  }

  async #phase(job: JobView, phase: BurnPhase, why: ProblemCode | null = null): Promise<void> {
    this.#changeJob(job, { phase, problem: why === null ? null : { code: why } });
    if (this.holdAt !== phase) return;
    this.holdAt = null;
    await new Promise<void>((resolve) => {
      this.goOn = resolve;
    });
  }

  async #run(job: JobView, envelope: { enc: string; ciphertext: string }): Promise<void> {
    for (const phase of ['reading', 'authenticating', 'writing-clock'] as const)
      await this.#phase(job, phase);
    if (this.liftBetween) {
      this.liftBetween = false;
      this.lift();
      this.holdAt = 'place-token';
      await this.#phase(job, 'place-token', 'token-empty');
      for (const phase of ['reading', 'authenticating', 'writing-clock'] as const)
        await this.#phase(job, phase);
    }
    await this.#phase(job, 'writing-seed');
    const isWritten = await this.burner.write(job.offer, envelope);
    await this.#phase(job, 'written');
    const actor: Actor = { kind: 'burner', burnerId: this.burnerId, name: 'Desk Lyon 2' };
    const token = {
      serial: job.offer.serial,
      model: this.burner.reader.token?.model ?? null,
      burnedAt: Date.now(),
      clockDriftBeforeSeconds: this.burner.reader.token?.clockDriftSeconds ?? null,
      accountSeen: this.burner.secret?.account !== null,
      burnerId: this.burnerId,
    };
    const outcome = isWritten ? this.nextOutcome : 'failed';
    const problem = isWritten ? null : 'envelope-tampered';
    this.#do(
      job.offer.requestId ?? '',
      { kind: 'record-burn', jobId: job.id, outcome, technicianId: tom.id, token, problem },
      actor,
    );
    this.#changeJob(job, { state: 'done', outcome, problem: problem === null ? null : { code: problem } });
  }

  async #call(name: RouteName, { params, body, query }: TabCall): Promise<unknown> {
    const { requestId = '', jobId = '' } = params;
    switch (name) {
      case 'me':
        return this.#me();
      case 'listRequests':
        return this.#list(query);
      case 'getRequest':
        return this.request(requestId);
      case 'commandRequest':
        return this.#command(requestId, body);
      case 'watchForMethod':
        return this.#watch(requestId);
      case 'getReadiness':
        if (typeof this.readiness === 'string') throw new ProblemError(this.readiness);
        return this.readiness;
      case 'getSecondMethod':
        return { ways: this.ways, offered: this.offered, isCarried: true };
      case 'listTokens':
        return { items: [], next: null, total: 0 };
      case 'countApprovals':
        return {
          total: [...this.#requests.keys()].filter((id) => this.request(id).state === 'submitted').length,
        };
      case 'countWithoutSecond':
        return { total: this.withoutSecond().length };
      case 'openJob':
        return this.#openJob(requestId, body);
      case 'getJob':
        return this.#job(jobId);
      case 'submitEnvelope': {
        const { envelope, accountSeen } = body as {
          envelope: { enc: string; ciphertext: string };
          accountSeen: boolean;
        };
        const job = this.#changeJob(this.#job(jobId), { state: 'sealed' });
        this.#do(job.offer.requestId ?? '', { kind: 'seal', jobId, accountSeen }, tom);
        void this.#run(job, envelope);
        return job;
      }
      case 'cancelJob': {
        const job = this.#job(jobId);
        this.#do(
          job.offer.requestId ?? '',
          { kind: 'cancel-job', jobId, because: 'asked', problem: null },
          tom,
        );
        return this.#changeJob(job, { state: 'cancelled' });
      }
      case 'checkCode':
        return this.#verify(requestId, (body as { code: string }).code);
      case 'sayWindow':
        this.#tell({ type: 'window', ...(body as WindowSaid), requestId, personId: tom.id });
        return {};
      case 'listBoxes':
        return { items: [] };
      case 'getOwnRoles': {
        const [what, todo, who] = ['At Microsoft you may create no token.', null, null];
        return { ok: true, findings: [{ id: 'your-roles', ok: true, what, todo, who }] };
      }
      case 'listLeftDevices':
        return { items: this.leftDevices, total: this.leftDevices.length, isRead: true };
      case 'countLeftOver':
        return { total: this.leftDevices.length };
      case 'listRecordsApart':
        return { items: this.recordsApart, total: this.recordsApart.length };
      case 'listIncidents':
        return { items: [...this.incidents], total: this.incidents.length };
      case 'closeIncident':
        this.incidents = this.incidents.filter(({ auditSeq }) => String(auditSeq) !== params.seq);
        return {};
      case 'acknowledgeRecord':
        this.recordsApart = this.recordsApart.filter(({ auditSeq }) => String(auditSeq) !== params.seq);
        return {};
      case 'listTasks': {
        const open = this.tasks.filter(({ ended }) => ended === null);
        return { items: open, total: open.length };
      }
      case 'getTask':
        return this.#task(params.taskId);
      case 'commandTask': {
        const decided = decideTask(
          this.#task(params.taskId),
          taskCommand.parse(body),
          { by: tom, isThere: this.#task(params.taskId).isStillThere },
          Date.now(),
        );
        if (!decided.ok) throw new ProblemError(decided.problem.code, decided.problem.detail);
        const now = { ...this.#task(params.taskId), ...decided.step?.task };
        this.tasks = this.tasks.map((one) => (one.id === now.id ? now : one));
        return now;
      }
      case 'listUnheard':
        return { items: [...this.unheard], next: null, total: this.unheard.length };
      case 'getSlips':
        return { slips: this.slips, ...readSlipFiles([...(await readSlipFolder(null)), ...this.slipFiles]) };
      case 'countUnheard':
        return { total: this.unheard.length };
      case 'settleNotice':
        this.unheard = this.unheard.filter(({ id }) => id !== params.noticeId);
        return {};
      case 'countUnenforced':
        return { total: this.unenforced().length };
      case 'listBurners':
        return { items: [this.burnerView()] };
      case 'createPairingCode':
        return { code: 'ABCD-2345-EFGH', expiresAt: Date.now() + 600_000 };
      case 'commandBurner':
        this.burnerState = 'confirmed';
        this.tellBurner();
        return this.burnerView();
      case 'listAudit': {
        const rows = [...this.#requests].flatMap(([id, { history }]) => {
          const { subject } = this.request(id);
          return history.map((entry) => ({ ...entry, requestId: id, hash: 'F'.repeat(64), subject }));
        });
        return { items: rows.toSorted((a, b) => a.seq - b.seq), next: null };
      }
      case 'verifyAudit':
        return { ok: true, rows: this.#seq, receipts: this.#jobs.size, brokenAt: null };
      default:
        throw new ProblemError('not-found');
    }
  }

  #me(): Me {
    return {
      person: tom,
      roles: this.roles,
      tenantName: 'Contoso Ltd',
      practice: this.isPractice,
      sites: ['Line 4, Lyon'],
      reasons: usualReasons.map(({ id, en, de }) => ({ id, en, de })),
      now: Date.now(),
      methodsReadable: this.methods !== null,
      securityInfoUrl: 'https://mysignins.microsoft.com/security-info',
    };
  }

  #list(query: URLSearchParams) {
    const q = (query.get('q') ?? '').toLowerCase();
    const items = [...this.#requests.keys()]
      .map((id) => this.request(id))
      .filter(({ state }) => query.get('scope') !== 'open' || !finalStates.includes(state))
      .filter(({ state }) => [null, state as string].includes(query.get('state')))
      .filter(({ form }) => [null, form.site].includes(query.get('site')))
      .filter(({ subject }) => [null, subject.id].includes(query.get('subject')))
      .filter(
        ({ form }) => query.get('overdue') !== '1' || form.neededBy < new Date().toISOString().slice(0, 10),
      )
      .filter(
        ({ state, second, spareFor }) =>
          query.get('withoutSecond') !== '1' ||
          (servedStates.includes(state) && second === undefined && spareFor === undefined),
      )
      .filter(({ claim }) => query.get('mine') !== '1' || claim?.by.id === tom.id)
      .filter(({ subject, token }) =>
        `${subject.name} ${subject.upn} ${token?.serial ?? ''}`.toLowerCase().includes(q),
      )
      .map(({ history: _history, methodsBefore: _methods, ...summary }) => summary);
    const sort = query.get('sort');
    if (sort === 'person') items.sort((a, b) => a.subject.name.localeCompare(b.subject.name));
    if (sort === 'due') items.sort((a, b) => a.form.neededBy.localeCompare(b.form.neededBy));
    if (sort !== null && query.get('down') === '1') items.reverse();
    return { items, next: null, total: items.length };
  }

  #checkVersion(id: string, version: number): void {
    if (this.request(id).version !== version) throw new ProblemError('request-changed');
  }

  #command(id: string, body: { version: number; command: Command }): RequestDetail {
    this.#checkVersion(id, body.version);
    const refused = this.refuseNext;
    this.refuseNext = null;
    if (refused !== null) throw new ProblemError(refused);
    // As the server completes an order; what it has no use for is left aside.
    const command = { ...body.command, ...this.#known(id, body.command) } as Command;
    this.#do(id, command, tom, this.roles);
    const { second } = this.request(id);
    if (command.kind === 'ask-spare' && second?.how === 'spare') this.#spare(second.requestId, id);
    return this.request(id);
  }

  #known(id: string, command: { readonly kind: string; readonly serial?: string }) {
    const request = this.request(id);
    const { methods, hardware } = this;
    const offered = typeof this.readiness === 'string' ? null : this.readiness;
    const mfa = this.perUserMfa.get(request.subject.id) ?? null;
    const [serial, deviceId] = [command.serial ?? request.token?.serial ?? '', 'device-1'];
    const isTaken = request.state === 'in_progress' && request.token?.loaded === true;
    const taken = { state: 'reserved', requestId: id, holder: request.subject } as const;
    const isLoaded = isTaken || command.kind === 'take-loaded';
    return {
      methods,
      hardware,
      mfa,
      offered,
      waysIn: this.ways?.map(({ kind }) => kind) ?? null,
      device: { id: deviceId, serial, assignedTo: null },
      token: isLoaded ? loadedTokenOf({ serial, deviceId, ...(isTaken ? taken : {}) }) : tokenOf(request),
      second: this.second,
      ways: secondKinds(this.ways),
      hasPass: this.ways?.some((way) => way.kind === 'pass') ?? null,
      spareId: randomUUID(),
      isOffered: true,
      timeZone,
    };
  }

  #spare(id: string, spareFor: string): void {
    const { subject, form } = this.request(spareFor);
    const spare = { ...form, type: 'new', reason: 'second-factor' } as const;
    const decision = { rule: 'new', approve: 'none' } as const;
    const submit = { kind: 'submit', id, subject, form: spare, source: 'tab', decision } as const;
    this.#do(id, { ...submit, spareFor }, tom);
  }

  #watch(id: string) {
    const request = this.request(id);
    const kind = 'look-for-method' as const;
    const command = { kind, ...this.#known(id, { kind }) };
    const acting = { actor: { kind: 'person', person: tom }, roles: this.roles } as const;
    const told = seenIn(decide(request, command, acting, Date.now()));
    if (!told.ok) throw new ProblemError(told.problem.code, told.problem.detail);
    return { seen: told.seen, version: request.version };
  }

  async #openJob(
    id: string,
    body: { version: number; serial: string; config: JobView['offer']['config'] },
  ): Promise<JobView> {
    this.#checkVersion(id, body.version);
    if (!this.isOnline) throw new ProblemError('burner-offline', { burner: 'Desk Lyon 2' });
    const jobId = randomUUID();
    const { serial, config } = body;
    const desk = { burnerId: this.burnerId, burner: 'Desk Lyon 2', timeZone };
    this.#do(id, { kind: 'open-job', jobId, serial, ...desk }, tom);
    const offer = {
      jobId,
      attempt: 1,
      kind: 'burn',
      burnerId: this.burnerId,
      reader: null,
      serial,
      requestId: id,
      subject: this.request(id).subject,
      technician: tom,
      config,
      expiresAt: Date.now() + 300_000,
    } as const;
    const key = await this.burner.keyFor(offer);
    const job = {
      id: jobId,
      attempt: 1,
      kind: 'burn',
      state: 'keyed',
      offer,
      key,
      phase: null,
      outcome: null,
      problem: null,
      identified: null,
    } as const;
    this.#jobs.set(jobId, job);
    return job;
  }

  #job(id: string): JobView {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new ProblemError('not-found');
    return job;
  }

  #task(taskId: string | undefined): TaskDetail {
    const found = this.tasks.find(({ id }) => id === taskId);
    if (found === undefined) throw new ProblemError('not-found');
    return found;
  }

  #verify(id: string, code: string) {
    const { matched, problem } = this.burner.check(code);
    const jobId = [...this.#jobs.values()].findLast(({ offer }) => offer.requestId === id)?.id ?? '';
    const actor: Actor = { kind: 'burner', burnerId: this.burnerId, name: 'Desk Lyon 2' };
    const stepOffset = matched ? 0 : null;
    this.#do(id, { kind: 'record-check', jobId, isCurrent: true, matched, stepOffset, problem }, actor);
    return {
      matched,
      stepOffset,
      problem: problem === null ? null : { code: problem satisfies ProblemCode },
      sealed: null,
    };
  }
}
