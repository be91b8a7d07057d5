import { randomUUID } from 'node:crypto';
import { json, type Reply } from '../http.ts';

/** A refusal in Graph's own shape; thrown anywhere below the Graph router. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const graphError = (error: GraphError, nowMs: number): Reply => {
  const requestId = randomUUID();
  const innerError = {
    date: new Date(nowMs).toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': requestId,
  };
  const body = { error: { code: error.code, message: error.message, innerError } };
  return json(error.status, body, { 'request-id': requestId, ...error.headers });
};

export const notFound = (what: string): GraphError =>
  new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${what.slice(0, 128)}' does not exist or one of its queried reference-property objects are not present.`,
  );

export const badRequest = (message: string, code = 'BadRequest'): GraphError =>
  new GraphError(400, code, message);

/** What Graph says of a path it does not know. */
export const unknownSegment = (segment: string): GraphError =>
  badRequest(`Resource not found for the segment '${segment.slice(0, 64)}'.`);

/** Reports and sign-ins are for tenants with Entra ID P1. */
export const noPremium = (): GraphError =>
  new GraphError(
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    'Neither tenant is B2C or tenant doesn’t have premium license',
  );
