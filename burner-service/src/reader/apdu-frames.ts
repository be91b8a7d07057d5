import type { Order } from './pcsc-driver.ts';
import {
  type Answer,
  type CardProblem,
  cardProblem,
  maxAnswerBytes,
  maxNameLength,
} from './pcsc-messages.ts';

/**
 * Commands and their answers, between the supervisor and its child: bytes on a pipe for each way, since every command
 * waits for both, and a message of Node's own channel costs more than twice as much. Numbers are big-endian.
 */
/** The child's end of the answers; orders come on its standard input. */
export const answersFd = 3;
const sizeBytes = 2;
const maxNameBytes = 4 * maxNameLength;
const maxApduBytes = 512;
const orderHead = 10;
const answerHead = 6;
const maxFrameBytes = orderHead + maxNameBytes + maxApduBytes;

// size[2] | id[4] placement[4] nameSize[2] name apdu
/** As secret as its command: whoever sends it wipes it. */
export function encodeOrder({ id, placement, reader, apdu }: Order): Buffer {
  const name = Buffer.from(reader, 'utf8');
  const frame = Buffer.alloc(sizeBytes + orderHead + name.length + apdu.length);
  frame.writeUInt16BE(frame.length - sizeBytes, 0);
  frame.writeUInt32BE(id, 2);
  frame.writeUInt32BE(placement, 6);
  frame.writeUInt16BE(name.length, 10);
  frame.set(name, 12);
  frame.set(apdu, 12 + name.length);
  return frame;
}

/** `null` when the bytes are no order. The command is a copy of its own. */
export function decodeOrder(body: Buffer): Order | null {
  if (body.length < orderHead) return null;
  const apduAt = orderHead + body.readUInt16BE(8);
  if (apduAt === orderHead || apduAt >= body.length || body.length - apduAt > maxApduBytes) return null;
  return {
    id: body.readUInt32BE(0),
    placement: body.readUInt32BE(4),
    reader: body.toString('utf8', orderHead, apduAt),
    apdu: Uint8Array.from(body.subarray(apduAt)),
  };
}

// size[2] | id[4] problem[1] (0: none, else its place in the table and one) mayHaveRun[1] answer
export function encodeAnswer(told: Answer): Buffer {
  const answer = told.type === 'answer' ? told.answer : new Uint8Array();
  const frame = Buffer.alloc(sizeBytes + answerHead + answer.length);
  frame.writeUInt16BE(frame.length - sizeBytes, 0);
  frame.writeUInt32BE(told.id, 2);
  if (told.type === 'no-answer') {
    frame[6] = 1 + problems.indexOf(told.problem);
    frame[7] = Number(told.mayHaveRun);
  }
  frame.set(answer, sizeBytes + answerHead);
  return frame;
}

/** `null` when the bytes are no answer. */
export function decodeAnswerFrame(body: Buffer): Answer | null {
  const [, , , , problemAt, mayHaveRun] = body;
  if (problemAt === undefined || mayHaveRun === undefined || mayHaveRun > 1) return null;
  const id = body.readUInt32BE(0);
  const answer = Uint8Array.from(body.subarray(answerHead));
  if (problemAt === 0) {
    const isAnswer = mayHaveRun === 0 && answer.length >= 2 && answer.length <= maxAnswerBytes;
    return isAnswer ? { type: 'answer', id, answer } : null;
  }
  const problem = problems[problemAt - 1];
  if (problem === undefined || answer.length > 0) return null;
  return { type: 'no-answer', id, problem, mayHaveRun: mayHaveRun === 1 };
}

const problems: readonly CardProblem[] = cardProblem.options;

/** Cuts what arrives into bodies, whatever the pieces; false once a size is none, and from then on. */
export function frameCutter(take: (body: Buffer) => void): (chunk: Uint8Array) => boolean {
  let left: Buffer = Buffer.alloc(0);
  let isBroken = false;
  return (chunk) => {
    left = Buffer.concat([left, chunk]);
    while (!isBroken && left.length >= sizeBytes) {
      const size = left.readUInt16BE(0);
      isBroken = size === 0 || size > maxFrameBytes;
      if (isBroken || left.length < sizeBytes + size) break;
      const body = left.subarray(sizeBytes, sizeBytes + size);
      left = left.subarray(sizeBytes + size);
      take(body);
      body.fill(0); // it may have been a command: whoever took it has a copy of its own
    }
    return !isBroken;
  };
}
