import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readWindowsTime } from '@token-desk/burner-service/doctor/clock-sync';
import { appleDriverLines, serviceLine, sessionLines } from '@token-desk/burner-service/doctor/reader-checks';
import { PcscReaders } from '@token-desk/burner-service/reader/pcsc';
import { askPcscService } from '@token-desk/burner-service/reader/pcsc-probe';
import { isServiceRunning } from '@token-desk/burner-service/reader/windows-service';
import { type Door, openDoor } from '../../support/reader/pcsc-doors.ts';

const isLinux = process.platform === 'linux';

/** Pauses that pass when the test says so, and how long each would have been. */
function handPauses() {
  const asked: number[] = [];
  let goOn = () => {};
  let heard = () => {};
  const first = new Promise<void>((resolve) => {
    heard = resolve;
  });
  return {
    asked,
    /** Resolves once somebody pauses. */
    first,
    goOn: () => goOn(),
    pause: (pauseMs: number, signal: AbortSignal) => {
      asked.push(pauseMs);
      heard();
      return new Promise<void>((resolve) => {
        goOn = resolve;
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
  };
}

describe('the PC/SC service', () => {
  const doors: [Door, string][] = [
    ['refuses', 'refused'],
    ['refuses once', 'up'],
    ['is silent', 'silent'],
    ['lets in', 'up'],
  ];
  for (const [door, service] of doors)
    it(`that ${door} is ${service}`, async function () {
      if (!isLinux) this.skip();
      const socket = await openDoor(door);
      try {
        assert.equal(await askPcscService(socket.path), service);
      } finally {
        await socket.close();
      }
    });

  it('that has no socket, or left one behind, is down', async function () {
    if (!isLinux) this.skip();
    const socket = await openDoor('lets in');
    await socket.close();
    assert.equal(await askPcscService(socket.path), 'down');
  });

  it('is told by name, and asked again calmly: no process is started for a user who is kept out', async () => {
    const pauses = handPauses();
    let asked = 0;
    let askedAgain = () => {};
    const again = new Promise<void>((resolve) => {
      askedAgain = resolve;
    });
    const readers = new PcscReaders({
      childProgram: '/does/not/exist',
      calmMs: 60_000,
      retryMs: 1,
      pause: pauses.pause,
      askService: async () => {
        asked += 1;
        if (asked === 2) askedAgain();
        return 'refused';
      },
    });
    try {
      await assert.rejects(readers.ready(AbortSignal.timeout(50_000)), { message: 'reader-service-refused' });
      await pauses.first;
      assert.deepEqual([asked, pauses.asked], [1, [60_000]]);
      pauses.goOn();
      await again;
    } finally {
      await readers.close();
    }
  });

  it('whose process says what nobody understands is given up: nothing that it says afterwards counts', async () => {
    const readers = new PcscReaders({
      childProgram: fileURLToPath(new URL('../../support/reader/garbled-child.mjs', import.meta.url)),
      retryMs: 3_600_000,
      askService: async () => 'up',
    });
    const told: string[] = [];
    readers.watch((event) => told.push(event.type));
    try {
      await assert.rejects(readers.ready(AbortSignal.timeout(50_000)), { message: 'reader-failed' });
      assert.deepEqual(told, ['source']);
    } finally {
      await readers.close();
    }
  });

  it('with no reader on Windows: said so, and one process at a time, not one every few seconds', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'token-desk-hanging-'));
    const file = join(folder, 'starts');
    process.env.HANGING_CHILD_FILE = file;
    const pauses = handPauses();
    const readers = new PcscReaders({
      childProgram: fileURLToPath(new URL('../../support/reader/hanging-child.mjs', import.meta.url)),
      retryMs: 1,
      calmMs: 3_600_000,
      pause: pauses.pause,
      askService: async () => 'up',
      platform: 'win32',
    });
    try {
      await assert.rejects(readers.ready(AbortSignal.timeout(50_000)), { message: 'no-reader' });
      await pauses.first;
      assert.deepEqual(pauses.asked, [3_600_000]);
      assert.equal(readFileSync(file, 'utf8').trim().split('\n').length, 1);
    } finally {
      await readers.close();
      delete process.env.HANGING_CHILD_FILE;
      rmSync(folder, { recursive: true });
    }
  });
});

