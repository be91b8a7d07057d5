import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { startDesk } from '@token-desk/burner-service/desk';
import type { FaultPlan } from '@token-desk/burner-service/reader/virtual/virtual-card';
import { VirtualReaders } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import { modelOf } from '@token-desk/contract/token/model';

/**
 * A desk in a process of its own that kills itself (SIGKILL) at one moment. Arguments: data folder, file with what the
 * token remembers, its serial, the moment: `frame sent outcome`, `frame received envelope`, `apdu C5 before`,
 * `apdu C5 after`, or `never`.
 */
const [dataFolder = '', tokenFile = '', serial = '', ...when] = process.argv.slice(2);
const moment = when.join(' ');
const reach = (name: string) => {
  if (name !== moment) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal is delivered at once; nothing below this line may run.
  for (;;);
};

const memory = existsSync(tokenFile)
  ? { ...JSON.parse(readFileSync(tokenFile, 'utf8')), seed: Buffer.alloc(0) }
  : undefined;
if (memory !== undefined) memory.seed = Buffer.from(JSON.parse(readFileSync(tokenFile, 'utf8')).seed, 'hex');

class LastingToken extends VirtualToken {
  override transmit(apdu: Uint8Array): Uint8Array {
    const answer = super.transmit(apdu);
    const { seed, ...rest } = this.memory;
    writeFileSync(tokenFile, JSON.stringify({ ...rest, seed: Buffer.from(seed).toString('hex') }));
    reach(`apdu ${nameOf(apdu)} after`);
    return answer;
  }
}

const nameOf = (apdu: Uint8Array) => (apdu[1] ?? 0).toString(16).toUpperCase().padStart(2, '0');
const beforeEach: FaultPlan = ({ apdu }) => {
  reach(`apdu ${nameOf(apdu)} before`);
  return null;
};

const token = new LastingToken({
  serial,
  isRestricted: modelOf(serial)?.clearsSeedOnConfig ?? true,
  nowMs: Date.now,
  random: randomBytes,
  memory,
});
const readers = new VirtualReaders();
const note = (facts: object, message: string) => {
  const { frame, phase } = facts as { frame?: string; phase?: string };
  reach(`frame ${message} ${frame}${phase === undefined ? '' : ` ${phase}`}`);
};
startDesk({
  dataFolder,
  source: readers,
  isPractice: true,
  log: { info: note, warn: note, error: (facts) => console.error(facts) },
  onState: (state) => {
    // The token is laid down once the link is up: the order of things is then always the same.
    if (state === 'online') readers.tap(token, { faults: beforeEach });
    console.log(state);
  },
});
