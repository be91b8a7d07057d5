import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkClock, checkDataFolder, isNodeSupported } from '@token-desk/burner-service/doctor/pc-checks';
import { readerLines } from '@token-desk/burner-service/doctor/reader-checks';
import { checkServer } from '@token-desk/burner-service/doctor/server-checks';
import { parseReg, parseRegNumber, pasteLines } from '@token-desk/burner-service/doctor/windows-paste';
import { Journal } from '@token-desk/burner-service/journal/journal';
import { createKeys } from '@token-desk/burner-service/keys/identity';
import { deskFiles, savePairing } from '@token-desk/burner-service/keys/pairing-file';
import { type DoctorLine, doctorReport } from '@token-desk/contract/desk/job';
import { doctorEnglish, doctorFacts, doctorRemedies } from '@token-desk/contract/words/en/doctor';
import { doctorText } from '@token-desk/tab/views/burners/doctor-text';
import { doctorGerman } from '@token-desk/tab/words/de/doctor';

/** A line that is nothing but names of readers. */
const isNameOnly = ({ fact }: DoctorLine) => fact === 'readers-fine';

const verdicts = (lines: readonly DoctorLine[]) =>
  lines.map((line) => {
    const { check, ok, todo } = line;
    assert.equal(ok, todo === null, `${check} says what to do exactly when something is wrong`);
    assert.deepEqual(
      doctorText(line, doctorEnglish, 'en-GB'),
      { what: line.what, todo },
      'English is what it sends',
    );
    const german = doctorText(line, doctorGerman, 'de-DE');
    assert.ok(isNameOnly(line) || german.what !== line.what, `${check} in German: ${german.what}`);
    assert.ok(todo === null || german.todo !== todo, `${check} in German: ${german.todo}`);
    assert.doesNotMatch(`${german.what} ${german.todo}`, /[{}–]/);
    return `${check} ${ok ? 'ok' : 'todo'}`;
  });

describe('doctor', () => {
  const nodes: [string, boolean][] = [
    ['v18.20.0', false],
    ['v20.18.9', false],
    ['v20.19.0', true],
    ['v21.7.0', false],
    ['v22.13.1', false],
    ['v22.14.0', true],
    ['v24.0.0', true],
  ];
  for (const [version, isSupported] of nodes)
    it(`${isSupported ? 'takes' : 'refuses'} Node ${version}`, () =>
      assert.equal(isNodeSupported(version), isSupported));

  it('names no reader, and a card that another program holds', () => {
    assert.deepEqual(verdicts(readerLines([])), ['readers todo']);
    const held = readerLines([{ name: 'ACS ACR122U 00 00', state: 'busy' }]);
    assert.deepEqual(verdicts(held), ['readers ok', 'reader-free todo']);
    assert.match(held[1]!.what, /ACS ACR122U 00 00/);
    const free = readerLines([{ name: 'ACS ACR122U 00 00', state: 'empty' }]);
    assert.deepEqual(verdicts(free), ['readers ok', 'reader-free ok']);
  });

  it('believes the server’s clock before anybody else’s', async () => {
    assert.deepEqual(verdicts([await checkClock(5_000)]), ['clock todo']);
    assert.match((await checkClock(5_000)).what, /-5 seconds off/);
    assert.deepEqual(verdicts([await checkClock(300)]), ['clock ok']);
  });

  it('stays within what a hello may carry', () => {
    const long = readerLines(Array.from({ length: 40 }, () => ({ name: 'R'.repeat(100), state: 'busy' })));
    assert.ok(doctorReport.safeParse({ ok: false, at: 1, lines: long }).success);
  });
});