describe('Windows, by number', () => {
  const query = (state: string, [type, status, none]: readonly [string, string, string]) =>
    `\r\nSERVICE_NAME: SCardSvr \r\n        ${type}               : 20  WIN32_SHARE_PROCESS  \r\n        ${status}             : ${state} \r\n                                (STOPPABLE, NOT_PAUSABLE, ${none})\r\n        WIN32_EXIT_CODE    : 0  (0x0)\r\n        SERVICE_EXIT_CODE  : 0  (0x0)\r\n        CHECKPOINT         : 0x0\r\n        WAIT_HINT          : 0x0\r\n`;
  const languages = {
    English: ['TYPE', 'STATE', 'IGNORES_SHUTDOWN'],
    German: ['TYP', 'STATUS', 'IGNORES_SHUTDOWN'],
    French: ['TYPE', 'ÉTAT', 'IGNORES_SHUTDOWN'],
    Spanish: ['TIPO', 'ESTADO', 'IGNORES_SHUTDOWN'],
    Polish: ['TYP', 'STAN', 'IGNORES_SHUTDOWN'],
    'Japanese, in a code page that is not ours': ['\ufffd\ufffd\ufffd', '\ufffd\ufffd', 'IGNORES_SHUTDOWN'],
  } as const;
  for (const [language, words] of Object.entries(languages))
    it(`reads whether the service runs, in ${language}`, () => {
      assert.equal(isServiceRunning({ ok: true, text: query('4  RUNNING', words) }), true);
      assert.equal(isServiceRunning({ ok: true, text: query('1  STOPPED', words) }), false);
      assert.equal(isServiceRunning({ ok: true, text: query('2  START_PENDING', words) }), false);
    });

  it('takes a service that does not exist for one that does not run', () => {
    const text =
      '[SC] EnumQueryServicesStatus:OpenService FEHLER 1060:\r\n\r\nDer angegebene Dienst ist kein installierter Dienst.\r\n';
    assert.equal(isServiceRunning({ ok: false, text }), false);
    assert.equal(isServiceRunning({ ok: false, text: query('4  RUNNING', languages.English) }), false);
  });

  const time = (leap: string, stratum: string) =>
    `${leap}\r\n${stratum}\r\nPräzision: -23 (119.209ns pro Tick)\r\nStammverzögerung: 0.0312500s\r\n`;
  const clocks: [string, string, string][] = [
    [
      'German, set',
      time('Sprungindikator: 0(keine Warnung)', 'Stratum: 4 (Sekundärreferenz - synchr. über (S)NTP)'),
      'synchronised',
    ],
    [
      'German, never set',
      time('Sprungindikator: 3(nicht synchronisiert)', 'Stratum: 0 (nicht angegeben)'),
      'not-synchronised',
    ],
    [
      'English',
      time('Leap Indicator: 0(no warning)', 'Stratum: 3 (secondary reference - syncd by (S)NTP)'),
      'synchronised',
    ],
    [
      'English, set to the clock of the machine',
      time('Leap Indicator: 0(no warning)', 'Stratum: 0 (unspecified)'),
      'not-synchronised',
    ],
    [
      'French',
      time('Indicateur de saut : 0(aucun avertissement)', 'Couche : 15 (référence secondaire)'),
      'synchronised',
    ],
    ['Japanese', time('閏インジケーター: 0 (警告なし)', '階層： 4 (2 次参照)'), 'synchronised'],
    [
      'beyond the last stratum',
      time('Leap Indicator: 0(no warning)', 'Stratum: 16 (unspecified)'),
      'not-synchronised',
    ],
    [
      'a service that does not run',
      'Folgender Fehler ist aufgetreten: Der Dienst wurde nicht gestartet. (0x80070426)',
      'unknown',
    ],
    ['nothing', '', 'unknown'],
  ];
  for (const [what, said, state] of clocks)
    it(`reads how the clock is kept: ${what}`, () => assert.equal(readWindowsTime(said), state));
});

describe('what doctor says of the service', () => {
  it('is another line for each state, with what to do', () => {
    const states = ['down', 'refused', 'silent', 'stopped'] as const;
    const facts = states.map((state) => serviceLine(state, 'linux').fact);
    assert.deepEqual(facts, ['service-down', 'service-refuses', 'service-silent', 'service-down-windows']);
    for (const state of states) assert.equal(serviceLine(state, 'linux').ok, false);
    for (const platform of ['linux', 'win32', 'darwin'] as const)
      assert.equal(serviceLine('up', platform).ok, true);
    assert.match(serviceLine('stopped', 'win32').todo ?? '', /sc\.exe config SCardSvr start= auto/);
    assert.match(serviceLine('refused', 'linux').todo ?? '', /polkit/);
  });

  it('names a Remote Desktop session on Windows, and no other', () => {
    assert.equal(sessionLines('win32', { SESSIONNAME: 'RDP-Tcp#4' })[0]?.fact, 'session-remote');
    assert.deepEqual(sessionLines('win32', { SESSIONNAME: 'Console' }), []);
    assert.deepEqual(sessionLines('win32', {}), []);
    assert.deepEqual(sessionLines('linux', { SESSIONNAME: 'RDP-Tcp#4' }), []);
  });

  it('names Apple’s driver with its switch where it is in use', () => {
    assert.match(appleDriverLines('23.6.0', '')[0]?.what ?? '', /useIFDCCID -bool yes/);
    assert.equal(appleDriverLines('24.1.0', '0\n').length, 1);
    assert.deepEqual(appleDriverLines('24.1.0', '1\n'), []);
    assert.deepEqual(appleDriverLines('22.6.0', ''), []);
  });
});
