import type { Fault, FaultPlan } from '@token-desk/burner-service/reader/virtual/virtual-card';
import { ins } from '@token-desk/burner-service/token/protocol/commands';
import type { BurnOutcome } from '@token-desk/contract/desk/receipt';

/** The six commands of a burn, in order; `read-back` is get-info again, between clock and secret. */
export const places = ['info', 'challenge', 'answer', 'config', 'read-back', 'seed'] as const;
export type Place = (typeof places)[number];

/** What the token's memory holds after the fault. */
export type Holds = 'before' | 'nothing' | 'new';

export type FaultCase = {
  readonly fault: string;
  readonly place: Place;
  readonly plan: () => FaultPlan;
  /** Problem code the technician is told; null: the desk helps itself. */
  readonly told: string | null;
  readonly holds: Holds;
  /** How the job ends when the token is not put back. */
  readonly outcome: BurnOutcome;
};

const instructions: Readonly<Record<Place, number>> = {
  info: ins.getInfo,
  challenge: ins.getChallenge,
  answer: ins.answer,
  config: ins.setConfig,
  'read-back': ins.getInfo,
  seed: ins.setSeed,
};

/** The fault at every command of that place in one try, or only at the first. */
export function at(place: Place, fault: Fault, times = Number.POSITIVE_INFINITY): FaultPlan {
  let isClockSent = false;
  let left = times;
  return ({ apdu }) => {
    const isHere = apdu[1] === instructions[place] && (place !== 'read-back' || isClockSent) && left-- > 0;
    if (apdu[1] === ins.setConfig) isClockSent = true;
    return isHere ? fault : null;
  };
}

type Row = { readonly told: string | null; readonly holds: Holds; readonly outcome: BurnOutcome };
const row = (told: string | null, holds: Holds, outcome: BurnOutcome): Row => ({ told, holds, outcome });
const asBefore = (told: string): Row => row(told, 'before', 'failed');

/** Silence: `early` is what is told while nothing can have been written. */
const silence = (early: string, when: 'before' | 'after'): Readonly<Record<Place, Row>> => ({
  info: asBefore(early),
  challenge: asBefore(early),
  answer: asBefore(early),
  config: row('token-perhaps-empty', when === 'before' ? 'before' : 'nothing', 'empty'),
  'read-back': row('token-empty', 'nothing', 'empty'),
  seed: row('burn-unknown', when === 'before' ? 'nothing' : 'new', 'unknown'),
});

const noise = Uint8Array.from({ length: 23 }, (_, index) =>
  index === 21 ? 0xca : index === 22 ? 0x5e : 7 * index,
);

const silentFaults: readonly (readonly [string, Fault, Readonly<Record<Place, Row>>])[] = [
  ['Lifted before the command arrives', { kind: 'lift', when: 'before' }, silence('lost-contact', 'before')],
  [
    'Lifted after the command, the answer is lost',
    { kind: 'lift', when: 'after' },
    silence('lost-contact', 'after'),
  ],
  [
    'Answered with a single byte',
    { kind: 'answer', answer: Uint8Array.of(0x90), when: 'after' },
    silence('lost-contact', 'after'),
  ],
  [
    'Answered with 23 bytes of noise',
    { kind: 'answer', answer: noise, when: 'after' },
    silence('token-answer-garbled', 'after'),
  ],
  [
    'Carried out and answered 6581 (memory has changed)',
    { kind: 'answer', answer: Uint8Array.of(0x65, 0x81), when: 'after' },
    silence('token-answer-garbled', 'after'),
  ],
  [
    'Not carried out and answered 9000, with data',
    { kind: 'answer', answer: Uint8Array.of(1, 2, 3, 4, 5, 0x90, 0x00), when: 'before' },
    silence('token-answer-garbled', 'before'),
  ],
];

export const liftCases = casesOf(silentFaults.slice(0, 2));
export const hangCases = casesOf([
  ['Does not answer at all', { kind: 'hang', when: 'before' }, silence('token-timeout', 'before')],
]);
/** vpcd waits for ever for the rest of an answer of no bytes. */
export const emptyFrameCases = casesOf([
  [
    'Answered with an empty frame',
    { kind: 'answer', answer: new Uint8Array(), when: 'after' },
    silence('token-timeout', 'after'),
  ],
]).filter(({ place }) => place === 'info' || place === 'seed');

function casesOf(faults: typeof silentFaults): FaultCase[] {
  return faults.flatMap(([fault, what, rows]) =>
    places.map((place) => ({ fault, place, plan: () => at(place, what), ...rows[place] })),
  );
}

const statusWords = [0x6700, 0x6983, 0x6a80, 0x6d00, 0x6e00] as const;

function statusRow(place: Place, statusWord: number): Row {
  const isUnknownCommand = statusWord === 0x6d00 || statusWord === 0x6e00;
  switch (place) {
    case 'info':
      return asBefore(isUnknownCommand ? 'not-a-token' : 'token-refused');
    case 'challenge':
      return asBefore('token-refused');
    case 'answer':
      return asBefore(statusWord === 0x6983 ? 'token-locked' : 'token-refused');
    case 'config':
      // A command it does not know: a first-generation token, written without setting its clock.
      return isUnknownCommand ? row('token-clock-not-settable', 'new', 'burned') : asBefore('token-refused');
    case 'read-back':
    case 'seed':
      return row('token-emptied', 'nothing', 'empty');
  }
}

const statusAnswer = (statusWord: number): Fault => ({
  kind: 'answer',
  answer: Uint8Array.of(statusWord >> 8, statusWord & 0xff),
  when: 'before',
});

const statusCases: FaultCase[] = places.flatMap((place) =>
  statusWords.map((statusWord) => ({
    fault: `Refused with ${statusWord.toString(16).toUpperCase()}`,
    place,
    plan: () => at(place, statusAnswer(statusWord)),
    ...statusRow(place, statusWord),
  })),
);

const once: readonly (readonly [string, number, readonly Place[]])[] = [
  ['Refused once with 6983 (its session was lost)', 0x6983, ['answer', 'config', 'seed']],
  ['Refused once with 6A80', 0x6a80, ['info', 'challenge', 'answer', 'read-back']],
  ['Refused once with 6D00', 0x6d00, ['info', 'challenge', 'config', 'read-back']],
];
const helpsItself = once.flatMap(([fault, statusWord, where]) =>
  where.map(
    (place): FaultCase => ({
      fault,
      place,
      plan: () => at(place, statusAnswer(statusWord), 1),
      ...row(null, 'new', 'burned'),
    }),
  ),
);

/** Every fault at every command, for a token that clears its secret when its clock is set. */
export const answerCases: readonly FaultCase[] = [...casesOf(silentFaults), ...statusCases, ...helpsItself];

/** The same fault on a model that keeps its secret when its clock is set: it is then the old one, with new settings. */
export function onUnrestricted(one: FaultCase): FaultCase {
  if (one.outcome !== 'empty' && one.outcome !== 'unknown') return one;
  const holds = one.holds === 'nothing' ? 'before' : one.holds;
  if (one.outcome === 'unknown') return { ...one, holds };
  const lost = one.place === 'config' ? 'token-perhaps-changed' : 'token-changed';
  const told = one.fault.startsWith('Refused') ? 'token-half-written' : lost;
  return { ...one, holds, outcome: 'settings-changed', told };
}