describe('doctor: the desk’s own files and its server', () => {
  let folder: string;
  let server: Server;
  let address: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'token-desk-doctor-'));
    server = createServer((_request, response) => response.end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  const pair = async () => {
    const files = deskFiles(folder);
    await createKeys().save(files.keys);
    const { journalId } = Journal.create(files.journal);
    savePairing(folder, {
      v: 1,
      server: address,
      burnerId: 'desk-1',
      keyId: 'key-1',
      name: 'Desk 1',
      tenantName: 'Contoso',
      journalId,
      pairedAt: 1,
    });
    return files;
  };

  it('asks for pairing where there is none', async () => {
    assert.deepEqual(verdicts((await checkServer(folder)).lines), ['pairing todo']);
  });

  it('finds all well at a paired desk, and the server’s clock', async () => {
    await pair();
    const { lines, clockOffsetMs } = await checkServer(folder);
    assert.deepEqual(verdicts(lines), ['pairing ok', 'server ok', 'tls ok']);
    assert.ok(Math.abs(clockOffsetMs!) < 30_000, `${clockOffsetMs}`);
  });

  it('notices a journal that is another’s, and keys that are gone', async () => {
    const files = await pair();
    Journal.create(files.journal);
    assert.equal(verdicts((await checkServer(folder)).lines)[0], 'pairing todo');
    rmSync(files.keys);
    assert.equal(verdicts((await checkServer(folder)).lines)[0], 'pairing todo');
    writeFileSync(files.pairing, 'not JSON');
    const { lines } = await checkServer(folder);
    assert.deepEqual(verdicts(lines), ['pairing todo']);
    assert.equal(lines[0]?.fact, 'pairing-damaged');
    assert.ok(lines[0]?.what.includes(files.pairing), lines[0]?.what);
  });

  it('notices a server that does not answer', async () => {
    await pair();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const { lines, clockOffsetMs } = await checkServer(folder);
    assert.deepEqual(verdicts(lines), ['pairing ok', 'server todo', 'tls ok']);
    assert.equal(clockOffsetMs, null);
    server.listen(0);
  });

  it('notices a folder that others can read', async function () {
    if (process.platform === 'win32') return this.skip();
    chmodSync(folder, 0o700);
    assert.deepEqual(verdicts([await checkDataFolder(folder)]), ['data-folder ok']);
    chmodSync(folder, 0o750);
    assert.deepEqual(verdicts([await checkDataFolder(folder)]), ['data-folder todo']);
  });
});

describe('doctor: what may keep a pasted picture on Windows', () => {
  const nothing = { clipboardHistory: false, cloudClipboard: false, recall: false, savedScreenshots: 0 };
  const cases: [string, Partial<typeof nothing>, string[]][] = [
    ['nothing', {}, []],
    ['the clipboard’s history', { clipboardHistory: true }, ['clipboard-history todo']],
    ['the cloud clipboard', { cloudClipboard: true }, ['cloud-clipboard todo']],
    ['Recall', { recall: true }, ['recall todo']],
    ['the Snipping Tool', { savedScreenshots: 3 }, ['snipping-tool todo']],
  ];
  for (const [what, facts, expected] of cases)
    it(`names ${what}`, () => {
      const lines = verdicts(pasteLines({ ...nothing, ...facts }));
      assert.equal(lines.length, 4);
      assert.deepEqual(
        lines.filter((line) => line.endsWith('todo')),
        expected,
      );
    });

  it('reads the registry’s answers', () => {
    const said =
      '\r\nHKEY_CURRENT_USER\\Software\\Microsoft\\Clipboard\r\n    EnableClipboardHistory    REG_DWORD    0x1\r\n\r\n';
    assert.equal(parseRegNumber(said, 'EnableClipboardHistory'), 1);
    assert.equal(parseRegNumber(said, 'EnableCloudClipboard'), null);
    assert.equal(
      parseRegNumber('ERROR: The system was unable to find the specified registry key.', 'X'),
      null,
    );
    const folder =
      '    {B7BEDE81-df94-4682-a7d8-57a52620b86f}    REG_EXPAND_SZ    %USERPROFILE%\\My    Pictures\r\n';
    assert.equal(
      parseReg(folder, '{b7bede81-df94-4682-a7d8-57a52620b86f}', 'REG_EXPAND_SZ'),
      '%USERPROFILE%\\My    Pictures',
    );
  });
});

describe('doctor: its words', () => {
  const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
  for (const [name, english, german] of [
    ['facts', doctorFacts, doctorGerman.facts],
    ['remedies', doctorRemedies, doctorGerman.remedies],
  ] as const) {
    it(`are translated, and name the same things: ${name}`, () => {
      const wrong = Object.entries(english).filter(([code, text]) => {
        const other = Object.entries(german).find(([each]) => each === code)?.[1] ?? '';
        const isOnlyBlank = /^\{\w+\}$/.test(text);
        return places(text).join() !== places(other).join() || (!isOnlyBlank && other === text);
      });
      assert.deepEqual(wrong, []);
    });
  }

  it('stay as the desk sent them where the desk is older or newer than the tab', () => {
    const line = { check: 'x', ok: false, what: 'Something new.', todo: 'Do this.' };
    const asSent = { what: line.what, todo: line.todo };
    assert.deepEqual(doctorText(line, doctorGerman, 'de-DE'), asSent);
    const newer = { ...line, fact: 'from-tomorrow', remedy: 'constructor' };
    assert.deepEqual(doctorText(newer, doctorGerman, 'de-DE'), asSent);
  });
});
