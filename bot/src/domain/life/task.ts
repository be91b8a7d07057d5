import type { OtherEventKind } from '@token-desk/contract/audit-row';
import type { Person } from '@token-desk/contract/ids';
import type { Task, TaskCommand, TaskEnd, TaskStage } from '@token-desk/contract/life/task';
import { personData } from '@token-desk/contract/named';
import { fail, type Result } from '@token-desk/contract/problem';
import type { AuditData } from '../requests/request-events.ts';
import { methodOwner, type Token } from '../tokens/token.ts';

const minuteMs = 60_000;
/** From when it was opened, while it is open: day or night, since a lost token is used day or night. */
export const stageAfterMs = { 'on-call': 15 * minuteMs, security: 60 * minuteMs } as const;

/** What a step of a task leaves: the task, and its row of the audit. */
export type TaskStep = {
  readonly task: Task;
  readonly event: OtherEventKind;
  readonly data: AuditData;
};

type Opened = {
  readonly id: string;
  readonly by: Person | null;
  readonly site: string | null;
  readonly requestId: string | null;
  readonly now: number;
};

/**
 * What there is to do once this token is lost; null: nobody can sign in with it. One that was in use has to be looked for at
 * Microsoft also where nobody recorded which method it is.
 */
export function disableTask(token: Token, wasInUse: boolean, opened: Opened): Task | null {
  const subject = methodOwner(token) ?? (wasInUse ? token.holder : null);
  if (subject === null) return null;
  const { id, by, site, requestId, now } = opened;
  return {
    id,
    kind: 'disable',
    serial: token.serial,
    route: token.route,
    methodId: token.methodId,
    subject,
    site: token.site ?? site,
    requestId,
    openedAt: now,
    openedBy: by,
    stage: 'technicians',
    escalatesAt: now + stageAfterMs['on-call'],
    onCall: null,
    taken: null,
    sessionsEnded: null,
    ended: null,
  };
}

type Given = {
  readonly by: Person;
  /** Whether Microsoft lists its method; null: nobody can tell. */
  readonly isThere: boolean | null;
};

/** Pure, as the machines of requests and tokens are; a step that changes nothing is null. */
export function decideTask(
  task: Task,
  command: TaskCommand,
  { by, isThere }: Given,
  now: number,
): Result<{ readonly step: TaskStep | null }> {
  const { serial } = task;
  if (command.kind === 'sessions-ended') {
    // They may be ended while the method still waits, or after it has gone.
    if (task.sessionsEnded !== null) return { ok: true, step: null };
    return stepOf({ ...task, sessionsEnded: { by, at: now } }, 'sessions_ended', {});
  }
  if (task.ended !== null) {
    return command.kind === 'look' ? { ok: true, step: null } : fail('task-ended', { serial });
  }
  switch (command.kind) {
    case 'take':
      return task.taken?.by.id === by.id
        ? { ok: true, step: null }
        : stepOf({ ...task, taken: { by, at: now } }, 'task_taken', {});
    case 'look':
      return { ok: true, step: isThere === false ? endOf(task, { how: 'gone', by, now }) : null };
    case 'say-disabled':
      if (isThere === true) return fail('task-not-disabled', { serial });
      return { ok: true, step: endOf(task, { how: isThere === false ? 'gone' : 'said', by, now }) };
  }
}

export function endOf(
  task: Task,
  { how, by, now }: { readonly how: TaskEnd; readonly by: Person | null; readonly now: number },
): TaskStep {
  const ended = { ...task, escalatesAt: null, ended: { how, by, at: now } };
  return { task: ended, event: 'task_ended', data: { ...taskData(task), how } };
}

/** Who is told next as nothing has been done; null: it is not time, or everybody knows. Where nobody is on call security is. */
export function escalated(task: Task, onCall: Person | null, now: number): TaskStep | null {
  const { escalatesAt, ended, openedAt } = task;
  if (ended !== null || escalatesAt === null || escalatesAt > now) return null;
  const isLate = now >= openedAt + stageAfterMs.security;
  const stage: TaskStage =
    task.stage === 'technicians' && onCall !== null && !isLate ? 'on-call' : 'security';
  const called = stage === 'on-call' ? onCall : task.onCall;
  const next = stage === 'on-call' ? openedAt + stageAfterMs.security : null;
  return {
    task: { ...task, stage, escalatesAt: next, onCall: called },
    event: 'task_escalated',
    data: {
      ...taskData(task),
      stage,
      ...(stage === 'on-call' && called !== null ? personData('onCall', called) : {}),
    },
  };
}

const taskData = ({ id, kind, serial, subject }: Task): AuditData => ({
  taskId: id,
  task: kind,
  serial,
  ...personData('holder', subject),
});

const stepOf = (task: Task, event: OtherEventKind, data: AuditData): Result<{ readonly step: TaskStep }> => ({
  ok: true,
  step: { task, event, data: { ...taskData(task), ...data } },
});
