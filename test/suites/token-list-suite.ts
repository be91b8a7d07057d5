import assert from 'node:assert/strict';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import type { Store } from '@token-desk/bot/store/database';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { commandToken } from '@token-desk/bot/usecases/tokens/token-commands';
import { importTokens } from '@token-desk/bot/usecases/tokens/token-import';
import { getToken, listTokens } from '@token-desk/bot/usecases/tokens/token-views';
import type { Caller } from '@token-desk/bot/usecases/write/deps';
import { mostCounted } from '@token-desk/contract/lengths';
import type { TokenCommand } from '@token-desk/contract/token/record';
import { caller, technician } from '../support/bot/bot-core.ts';
import { problemOf, useDeskCore } from '../support/bot/desk-core.ts';
import { serial, sven, tom } from '../support/bot/requests.ts';

const unrestricted = '8659612000023';
const unknown = '7777777000001';

/** What comes in by a file, on any database. */
export function tokenListSuite(name: string, openEmpty: () => Promise<Store>): void {
  describe(`tokens from a list on ${name}`, () => {
    const desk = useDeskCore(openEmpty);
    const order = (command: TokenCommand, wanted = serial, who: Caller = technician) =>
      commandToken(desk.core.deps, who, { serial: wanted, command });
    const load = (csv: string, commit = true) => importTokens(desk.core.deps, technician, { csv, commit });

    const good = [`\uFEFFSerial;Site\r\n`, `${serial};"Vienna; north"\r\n`, `${unrestricted};\r\n`].join('');

    it('come in together, whatever office program wrote it', async () => {
      const seen = await load(good, false);
      assert.deepEqual(
        seen.rows.map(({ line, model, site, problem }) => [line, model, site, problem]),
        [
          [2, 'OTPC-P2-i', 'Vienna; north', null],
          [3, 'OTPC-P1-i', null, null],
        ],
      );
      assert.equal((await listTokens(desk.core.deps, {})).total, 0);
      assert.equal((await load(good)).imported, 2);
      assert.equal((await listTokens(desk.core.deps, {})).total, 2);
      assert.equal((await getToken(desk.core.deps, serial)).custody[0]?.kind, 'added');
    });

    it('come in all or not at all while one is wrong, and each line says what keeps it out', async () => {
      await order({ kind: 'adopt', site: null });
      const csv = [
        'site,serial',
        `a,${serial}`,
        `b,${unrestricted}`,
        `c,${unrestricted}`,
        'd,12-34',
        `e,${unknown}`,
        'f',
      ];
      const { rows, imported } = await load(csv.join('\n'));
      assert.equal(imported, 0);
      assert.deepEqual(
        rows.map(({ line, problem }) => [line, problem]),
        [
          [2, 'already-here'],
          [3, null],
          [4, 'twice-in-file'],
          [5, 'serial-malformed'],
          [6, 'model-unknown'],
          [7, 'columns'],
        ],
      );
      assert.equal((await listTokens(desk.core.deps, {})).total, 1);
    });

    it('come in beside those that are in the books already, which stay as they are', async () => {
      await order({ kind: 'adopt', site: 'Graz' });
      const { rows, imported } = await load(`serial,site\n${serial},Bern\n${unrestricted},Bern`);
      assert.deepEqual([rows.map(({ problem }) => problem), imported], [['already-here', null], 1]);
      assert.equal((await getToken(desk.core.deps, serial)).site, 'Graz');
      assert.equal((await getToken(desk.core.deps, unrestricted)).site, 'Bern');
      assert.equal((await load(`serial\n${serial}`)).imported, 0);
    });

    it('come in as theirs who carry them already, and say what of that is not so', async () => {
      desk.core.directory.add({ id: 'gast', name: 'Gast', upn: 'gast@other.example' }, { guest: true });
      const lines = [`${serial},${sven.upn}`, `${unrestricted},`, '8659612000024,nobody@contoso.example'];
      const csv = ['serial,user', ...lines, '8659612000025,gast@other.example'].join('\n');
      const seen = await load(csv);
      assert.deepEqual(
        seen.rows.map(({ holder, problem }) => [holder?.id ?? null, problem]),
        [
          [sven.id, null],
          [null, null],
          [null, 'person-unknown'],
          [null, 'person-guest'],
        ],
      );
      assert.deepEqual([seen.imported, seen.unread], [0, []]);
      const good = `serial,user\n${lines.slice(0, 2).join('\n')}`;
      const keeper = caller(tom, 'StockKeeper');
      const asKeeper = importTokens(desk.core.deps, keeper, { csv: good, commit: true });
      assert.equal(await problemOf(asKeeper), 'role-missing', 'to say whose it is is no stock keeping');
      assert.equal((await load(good)).imported, 2);
      const theirs = await getToken(desk.core.deps, serial);
      assert.deepEqual(
        [theirs.state, theirs.holder?.id, theirs.route, theirs.custody.map(({ kind }) => kind)],
        ['active', sven.id, null, ['taken_over']],
      );
      assert.equal((await getToken(desk.core.deps, unrestricted)).state, 'in_stock');
      const { items } = await listAudit(desk.core.deps, { event: 'token_taken_over' });
      assert.deepEqual(items[0]?.data, { serial, site: null, holder: sven.upn, holderId: sven.id });
      await order({ kind: 'take-back' });
      assert.equal(await problemOf(order({ kind: 'to-stock' })), 'token-not-blanked', 'a secret is on it');
    });

    it('say which columns nobody reads, and which sites would be new', async () => {
      await order({ kind: 'adopt', site: 'Bern' });
      const csv = `Serial;Shelf;Site\n${unrestricted};3;Bern\n8659612000024;4;Lyonn\n8659612000025;4;Lyonn`;
      const { unread, newSites } = await load(csv, false);
      assert.deepEqual([unread, newSites], [['Shelf'], ['Lyonn']]);
      const policy = { ...standardPolicy, sites: ['Bern', 'Lyonn'] };
      const asked = { csv, commit: false };
      assert.deepEqual((await importTokens({ ...desk.core.deps, policy }, technician, asked)).newSites, []);
    });

    it('come in for a site of the list only, where there is a list', async () => {
      const policy = { ...standardPolicy, sites: ['Bern', 'x'.repeat(80)] };
      const csv = `serial,site\n${serial},Bern\n${unrestricted},Thun\n8659612000024,\n8659612000025,${'x'.repeat(80)}`;
      const { rows } = await importTokens({ ...desk.core.deps, policy }, technician, { csv, commit: false });
      assert.deepEqual(
        rows.map(({ problem }) => problem),
        [null, 'site-unknown', null, null],
      );
      assert.equal((await load(csv)).imported, 4, 'without a list any name is one');
      const { items } = await listAudit(desk.core.deps, { event: 'token_added' });
      assert.deepEqual(
        items.slice(0, 2).map(({ data }) => data),
        [
          { serial, site: 'Bern' },
          { serial: unrestricted, site: 'Thun' },
        ],
      );
    });

    it('come in by the thousand', async () => {
      const lines = Array.from({ length: 5_000 }, (_, n) => `8659612${String(n).padStart(6, '0')}`);
      assert.equal((await load(['serial', ...lines].join('\r\n'))).imported, 5_000);
      assert.equal((await listTokens(desk.core.deps, {})).total, mostCounted + 1, 'more than are counted');
      const { total } = await listTokens(desk.core.deps, { q: '8659612000' });
      assert.equal(total, 1_000, 'as many as are counted');
      assert.equal((await verifyAudit(desk.core.deps)).ok, true);
    });

    it('keep a formula as the text it is', async () => {
      const site = '=HYPERLINK("http://x.example")';
      await load(`serial,site\n${serial},"${site.replaceAll('"', '""')}"`);
      assert.equal((await getToken(desk.core.deps, serial)).site, site);
    });

    for (const [what, problem, csv] of [
      ['nothing', 'no-lines', ''],
      ['a heading alone', 'no-lines', 'serial,site'],
      ['a heading alone, in one column', 'no-lines', 'serial'],
      ['no heading', 'no-serial-column', `${serial}\n${unrestricted}`],
      ['an open quote', 'quote-open', `serial\n"${serial}`],
      [
        'too many lines',
        'too-many-lines',
        ['serial', ...Array.from({ length: 5_001 }, (_, n) => `9${n}`)].join('\n'),
      ],
    ] as const) {
      it(`with ${what} are refused whole, with the reason`, async () => {
        const { rows, imported } = await load(csv);
        const [row] = rows;
        assert.deepEqual([rows.length, row?.problem, row?.serial, imported], [1, problem, '', 0]);
      });
    }

    for (const [what, csv, site = null, line = 2] of [
      ['a line that names the separator', `sep=;\r\nserial;site\r\n${serial};Bern`, 'Bern', 3],
      ['a quoted line that names it', `"sep=;"\nserial;site\n${serial};Bern`, 'Bern', 3],
      ['empty cells at the end of a line', `serial,site\n${serial},Bern,,`, 'Bern'],
      ['empty cells at the end of the heading', `serial,site,,\n${serial},Bern,,`, 'Bern'],
      ['empty cells at the end of all lines', `serial;;\n${serial};;`],
      ['a line without its last cell', `serial,site\n${serial}`],
      ['upright strokes', `serial|site\n${serial}|Bern`, 'Bern'],
      ['the serial as a formula', `serial,site\n="${serial}",Bern`, 'Bern'],
      ['separators of another kind in a cell', `serial;site\n${serial};"B,e,r,n"`, 'B,e,r,n'],
      ['an apostrophe before the serial', `serial,site\n'${serial},Bern`, 'Bern'],
      ['other columns', `No.;Model;Serial No.;Location\n1;x;${serial};Bern`, 'Bern'],
      ...[
        'Serial No.',
        'S/N',
        's/n:',
        'serial_number',
        'Serial#',
        'SERIAL NUMBER',
        'Token Serial Number',
        'Serien-Nr.',
        'Seriennummer',
        'SN',
        'N° de série',
        'Número de serie',
        'Numero di serie',
        'Serienummer',
        'Numer seryjny',
      ].map((heading) => [`the heading ${heading}`, `${heading}\n${serial}`] as const),
    ] as readonly (readonly [string, string, string?, number?])[]) {
      it(`with ${what} are read`, async () => {
        const { rows } = await load(csv, false);
        assert.deepEqual(rows, [{ line, serial, model: 'OTPC-P2-i', site, holder: null, problem: null }]);
      });
    }

    for (const [what, cells, problem] of [
      ['that a spreadsheet shortened', '8.6596E+13,Bern', 'serial-spoiled'],
      ['shortened with a comma', '"8,6596E+13",Bern', 'serial-spoiled'],
      ['shortened without decimals', '9E+12,Bern', 'serial-spoiled'],
      ['with an apostrophe inside', `86596'22000017,Bern`, 'serial-malformed'],
      ['with a cell too many', `${serial},Bern,more`, 'columns'],
      ['with too long a site', `${serial},${'x'.repeat(81)}`, 'site-too-long'],
    ] as const) {
      it(`have one ${what}: the line says so`, async () => {
        const { rows, imported } = await load(`serial,site\n${cells}\n${unrestricted},Bern`);
        assert.deepEqual(
          rows.map(({ line, problem: why }) => [line, why]),
          [
            [2, problem],
            [3, null],
          ],
        );
        assert.equal(imported, 0);
      });
    }
  });
}
