import { ProblemError } from '@token-desk/contract/problem';
import { type Fact, read } from '../domain/entra/facts.ts';
import { type Batched, GraphRefusal } from './access/client.ts';

/** What a read found, or why it found nothing; `permissions`: any one of them allows it. Anything else is thrown on. */
export async function factOf<T>(answer: Promise<T>, permissions: readonly string[]): Promise<Fact<T>> {
  try {
    return read(await answer);
  } catch (error) {
    if (error instanceof GraphRefusal) return refused(error, permissions);
    if (error instanceof ProblemError) return { kind: 'no-answer' };
    throw error;
  }
}

/** Microsoft also answers 403 where the tenant has no Entra ID P1: no permission would show it then. */
export const withoutLicence = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';

const refused = ({ status, code }: GraphRefusal, permissions: readonly string[]): Fact<never> =>
  status === 403 && code !== withoutLicence ? { kind: 'not-allowed', permissions } : { kind: 'no-answer' };

/** The same of one answer in a batch. */
export const factIn = <T>(answer: Batched<T> | undefined, permissions: readonly string[]): Fact<T> => {
  if (answer === undefined) return { kind: 'no-answer' };
  return answer instanceof GraphRefusal ? refused(answer, permissions) : read(answer);
};
