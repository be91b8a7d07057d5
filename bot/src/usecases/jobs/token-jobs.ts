import type { Body } from '@token-desk/contract/api';
import { jobLifetimeMs } from '@token-desk/contract/desk/job';
import { ProblemError } from '@token-desk/contract/problem';
import type { TokenConfig } from '@token-desk/contract/token/config';
import type { JobView } from '@token-desk/contract/views';
import { isBlank, isFactorySeeded } from '../../domain/tokens/token.ts';
import { whyNotBlankable, whyNotSettable } from '../../domain/tokens/token-commands.ts';
import type { Db } from '../../store/database.ts';
import { insertJob, newestBurnOf } from '../../store/tables/jobs.ts';
import { findToken } from '../../store/tables/tokens.ts';
import { mayWriteModel } from '../tokens/allow-model.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { jobHint } from '../write/hints.ts';
import { orderAndWait } from './order-and-wait.ts';
import { freePlace, newJob, readyDesk } from './ready-desk.ts';
import { expireJobs } from './sweep.ts';

/** What tokens have from the factory; a blanking writes it next to its random secret. */
const standardConfig = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;

type Order = Body<'openTokenJob'>;

/** Orders a desk to read, blank or set the clock of a token, without a request; answers as soon as the desk does. */
export async function openTokenJob(deps: Deps, caller: Caller, order: Order): Promise<JobView> {
  const { kind, serial } = order;
  if (kind !== 'identify' && serial === null) throw new ProblemError('bad-request', { where: 'serial' });
  await expireJobs(deps);
  return orderAndWait(deps, async (tx) => {
    const desk = await readyDesk(deps, tx, order);
    const isAllowed = await mayBeDone(tx, caller, order);
    const place = { serial, requestId: null, technicianId: caller.person.id };
    const ended = await freePlace(deps, tx, place, desk);
    const started = newJob(deps, {
      jobId: deps.random.id(),
      attempt: 1,
      kind,
      burnerId: desk.burner.id,
      reader: desk.reader,
      serial,
      requestId: null,
      subject: null,
      technician: caller.person,
      config: kind === 'sync-clock' ? await configOf(tx, serial) : standardConfig,
      expiresAt: deps.clock.now() + jobLifetimeMs,
      ...(isAllowed === 'override' ? { allowUnknownModel: true } : {}),
    });
    await insertJob(tx, started);
    return { value: started, ended, hints: [jobHint(started)] };
  });
}

/** Throws what stands against it; reading a token is always allowed. */
async function mayBeDone(tx: Db, caller: Caller, { kind, serial }: Order): Promise<'known' | 'override'> {
  if (kind === 'identify' || serial === null) return 'known';
  const token = await findToken(tx, serial);
  const judged = kind === 'blank' ? whyNotBlankable(token, serial) : whyNotSettable(token, serial);
  if (!judged.ok) throw new ProblemError(judged.problem.code, judged.problem.detail);
  return kind === 'blank' ? mayWriteModel(tx, caller, serial) : 'known';
}

/** The clock is written together with hash and step: as the token has them, or its codes would be others. */
async function configOf(tx: Db, serial: string | null): Promise<TokenConfig> {
  const token = serial === null ? null : await findToken(tx, serial);
  if (token === null || isBlank(token)) return standardConfig;
  const burn = isFactorySeeded(token) ? null : await newestBurnOf(tx, token.serial);
  if (burn === null) throw new ProblemError('token-settings-unknown', { serial: token.serial });
  return burn.offer.config;
}
