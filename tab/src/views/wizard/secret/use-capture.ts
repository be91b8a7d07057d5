import type { Problem } from '@token-desk/contract/problem';
import type { SeedFound } from '@token-desk/contract/seed/input';
import { wipe } from '@token-desk/contract/text/bytes';
import { useEffectEvent, useLayoutEffect, useState } from 'react';
import type { Burn } from '../../../burning/use-burn.ts';
import type { HeldFacts } from '../../../flow/burn/burn-flow.ts';
import { judgeSecret } from '../../../flow/burn/judge-secret.ts';
import { wasAtMicrosoft } from '../../../kept/last-person.ts';
import {
  type Captured,
  capturedFromClipboard,
  capturedFromDrop,
  type Reading,
  readCaptured,
} from '../../../seed/capture.ts';
import { problemOf, useSession } from '../../../server/session.ts';
import { currentReader } from '../current-reader.ts';

export type Capture = {
  readonly isDragging: boolean;
  /** Somebody pasted at a desk where that is not allowed. */
  readonly isPasteRefused: boolean;
  /** What was brought in last was typed into the field for a key. */
  readonly isTyped: boolean;
  bringIn(captured: Captured): void;
};

/** Paste and drop anywhere on the page, and `bringIn` for the rest; the secret goes straight into the seed box. */
export function useCapture(burn: Burn, mayPaste: boolean): Capture {
  const { me, api } = useSession();
  const [isDragging, setIsDragging] = useState(false);
  const [isPasteRefused, setIsPasteRefused] = useState(false);
  const [isTyped, setIsTyped] = useState(false);
  const { subject, id: requestId } = burn.state.request;

  const wrong = (problem: Problem) => {
    burn.dispatch({ type: 'secret-wrong', problem });
    // the kind alone, for the reports; whether it arrives is nobody's concern at this desk
    const kind = problem.code.replace(/^input-/, '');
    void api.call('noteWrongInput', { params: { requestId }, body: { kind } }).catch(() => {});
  };
  const wasBurned = async (reading: Exclude<Reading, { kind: 'wrong' }>) =>
    reading.kind === 'found'
      ? burn.box.wasBurned(reading.found.seed)
      : (await burn.box.wasBurned(reading.base32.seed)) || (await burn.box.wasBurned(reading.hex.seed));
  const take = async (captured: Captured) => {
    burn.box.drop();
    burn.dispatch({ type: 'secret-reading' });
    const reading = await readCaptured(captured, {
      serialOnReader: currentReader(burn.desk)?.token?.serial,
      subjectUpn: subject.upn,
      signal: AbortSignal.timeout(20_000),
    });
    if (reading.kind === 'wrong') return wrong(reading.problem);
    const found = reading.kind === 'found' ? reading.found : reading.base32;
    const expected = { subjectUpn: subject.upn, subjectName: subject.name, tenantName: me.tenantName };
    const problem =
      judgeSecret(found, expected) ??
      ((await wasBurned(reading)) ? ({ code: 'code-already-burned' } as const) : null);
    if (problem !== null) {
      wipe(found.seed);
      if (reading.kind === 'either') wipe(reading.hex.seed);
      return wrong(problem);
    }
    const facts = factsOf(found, reading.capture);
    const { sizeBytes: _size, ...sealed } = facts;
    if (reading.kind === 'either') {
      burn.box.putEither({ base32: found.seed, hex: reading.hex.seed }, { ...sealed, digits: 6 });
      return burn.dispatch({
        type: 'secret-either',
        base32: facts,
        hex: factsOf(reading.hex, reading.capture),
      });
    }
    burn.box.put(found.seed, { ...sealed, digits: 6 });
    // their own page made it: whoever was signed in there before is so no more
    if (found.account !== null) wasAtMicrosoft(subject);
    const { alsoSeen } = reading;
    burn.dispatch({ type: 'secret-found', facts, isAccountSeen: found.account !== null, alsoSeen });
  };
  const bringIn = (captured: Captured) => {
    setIsPasteRefused(false);
    setIsTyped(captured.capture === 'typed-key');
    void take(captured).catch((error: unknown) =>
      burn.dispatch({ type: 'secret-wrong', problem: problemOf(error) }),
    );
  };

  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    // into the field for a typed key as well: what went over the clipboard was pasted, wherever it lands
    const captured = capturedFromClipboard(event.clipboardData);
    event.preventDefault();
    if (!mayPaste) return setIsPasteRefused(true);
    if (captured === null) return wrong({ code: 'input-empty' });
    bringIn(captured);
    void overwriteClipboard().then((isDone) =>
      burn.dispatch({ type: 'pasted', clipboard: isDone ? 'overwritten' : 'kept' }),
    );
  });
  const onDrop = useEffectEvent((event: DragEvent) => {
    event.preventDefault();
    setIsDragging(false);
    const captured = capturedFromDrop(event.dataTransfer);
    if (captured !== null) bringIn(captured);
  });
  // before it is painted: who reads that it is time to paste has been heard already
  useLayoutEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    addEventListener('paste', (event) => onPaste(event), { signal });
    addEventListener('drop', (event) => onDrop(event), { signal });
    const onDrag = (event: DragEvent) => {
      event.preventDefault();
      setIsDragging(true);
    };
    addEventListener('dragover', onDrag, { signal });
    addEventListener('dragleave', (event) => event.relatedTarget === null && setIsDragging(false), {
      signal,
    });
    return () => listening.abort();
  }, []);
  return { isDragging, isPasteRefused, isTyped, bringIn };
}

/** What was pasted must not be pasted again somewhere else. Not every host lets a page write there. */
async function overwriteClipboard(): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(' ');
    return true;
  } catch {
    return false;
  }
}

function factsOf(found: SeedFound, capture: HeldFacts['capture']): HeldFacts {
  const { tenant, account, algorithm, stepSeconds, seed } = found;
  return { tenant, account, algorithm, stepSeconds, sizeBytes: seed.length, capture };
}
