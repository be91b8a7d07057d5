import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBurner, TokenProgram } from '../../support/desk/burner-cli.ts';
import { needsPcscd, type Pcscd } from '../../support/reader/pcscd.ts';
import { isInstalled } from '../../support/reader/with-driver.ts';

/** Also run by `.ci/without-compiler`, where nothing could be compiled. */
describe('a burn from the command line through a real pcscd, by the driver that needs no compiler', () => {
  let pcscd: Pcscd;
  let token: TokenProgram;
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-test-'));
  before(async function () {
    pcscd = await needsPcscd(this);
    const card = ['--vpcd', `${pcscd.host}:${pcscd.port}`, '--serial', '86596000000001', '--unrestricted'];
    token = new TokenProgram(card);
    await token.next('tapped');
  });
  after(async () => {
    await token?.stop();
    await pcscd?.stop();
    rmSync(folder, { recursive: true });
  });

  // Unset where nfc-pcsc is not: then it is the one that is found.
  const wanted = isInstalled('nfc-pcsc') ? { TOKEN_DESK_PCSC: 'koffi' } : {};
  const env = { TOKEN_DESK_BURNER_DATA: folder, TOKEN_DESK_KEY_KEEPER: 'file', ...wanted };

  it('writes the token, and doctor names that driver', async () => {
    const burn = ['burn', '--json', '--reader', pcscd.reader];
    const { json, stderr } = await runBurner(burn, { stdin: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', env });
    assert.equal(json.outcome, 'burned', `${JSON.stringify(json)} ${stderr}`);
    const doctor = await runBurner(['doctor', '--json'], { env });
    const lines = doctor.json.lines as readonly { readonly check: string; readonly what: string }[];
    assert.match(lines.find(({ check }) => check === 'native-module')?.what ?? '', /: koffi\.$/);
  });
});
