import { serial as serialSchema } from '@token-desk/contract/ids';
import type { Problem } from '@token-desk/contract/problem';
import type { TokenConfig } from '@token-desk/contract/token/config';
import { decodeAnswer } from './apdu.ts';
import {
  buildAnswerChallenge,
  buildGetChallenge,
  buildGetInfo,
  buildSetConfig,
  buildSetSeed,
  challengeBytes,
  decodeInfo,
  lengthenSeed,
  type TokenInfo,
} from './commands.ts';
import { type CommandName, type Meaning, meaningOf, problemOf } from './errors.ts';

/** Sends one command; whoever supplies it decides about time limits. Rejects when there is no answer. */
export type Transmit = (apdu: Uint8Array) => Promise<Uint8Array>;

export type Refused = {
  readonly ok: false;
  readonly meaning: Exclude<Meaning, 'done'>;
  readonly problem: Problem;
  /** Null when the answer had none. */
  readonly statusWord: number | null;
};
type Done<T> = { readonly ok: true } & T;

/** Serial and clock. Needs no authentication and takes none away. A first refusal proves nothing: it is asked again. */
export async function readInfo(transmit: Transmit): Promise<Done<{ info: TokenInfo }> | Refused> {
  const first = await readInfoOnce(transmit);
  return first.ok ? first : readInfoOnce(transmit);
}

async function readInfoOnce(transmit: Transmit): Promise<Done<{ info: TokenInfo }> | Refused> {
  const answer = await exchange(transmit, 'get-info', buildGetInfo());
  if (!answer.ok) return answer;
  const info = decodeInfo(answer.data);
  if (info === null || !serialSchema.safeParse(info.serial).success) return refused('garbled');
  return { ok: true, info };
}

/**
 * Challenge and answer. What is refused is tried again with a new challenge, and an answer refused twice means that the
 * key is locked; never more, since older tokens lock for good after several.
 */
export async function authenticate(transmit: Transmit): Promise<Done<object> | Refused> {
  const first = await answerOnce(transmit);
  if (first.ok) return first;
  const second = await answerOnce(transmit);
  const isLocked = first.meaning === 'answer-refused';
  return second.ok || second.meaning !== 'answer-refused' || isLocked
    ? second
    : refused('refused', second.statusWord);
}

async function answerOnce(transmit: Transmit): Promise<Done<object> | Refused> {
  const challenge = await exchange(transmit, 'get-challenge', buildGetChallenge());
  if (!challenge.ok) return challenge;
  // An answer to something that is no challenge would be a wrong answer.
  if (challenge.data.length !== challengeBytes) return refused('garbled');
  return exchange(transmit, 'answer', buildAnswerChallenge(challenge.data));
}

/** With the token that said to be `serial`. */
export type Session = { readonly transmit: Transmit; readonly serial: string };

/**
 * Sets clock and options; on restricted models this erases the seed. `utcSeconds` is asked for at the last moment.
 * A token that says it has no such command is asked twice: the seed alone is written to one that has not.
 */
export function writeConfig(
  session: Session,
  config: TokenConfig,
  utcSeconds: () => number,
): Promise<Done<object> | Refused> {
  return secured(session, 'set-config', () => buildSetConfig(config, utcSeconds()));
}

/** Writes the seed, zero-padded to 20 bytes; leaves no copy of it but the caller's own. */
export async function writeSeed(session: Session, seed: Uint8Array): Promise<Done<object> | Refused> {
  const lengthened = lengthenSeed(seed);
  const apdu = buildSetSeed(lengthened);
  lengthened.fill(0);
  try {
    return await secured(session, 'set-seed', () => apdu);
  } finally {
    apdu.fill(0);
  }
}

/**
 * A lost session (the token was switched off and on) is opened again once, and the command repeated once: after asking
 * who is there, since the session is also lost when another token was laid down between two looks of the reader.
 */
async function secured(
  { transmit, serial }: Session,
  command: 'set-config' | 'set-seed',
  build: () => Uint8Array,
): Promise<Done<object> | Refused> {
  const asked = await exchange(transmit, command, build());
  const isDoubtful = !asked.ok && isUnknownCommand(asked);
  const first = isDoubtful ? await exchange(transmit, command, build()) : asked;
  if (first.ok || first.meaning !== 'session-lost') return first;
  const present = await readInfo(transmit);
  if (!present.ok) return present;
  if (present.info.serial !== serial) return otherToken(present.info.serial, serial);
  const again = await authenticate(transmit);
  return again.ok ? exchange(transmit, command, build()) : again;
}

async function exchange(
  transmit: Transmit,
  command: CommandName,
  apdu: Uint8Array,
): Promise<Done<{ data: Uint8Array }> | Refused> {
  const answer = decodeAnswer(await transmit(apdu));
  if (answer === null) return refused('garbled');
  const { data, statusWord } = answer;
  const meaning = meaningOf(command, answer);
  return meaning === 'done' ? { ok: true, data } : refused(meaning, statusWord);
}

/** The token does not have this command at all (ISO/IEC 7816-4 §5.6: 6D00, 6E00), rather than refusing it now. */
export function isUnknownCommand({ meaning, statusWord }: Refused): boolean {
  return meaning !== 'garbled' && (statusWord === 0x6d00 || statusWord === 0x6e00);
}

function otherToken(serial: string, expected: string): Refused {
  const problem: Problem = { code: 'wrong-serial', detail: { serial, expected } };
  return { ok: false, meaning: 'refused', problem, statusWord: null };
}

function refused(meaning: Exclude<Meaning, 'done'>, statusWord: number | null = null): Refused {
  return { ok: false, meaning, problem: { code: problemOf(meaning) }, statusWord };
}
