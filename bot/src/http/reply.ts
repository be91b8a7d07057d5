import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Problem, ProblemError, problems } from '@token-desk/contract/problem';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import type { Log } from '../log.ts';

/** What a problem looks like on the wire: the code and its values, and English text for other readers. */
export function problemBody(problem: Problem): { problem: Problem; title: string; action: string } {
  return { problem, ...describeProblem(problem) };
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(value);
  response.statusCode = status;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('content-length', Buffer.byteLength(text));
  response.end(text);
}

/** Turns whatever was thrown into what a person may see. An unknown error gets an id and is logged whole. */
export function problemOf(error: unknown, log: Log, where: object): Problem {
  if (error instanceof ProblemError) return error.problem;
  const id = randomUUID().slice(0, 8);
  log.error({ ...where, errorId: id, err: error }, 'unexpected error');
  return { code: 'unexpected', detail: { id } };
}

export function sendProblem(response: ServerResponse, problem: Problem): void {
  const { status } = problems[problem.code];
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  if (status === 429) response.setHeader('retry-after', String(problem.detail?.seconds ?? 60));
  if (problem.code === 'too-large') response.setHeader('connection', 'close');
  sendJson(response, status, problemBody(problem));
}
