import assert from 'node:assert/strict';
import { readMessage } from '@token-desk/bot/teams/asking/message';
import { type Command, parseCommand } from '@token-desk/bot/teams/commands';
import { isAllowedServiceUrl } from '@token-desk/bot/teams/service-url';

const cases: readonly (readonly [text: string, command: Command])[] = [
  ['request', 'request'],
  ['  REQUEST!  ', 'request'],
  ['request a token for Ana', 'request'],
  ['<at>Token Desk</at> request', 'request'],
  ['<at id="0">Token Desk</at>&nbsp;request\n', 'request'],
  ['<p>new token please</p>', 'request'],
  ['please request a token', 'request'],
  ['Anfrage', 'request'],
  ['neues Token, bitte', 'request'],
  ['Bitte ein neues Token', 'request'],
  ['status', 'status'],
  ['Status?', 'status'],
  ['my requests', 'status'],
  ['meine Anfragen', 'status'],
  ['withdraw', 'withdraw'],
  ['cancel', 'withdraw'],
  ['Zurückziehen', 'withdraw'],
  ['ZURÜCKZIEHEN', 'withdraw'],
  ['zuru\u0308ckziehen', 'withdraw'],
  ['zurueckziehen', 'withdraw'],
  ['help', 'help'],
  ['Hilfe', 'help'],
  ['?', 'help'],
  ['hi', 'help'],
  ['guten Tag', 'help'],
  ['<at>Token Desk</at> notify here', 'notify-here'],
  ['Notify  here.', 'notify-here'],
  ['hier melden', 'notify-here'],
  ['stop notify', 'stop-notify'],
  ['stop', 'stop-notify'],
  ['nicht mehr melden', 'stop-notify'],
  ['notify here security deutsch', 'notify-here'],
  ['notify stop security', 'stop-notify'],
  ['nicht mehr melden Sicherheit', 'stop-notify'],
  ['notify list', 'notify-list'],
  ['<at>Token Desk</at> melden liste', 'notify-list'],
  ['', 'empty'],
  ['   ', 'empty'],
  ['<at>Token Desk</at>', 'empty'],
  ['🙂', 'empty'],
  ['what is the weather', 'unknown'],
  ['constructor', 'unknown'],
  ['__proto__', 'unknown'],
  ['x'.repeat(100_000), 'unknown'],
  // Where verb and noun disagree, the verb decides, wherever it stands.
  ['Anfrage zurückziehen', 'withdraw'],
  ['Antrag stornieren', 'withdraw'],
  ['Meine Anfragen zurückziehen', 'withdraw'],
  ['neue Anfrage stornieren', 'withdraw'],
  ['Bitte ziehe meine Anfrage zurück', 'withdraw'],
  ['Ich möchte meine Anfrage zurücknehmen', 'withdraw'],
  ['Anfrage löschen', 'withdraw'],
  ['Token abbestellen', 'withdraw'],
  ['Anfrage stoppen', 'withdraw'],
  ['Anfrage abbrechen', 'withdraw'],
  ['Bitte brechen Sie meine Anfrage ab', 'withdraw'],
  ['abbrechen', 'withdraw'],
  ['Anfrage widerrufen', 'withdraw'],
  ['Bestellung annullieren', 'withdraw'],
  ['Anfrage rückgängig machen', 'withdraw'],
  ['abort the request', 'withdraw'],
  ['request withdraw', 'withdraw'],
  ['cancel my request', 'withdraw'],
  ['my requests: cancel', 'withdraw'],
  ['please take my request back', 'withdraw'],
  ['take back the request', 'withdraw'],
  ['I would like to withdraw my request for Ana', 'withdraw'],
  ['delete the token request', 'withdraw'],
  ['stop my request', 'withdraw'],
  ['hi, withdraw', 'withdraw'],
  ['request status', 'status'],
  ['token status', 'status'],
  ['new request status', 'status'],
  ['show my requests', 'status'],
  ['where is my token', 'status'],
  ['my request', 'status'],
  ['Anfrage Status', 'status'],
  ['Stand der Anfrage', 'status'],
  ['Wie ist der Stand meiner Anfrage?', 'status'],
  ['Wo ist mein Token', 'status'],
  ['check my request', 'status'],
  ['Anfrage prüfen', 'status'],
  ['meine Anfrage', 'status'],
  ['request help', 'help'],
  ['Token Hilfe', 'help'],
  ['Hilfe zur Anfrage', 'help'],
  // Without such a verb the noun is what is wanted.
  ['request a token to help Ana', 'request'],
  ['I need a token', 'request'],
  ['Ich brauche ein neues Token', 'request'],
  ['Token bestellen', 'request'],
  ['Anfrage stellen', 'request'],
  ['hello, a new token please', 'request'],
  ['request a token for Ana Moreau in Lyon, the status lamp of hers is dark', 'request'],
  ['lost', 'lost'],
  ['I lost my token', 'lost'],
  ['Token verloren', 'lost'],
  ['verloren 86596000004711', 'lost'],
  ['approve', 'approve'],
  ['genehmigen', 'approve'],
  ['joiner', 'joiner'],
  ['Neuzugang', 'joiner'],
  ['several', 'several'],
  ['request for several people', 'several'],
  ['mehrere Anfragen', 'several'],
  // The bot's own name is no word.
  ['Token Desk', 'empty'],
  ['Token Desk help', 'help'],
  ['@Token Desk help', 'help'],
  ['TokenDesk: status', 'status'],
  ['token-desk withdraw', 'withdraw'],
  ['Token Desk, Hilfe', 'help'],
  ['hey Token Desk', 'help'],
  ['Token Desk notify here', 'notify-here'],
  ['Token Desk stop notify', 'stop-notify'],
  ['Token Desk new token', 'request'],
  ['request token desk', 'request'],
  ['notify here please', 'notify-here'],
  ['please stop notifications', 'stop-notify'],
];

