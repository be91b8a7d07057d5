import assert from 'node:assert/strict';
import { nextStepOf, requestAtHand, type Situation } from '@token-desk/practice/teams-host/next-step';

const player = (givenName: string) => ({
  name: `${givenName} X`,
  givenName,
  upn: `${givenName}@contoso.example`,
});
const off = { isOnReader: false, isAwake: false, display: 'off' } as const;
const laid = { isOnReader: true, isAwake: true, display: 'empty' } as const;
const desk = { isConfirmed: true, isOnline: true, isShutOut: false, fingerprint: 'AAAA-BBBB-CCCC-DDDD' };
const request = { state: 'queued', step: null, claim: null, openJobId: null, attention: null } as const;
const working = { ...request, state: 'in_progress', step: 'secret' } as const;

const start: Situation = {
  isChannelBound: true,
  desk,
  request: null,
  hasFinishedOne: false,
  isQrShown: false,
  tokens: [off],
  manager: player('Ada'),
  technician: player('Tom'),
  subject: player('Ana'),
};

const cases: readonly [what: string, change: Partial<Situation>, says: RegExp][] = [
  ['the desk is away', { desk: null }, /^1 Tom tab .*connecting/],
  [
    'the desk is shut out',
    { desk: { ...desk, isOnline: false, isShutOut: true } },
    /^1 Tom token .*Pair it again/,
  ],
  ['no channel listens', { isChannelBound: false }, /^1 Tom channel .*notify here/],
  ['nobody asked yet', {}, /^2 Ada chat .*“request”.*Ana X/],
  ['a request waits', { request }, /^3 Tom tab .*Ana X/],
  ['the person is not identified', { request: { ...working, step: 'person' } }, /^4 Tom tab /],
  ['the desk is new', { request: working, desk: { ...desk, isConfirmed: false } }, /^5 Tom tab .*letters/],
  ['Microsoft’s page shows no QR code', { request: working }, /^6 Ana subject .*different authenticator app/],
  ['the QR code is there', { request: working, isQrShown: true }, /^7 Tom tab Drag/],
  ['token and QR code are there', { request: working, isQrShown: true, tokens: [laid] }, /^7 Tom tab Go on/],
  [
    'a job waits for the token',
    { request: { ...working, step: 'burn', openJobId: 'j' } },
    /^8 Tom token Hold/,
  ],
  [
    'the token on the reader sleeps',
    { request: { ...working, openJobId: 'j' }, tokens: [{ ...off, isOnReader: true }] },
    /^8 Tom token .*asleep/,
  ],
  ['it is being written', { request: { ...working, openJobId: 'j' }, tokens: [laid] }, /^8 Tom tab Leave/],
  ['it is written', { request: { ...request, state: 'burned' } }, /^9 Tom token .*six digits/],
  ['it is checked', { request: { ...request, state: 'checked' } }, /^10 Ana subject .*Next/],
  ['Microsoft accepted it', { request: { ...request, state: 'bound' } }, /^11 Tom tab Hand/],
  ['it is handed over', { request: { ...request, state: 'handed_over' } }, /^11 Ada chat Done/],
  ['all is closed', { hasFinishedOne: true }, /^11 Ada chat Done/],
];

describe('the one next thing of the practice', () => {
  const begun = cases.filter(([, { request = null, hasFinishedOne }]) => request !== null || hasFinishedOne);
  for (const [what, change, says] of begun)
    it(`is the same without a channel when ${what}`, () => {
      const { number, who, place, text } = nextStepOf({ ...start, ...change, isChannelBound: false });
      assert.match(`${number} ${who} ${place} ${text}`, says);
      assert.doesNotMatch(text, /#it-tokens/);
    });

  for (const [what, change, says] of cases)
    it(`is told when ${what}`, () => {
      const { number, of, who, place, text } = nextStepOf({ ...start, ...change });
      assert.match(`${number} ${who} ${place} ${text}`, says);
      assert.ok(number <= of);
    });
});

describe('whom the practice is about', () => {
  const by = (id: string) => ({ by: { id, name: id, upn: id }, since: 1 });
  const row = (id: string, updatedAt: number, change: object) =>
    ({ id, state: 'queued', claim: null, createdAt: updatedAt, updatedAt, ...change }) as const;
  const ready = row('ready', 5, { state: 'bound', claim: by('tom') });
  const taken = row('taken', 9, { state: 'in_progress', claim: by('tom') });
  const others = row('others', 10, { state: 'checked', claim: by('eszter') });
  const given = row('given', 11, { state: 'handed_over', claim: by('tom') });

  it('is whoever the technician took up or went on with last', () => {
    assert.equal(requestAtHand([ready, taken, others, given], 'tom')?.id, 'taken');
    assert.equal(requestAtHand([{ ...ready, updatedAt: 12 }, taken, others], 'tom')?.id, 'ready');
  });

  it('is the most urgent where the technician has nobody in hand', () => {
    assert.equal(requestAtHand([given, row('waits', 1, {}), others], 'tom')?.id, 'others');
    assert.equal(requestAtHand([], 'tom'), null);
  });
});
