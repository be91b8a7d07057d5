import { Button } from '@fluentui/react-components';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { isHolding } from '../../kept/in-hand.ts';
import { usePlace } from '../../places/use-place.ts';
import type { BrowserAccount } from '../../sign-in/kept-sign-in.ts';
import { timeOfDay } from '../../time.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

const lookEveryMs = 30_000;

/**
 * Renews the sign-in of a plain browser before it ends. Where only the person can do that, says so and waits: nobody
 * is thrown out of what they hold, and back at the queue, where nothing is held, the page goes to Entra by itself.
 */
export function SignInEnds({ account }: { readonly account: BrowserAccount }) {
  const strings = useAllStrings();
  const { alone: words } = strings.work;
  const { kind, endsAt } = useSyncExternalStore(account.subscribe, account.state);
  const { view } = usePlace();
  const [isAsking, setIsAsking] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const [isHeld, setIsHeld] = useState(isHolding);
  useEffect(() => {
    const timer = setInterval(() => {
      setIsHeld(isHolding());
      // what it finds is in `state`
      void account.accessToken().catch(() => {});
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [account]);
  const mayLeave = kind !== 'good' && view === 'queue' && !isAsking && !isHeld && !isHolding();
  useEffect(() => {
    if (mayLeave) account.renewByLeaving();
  }, [mayLeave, account]);
  if (kind === 'good' || mayLeave) return null;
  const again = async () => {
    setIsAsking(true);
    setHasFailed(false);
    try {
      await account.again();
    } catch {
      setHasFailed(true); // closed, blocked, refused or somebody else: the sentence names what to try
    }
    setIsAsking(false);
  };
  return (
    <div className="sign-in-ends">
      <Notice
        title={kind === 'over' ? words.overTitle : words.endsTitle(timeOfDay(endsAt, strings))}
        text={hasFailed ? words.windowFailed : kind === 'over' ? words.overText : words.endsText}
      >
        <Button disabledFocusable={isAsking} onClick={() => void again()}>
          {words.again}
        </Button>
      </Notice>
    </div>
  );
}
