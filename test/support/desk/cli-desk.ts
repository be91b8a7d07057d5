import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needsPcscd, type Pcscd } from '../reader/pcscd.ts';
import { TokenProgram } from './burner-cli.ts';

/** For one suite: a pcscd, an empty data folder for the command line, and at most one token on the reader per test. */
export function useCliDesk() {
  const folder = mkdtempSync(join(tmpdir(), 'token-desk-test-'));
  let pcscd: Pcscd | undefined;
  let token: TokenProgram | null = null;

  before(async function () {
    pcscd = await needsPcscd(this);
  });
  afterEach(async () => {
    await token?.stop();
    token = null;
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await pcscd?.stop();
  });

  const running = () => {
    if (pcscd === undefined) throw new Error('there is no pcscd before the first test');
    return pcscd;
  };
  return {
    folder,
    env: { TOKEN_DESK_BURNER_DATA: folder },
    get pcscd(): Pcscd {
      return running();
    },
    /** A token program of its own; its card lies on the reader when it resolves. */
    async placeToken(serial: string, ...more: string[]): Promise<TokenProgram> {
      const { host, port } = running();
      token = new TokenProgram(['--vpcd', `${host}:${port}`, '--serial', serial, ...more]);
      await token.next('tapped');
      return token;
    },
  };
}

/** The code of the problem that `--json` told. */
export const problemCode = (json: Record<string, unknown>) =>
  (json.problem as { code?: string } | undefined)?.code;
