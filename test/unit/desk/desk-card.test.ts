import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskCard, saveDeskCard } from '@token-desk/burner-service/cli/desk/desk-card';
import { fingerprintOf } from '@token-desk/burner-service/keys/identity';

const identityKey = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
const publicKey = identityKey.toString('base64url');
const desk = { name: 'Lyon 2', tenantName: 'Contoso', server: 'https://tokens.example' };

describe('the card of a desk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'token-desk-card-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('shows the letters that the tab shows, in both languages, and whose desk it is', () => {
    const card = deskCard(desk, publicKey);
    assert.equal(card.split(fingerprintOf(publicKey)).length, 3);
    for (const said of ['Desk Lyon 2', 'Platz Lyon 2', 'Contoso', 'https://tokens.example'])
      assert.ok(card.includes(said), said);
  });

  it('runs nothing and loads nothing, whatever the desk is called', () => {
    const card = deskCard({ ...desk, name: '<img src=x onerror=alert(1)>"&' }, publicKey);
    assert.doesNotMatch(card, /<img|<script|src=[^x]|href=/);
    assert.match(card, /&lt;img src=x onerror=alert\(1\)&gt;&quot;&amp;/);
    assert.match(card, /default-src 'none'/);
  });

  it('is for its user alone, and written anew only where it is not as it should be', () => {
    const path = saveDeskCard(folder, desk, publicKey);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['desk-card.html']);
    const { ino } = statSync(path);
    saveDeskCard(folder, desk, publicKey);
    assert.equal(statSync(path).ino, ino);
    writeFileSync(path, 'AAAA-BBBB-CCCC-DDDD');
    saveDeskCard(folder, desk, publicKey);
    assert.equal(readFileSync(path, 'utf8'), deskCard(desk, publicKey));
  });
});
