import type { Token } from '../../domain/tokens/token.ts';
import type { Db } from '../../store/database.ts';
import { findRequest } from '../../store/tables/requests.ts';

/** Of a person's tokens, those that were not given them as a spare one. */
export async function withoutSpares(tx: Db, tokens: readonly Token[]): Promise<readonly Token[]> {
  const kept: Token[] = [];
  for (const token of tokens) {
    const request = token.requestId === null ? null : await findRequest(tx, token.requestId);
    if (request?.spareFor === undefined) kept.push(token);
  }
  return kept;
}
