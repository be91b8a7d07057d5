import { useEffect, useState } from 'react';
import { fingerprintOf } from '../../seed/identity-pin.ts';

/** The letters to compare by eye, from the key itself; empty until they are worked out. */
export function useFingerprint(identityKey: string): string {
  const [letters, setLetters] = useState('');
  useEffect(() => {
    let isCurrent = true;
    fingerprintOf(identityKey).then(
      (text) => isCurrent && setLetters(text),
      () => {}, // no letters, no button: nothing can be confirmed
    );
    return () => {
      isCurrent = false;
    };
  }, [identityKey]);
  return letters;
}
