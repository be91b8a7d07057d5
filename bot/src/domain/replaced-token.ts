import type { Request } from '@token-desk/contract/request';
import type { RequestEvent } from './request-events.ts';
import type { TokenDecided } from './token-commands.ts';
import type { Token } from './token-machine.ts';

type Fate = 'lost' | 'set-aside';

/**
 * What an event means for the tokens the person carries already. A lost one is lost as soon as somebody says so;
 * a faulty one may still let them in until the new one does.
 */
export function fateOfOldTokens(type: Request['form']['type'], event: RequestEvent['kind']): Fate | null {
  if (type === 'replace-lost' && event === 'submitted') return 'lost';
  return type === 'replace-faulty' && event === 'bound' ? 'set-aside' : null;
}

/** A token that another takes the place of; its method at Microsoft is still its last holder's. */
export function replacedToken(token: Token, fate: Fate, now: number): TokenDecided {
  const { holder } = token;
  if (fate === 'lost') {
    return {
      token: { ...token, state: 'lost', updatedAt: now },
      event: 'token_lost',
      custody: { kind: 'lost', holder, note: null },
    };
  }
  return {
    token: {
      ...token,
      state: 'quarantine',
      holder: null,
      requestId: null,
      takenBackFrom: holder,
      updatedAt: now,
    },
    event: 'token_set_aside',
    custody: { kind: 'set_aside', holder, note: null },
  };
}
