import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '@token-desk/bot/config';
import { startDesk } from '@token-desk/burner-service/desk';
import { createKeys, loadKeys } from '@token-desk/burner-service/keys/identity';
import { deskFiles, loadPairing, savePairing } from '@token-desk/burner-service/keys/pairing-file';
import { type Problem, ProblemError } from '@token-desk/contract/problem';
import { botSettings } from '@token-desk/practice/bot-settings';
import { cast } from '@token-desk/practice/people';
import { refusedWith, TabUser, until } from '../../support/desk/desk-hands.ts';
import { serial, WholeJob } from '../../support/whole/whole-job.ts';

const link = `otpauth://totp/Contoso+Ltd%3a${cast.subject.upn}?secret=NOTAREALSECRETAA&issuer=Microsoft`;

describe('the whole desk keeps strangers out', () => {
  let job: WholeJob;

  describe('who are desks', () => {
    beforeEach(async () => {
      job = await WholeJob.start();
      await job.begin();
    });
    afterEach(() => job.close());

    it('whose identity is not the one that was compared', async () => {
      const burner = await job.whole.burner();
      const { publicKey } = createKeys().identity;
      const text = link;
      const send = job.tom.send(job.requestId, {
        text,
        burner: { ...burner, identityKey: publicKey },
        serial,
      });
      await assert.rejects(send, refusedWith('burner-identity-changed'));
      assert.equal((await job.tom.read(job.requestId)).openJobId, null, 'no job was opened');
    });

    it('that sign with another identity than the paired one', async () => {
      const { whole } = job;
      const { keys } = deskFiles(whole.deskFolder);
      const changed = { ...JSON.parse(readFileSync(keys, 'utf8')) };
      changed.identity = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
      writeFileSync(keys, JSON.stringify(changed));
      await whole.stopDesk();
      await whole.startDesk();
      const opened = await job.open();
      await until('the refusal', () => whole.botLog.join('').includes('"burner-identity-changed"'));
      assert.equal((await job.tom.untilJob(opened.id, () => true)).key, null);
      assert.equal(job.token.settings.seedBytes, 0);
    });

    const strangers: readonly (readonly [string, (folder: string) => void, string])[] = [
      [
        'that were never paired here',
        (folder) => savePairing(folder, { ...loadPairing(folder)!, keyId: 'never-paired' }),
        'burner-not-paired',
      ],
      ['that have another key', (folder) => createKeys().save(deskFiles(folder).keys), 'burner-not-paired'],
    ];

    for (const [name, change, code] of strangers) {
      it(name, async () => {
        const folder = join(job.whole.folder, 'stranger');
        cpSync(job.whole.deskFolder, folder, { recursive: true });
        change(folder);
        const ends: (Problem | null)[] = [];
        const { readers } = job.whole;
        const desk = startDesk({
          dataFolder: folder,
          source: readers,
          isPractice: true,
          onState: (state, problem) => state === 'stopped' && ends.push(problem),
        });
        await until('the end', () => ends.length > 0);
        assert.equal(ends[0]?.code, code);
        await desk.close();
        assert.equal((await job.whole.burner()).online, true, 'the paired one is still there');
      });
    }

    it('without a pairing, and with their journal gone', async () => {
      const { deskFolder, readers } = job.whole;
      const start = (dataFolder: string) => () =>
        startDesk({ dataFolder, source: readers, isPractice: true });
      assert.throws(start(join(job.whole.folder, 'nothing')), refusedWith('burner-not-paired'));
      const folder = join(job.whole.folder, 'forgetful');
      cpSync(deskFolder, folder, { recursive: true });
      rmSync(deskFiles(folder).journal);
      assert.throws(start(folder), refusedWith('burner-journal-lost'));
      assert.ok(loadKeys(deskFiles(folder).keys), 'its keys are there');
    });

    it('that were revoked, at once', async () => {
      const { burnerId } = job.whole;
      await job.alex.api.call('commandBurner', { params: { burnerId }, body: { kind: 'revoke' } });
      await until('the desk to stop', () =>
        job.whole.deskLog.some((line) => /stopped.*burner-revoked/.test(line)),
      );
      await assert.rejects(job.keyed(), refusedWith('burner-revoked'));
    });
  });

  describe('who are people', () => {
    before(async () => {
      job = await WholeJob.start();
      await job.begin();
    });
    after(() => job.close());

    const accessTokens: readonly (readonly [string, () => TabUser, string])[] = [
      [
        'for another audience',
        () => job.whole.user(cast.technician, { aud: 'somebody-else' }),
        'access-token-refused',
      ],
      [
        'of another tenant',
        () => job.whole.user(cast.technician, { tid: '99999999-0000-4000-8000-000000000000' }),
        'access-token-refused',
      ],
      [
        'of another issuer',
        () => job.whole.user(cast.technician, { iss: 'https://login.example/v2.0' }),
        'access-token-refused',
      ],
      [
        'without the scope',
        () => job.whole.user(cast.technician, { scp: 'User.Read' }),
        'access-token-refused',
      ],
      ['without a role', () => job.whole.user(cast.technician, { roles: [] }), 'role-missing'],
      ['of a manager', () => job.whole.user(cast.manager), 'role-missing'],
      ['of an approver', () => job.whole.user(cast.approver), 'role-missing'],
      [
        'with another signature',
        () =>
          new TabUser(job.whole.front.url, async () => {
            const [head, claims, signature = ''] = (
              await job.whole.entra.issueTabToken(cast.technician.id)
            ).split('.');
            const swapped = (signature[9] === 'A' ? 'B' : 'A') + signature.slice(10);
            return [head, claims, signature.slice(0, 9) + swapped].join('.');
          }),
        'access-token-refused',
      ],
    ];
    for (const [name, user, code] of accessTokens) {
      it(`with an access token ${name}`, async () => {
        const { version } = await job.tom.read(job.requestId);
        const params = { requestId: job.requestId };
        const calls = user().api;
        await assert.rejects(
          calls.call('commandRequest', { params, body: { version, command: { kind: 'release' } } }),
          refusedWith(code),
        );
        await assert.rejects(
          calls.call('checkCode', { params, body: { code: '123456' } }),
          refusedWith(code),
        );
        assert.equal((await job.tom.read(job.requestId)).version, version);
      });
    }

    it('who leave practice settings in a configured deployment', () => {
      const { front, entra } = job.whole;
      const practice = botSettings({
        pageUrl: front.url,
        entraUrl: entra.url,
        issuer: entra.issuer,
        clientSecret: 'practice',
        port: 0,
        dataFolder: '',
      });
      const tenant = { TENANT_ID: '99999999-0000-4000-8000-000000000000' };
      assert.throws(() => parseConfig({ ...practice, ...tenant }), refusedWith('practice-refused'));
      const { TOKEN_DESK_PRACTICE: _, ...unmarked } = practice;
      assert.throws(() => parseConfig({ ...unmarked, ...tenant }), refusedWith('practice-refused'));
      assert.throws(() => parseConfig({ ...practice, ISSUER: 'https://login.example' }), ProblemError);
      assert.doesNotThrow(() => parseConfig(practice));
    });
  });
});
