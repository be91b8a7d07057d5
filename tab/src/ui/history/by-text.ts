import type { Actor } from '@token-desk/contract/request-event';
import type { AllStrings } from '../../words/all.ts';

/** “by Ada Keller”, to stand after what happened. */
export function byText(actor: Actor, myId: string, strings: AllStrings): string {
  switch (actor.kind) {
    case 'person':
      return actor.person.id === myId ? strings.byYou : strings.by(actor.person.name);
    case 'policy':
      return strings.byRule;
    case 'clock':
      return strings.byClock;
    case 'burner':
      return strings.byDesk(actor.name);
  }
}