describe('commands in chat', () => {
  for (const [text, command] of cases) {
    it(`reads ${JSON.stringify(text.slice(0, 60))} as ${command}`, () => {
      assert.equal(parseCommand(text), command);
    });
  }
});

/** What it is about, and which command a word that is none may be. */
const messages: readonly (readonly [text: string, about: string | null, guess: string | null])[] = [
  ['request', null, null],
  ['request a token for Ana Moreau', 'Ana Moreau', null],
  ['Anfrage für Zoë Größler, bitte', 'Zoë Größler', null],
  ['request ana.moreau@contoso.example', 'ana.moreau@contoso.example', null],
  ['status Ana', 'Ana', null],
  ['Status von José Núñez García', 'José Núñez García', null],
  ['withdraw the request for O’Brien', 'O’Brien', null],
  ['lost 86596000004711', '86596000004711', null],
  ['lost: serial 86596000004711', '86596000004711', null],
  ['I lost my token', null, null],
  ['<at>Token Desk</at> request Ana', 'Ana', null],
  ['request a token for Ana Moreau in Lyon, the lamp of hers is dark', null, null],
  ['requst', null, 'request'],
  ['reqeust Ana Moreau', 'Ana Moreau', 'request'],
  ['stauts', null, 'status'],
  ['satus Ana', 'Ana', 'status'],
  ['widthdraw', null, 'withdraw'],
  ['witdraw', null, 'withdraw'],
  ['lsot', null, 'lost'],
  ['aprove', null, 'approve'],
  ['hlep', null, 'help'],
  ['severl', null, 'several'],
  ['Anfarge', null, 'request'],
  ['zurückzihen', null, 'withdraw'],
  ['verlorn 86596000004711', '86596000004711', 'lost'],
  ['genemigen', null, 'approve'],
  ['Hilfee', null, 'help'],
  ['Staus', null, 'status'],
  ['what is the weather', null, null],
  ['see you on Monday', null, null],
  ['__proto__', null, null],
];

describe('what a message is about', () => {
  for (const [text, about, guess] of messages)
    it(`${JSON.stringify(text)}: ${about ?? 'nobody'}${guess === null ? '' : `, perhaps ${guess}`}`, () => {
      const read = readMessage(text);
      if (read.command !== 'unknown' || guess !== null) assert.equal(read.about, about);
      assert.equal(read.guess, guess);
    });
});

describe('where the bot may write to', () => {
  const urls: readonly (readonly [url: string, real: boolean, practice: boolean])[] = [
    ['https://smba.trafficmanager.net/emea/', true, false],
    ['https://smba.trafficmanager.net/teams/', true, false],
    ['https://smba.infra.gcc.teams.microsoft.com/teams', true, false],
    ['https://europe.botframework.com/', true, false],
    // Other clouds: the server does not start for them, so nothing of theirs is written to.
    ['https://smba.infra.gov.teams.microsoft.us/gov', false, false],
    ['https://smba.infra.dod.teams.microsoft.us/dod', false, false],
    ['https://x.botframework.us/', false, false],
    ['http://smba.trafficmanager.net/emea/', false, false],
    ['https://smba.trafficmanager.net:8443/emea/', false, false],
    ['https://evil.trafficmanager.net/', false, false],
    ['https://smba.trafficmanager.net.evil.example/', false, false],
    ['https://smba.trafficmanager.net@evil.example/', false, false],
    ['https://botframework.com.evil.example/', false, false],
    ['https://evilbotframework.com/', false, false],
    ['http://localhost:56150/_connector', false, true],
    ['http://127.0.0.1:56150', false, true],
    ['http://169.254.169.254/', false, false],
    ['file:///etc/passwd', false, false],
    ['nonsense', false, false],
  ];
  for (const [url, real, practice] of urls) {
    it(`${real ? 'real' : practice ? 'practice only' : 'never'}: ${url}`, () => {
      assert.equal(isAllowedServiceUrl(url, false), real);
      assert.equal(isAllowedServiceUrl(url, true), practice);
    });
  }
});
