import assert from 'node:assert/strict';
import { buildAnswer } from '@token-desk/burner-service/token/protocol/apdu';
import { buildAnswerChallenge, ins } from '@token-desk/burner-service/token/protocol/commands';
import { probeOtherDevice } from '@token-desk/burner-service/token/protocol/probe';
import {
  authenticate,
  isUnknownCommand,
  readInfo,
  writeConfig,
  writeSeed,
} from '@token-desk/burner-service/token/protocol/session';

const serial = '8659622000001';
const challenge = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;
const done = buildAnswer(0x9000);
const word = (statusWord: number) => buildAnswer(statusWord);
const info = (of = serial) =>
  buildAnswer(0x9000, Uint8Array.of(0, 0, 0, of.length, ...Buffer.from(of), 0, 0, 0x65, 0x92, 0, 0));
const newChallenge = buildAnswer(0x9000, challenge);
const names = Object.fromEntries(Object.entries(ins).map(([name, code]) => [code, name]));

/** A token that answers as told, in order; it notes what it was sent, and asks for nothing more. */
function saying(...answers: readonly Uint8Array[]) {
  const sent: Uint8Array[] = [];
  const left = [...answers];
  const transmit = async (apdu: Uint8Array) => {
    sent.push(Uint8Array.from(apdu));
    const answer = left.shift();
    assert.ok(answer, `one command more than expected: ${names[apdu[1] ?? 0]}`);
    return answer;
  };
  return {
    transmit,
    sent,
    asked: () => {
      assert.equal(left.length, 0, 'every answer was asked for');
      return sent.map((apdu) => names[apdu[1] ?? 0]);
    },
  };
}

describe('who a token says it is', () => {
  it('is asked once when it answers, and once more when it refuses or is not understood', async () => {
    const right = saying(info());
    assert.deepEqual(await readInfo(right.transmit), { ok: true, info: { serial, utcSeconds: 0x65920000 } });
    right.asked();
    for (const first of [word(0x6985), buildAnswer(0x9000, Uint8Array.of(1)), info('not a serial')]) {
      const again = saying(first, info());
      assert.equal((await readInfo(again.transmit)).ok, true);
      assert.deepEqual(again.asked(), ['getInfo', 'getInfo']);
    }
  });

  const refusals: readonly (readonly [string, Uint8Array, string, string])[] = [
    ['no such command', word(0x6d00), 'not-a-token', 'not-a-token'],
    ['another refusal', word(0x6985), 'refused', 'token-refused'],
    ['a word that elsewhere means a lost session', word(0x6983), 'refused', 'token-refused'],
    ['no status word', Uint8Array.of(1), 'garbled', 'token-answer-garbled'],
    ['a serial of signs', info('8659-22'), 'garbled', 'token-answer-garbled'],
    ['less than it says', buildAnswer(0x9000, Uint8Array.of(0, 0, 0, 9)), 'garbled', 'token-answer-garbled'],
  ];
  for (const [what, answer, meaning, code] of refusals)
    it(`is not known after ${what}, twice`, async () => {
      const token = saying(answer, answer);
      const found = await readInfo(token.transmit);
      assert.ok(!found.ok);
      assert.deepEqual([found.meaning, found.problem.code], [meaning, code]);
      token.asked();
    });
});

describe('challenge and answer', () => {
  it('is one of each, and the answer is the right one', async () => {
    const token = saying(newChallenge, done);
    assert.equal((await authenticate(token.transmit)).ok, true);
    assert.deepEqual(token.asked(), ['getChallenge', 'answer']);
    assert.deepEqual(token.sent[1], buildAnswerChallenge(challenge));
  });

  it('is tried again once, with a new challenge', async () => {
    const token = saying(newChallenge, word(0x6983), newChallenge, done);
    assert.equal((await authenticate(token.transmit)).ok, true);
    token.asked();
  });

  it('refused twice is a lock, and is not tried a third time', async () => {
    const token = saying(newChallenge, word(0x6983), newChallenge, word(0x6983));
    const refused = await authenticate(token.transmit);
    assert.ok(!refused.ok);
    assert.deepEqual(
      [refused.meaning, refused.problem.code, refused.statusWord],
      ['answer-refused', 'token-locked', 0x6983],
    );
    token.asked();
  });

  it('refused once, after something else went wrong, is no lock', async () => {
    const token = saying(word(0x6985), newChallenge, word(0x6983));
    const refused = await authenticate(token.transmit);
    assert.ok(!refused.ok);
    assert.deepEqual(
      [refused.meaning, refused.problem.code, refused.statusWord],
      ['refused', 'token-refused', 0x6983],
    );
    token.asked();
  });

  it('says the second refusal when that is another', async () => {
    const token = saying(newChallenge, word(0x6983), word(0x6985));
    const refused = await authenticate(token.transmit);
    assert.ok(!refused.ok);
    assert.deepEqual([refused.meaning, refused.statusWord], ['refused', 0x6985]);
    token.asked();
  });

  it('never answers what is no challenge', async () => {
    for (const wrong of [challenge.subarray(1), Uint8Array.of(...challenge, 9), new Uint8Array()]) {
      const answer = buildAnswer(0x9000, wrong);
      const token = saying(answer, answer);
      const refused = await authenticate(token.transmit);
      assert.ok(!refused.ok);
      assert.equal(refused.problem.code, 'token-answer-garbled');
      assert.deepEqual(token.asked(), ['getChallenge', 'getChallenge']);
    }
  });
});

describe('a command of an authenticated session', () => {
  const write = (token: ReturnType<typeof saying>) =>
    writeConfig({ transmit: token.transmit, serial }, config, () => 1_700_000_000);

  it('is sent once when it is taken', async () => {
    const token = saying(done);
    assert.equal((await write(token)).ok, true);
    assert.deepEqual(token.asked(), ['setConfig']);
  });

  it('is sent once when it is refused or nobody can know', async () => {
    for (const [answer, meaning] of [
      [word(0x6700), 'refused'],
      [word(0x6a80), 'refused'],
      [buildAnswer(0x9000, challenge), 'garbled'],
      [word(0x6581), 'garbled'],
      // noise that happens to end in a word for “no such command”
      [buildAnswer(0x6d00, challenge), 'garbled'],
    ] as const) {
      const token = saying(answer);
      const refused = await write(token);
      assert.ok(!refused.ok);
      assert.equal(refused.meaning, meaning);
      token.asked();
    }
  });

  for (const none of [0x6d00, 0x6e00])
    it(`is asked twice whether there is such a command (${none.toString(16)})`, async () => {
      const token = saying(word(none), word(none));
      const refused = await write(token);
      assert.ok(!refused.ok && isUnknownCommand(refused));
      assert.deepEqual(token.asked(), ['setConfig', 'setConfig']);
      const late = saying(word(none), done);
      assert.equal((await write(late)).ok, true);
      late.asked();
    });

  it('opens a lost session again, once, with the same token, and is repeated', async () => {
    const token = saying(word(0x6983), info(), newChallenge, done, done);
    assert.equal((await write(token)).ok, true);
    assert.deepEqual(token.asked(), ['setConfig', 'getInfo', 'getChallenge', 'answer', 'setConfig']);
    const twice = saying(word(0x6983), info(), newChallenge, done, word(0x6983));
    const refused = await write(twice);
    assert.ok(!refused.ok);
    assert.deepEqual([refused.meaning, refused.problem.code], ['session-lost', 'token-refused']);
    twice.asked();
  });

  it('is not repeated to another token', async () => {
    const token = saying(word(0x6983), info('8659622000002'));
    const refused = await write(token);
    assert.ok(!refused.ok);
    assert.deepEqual(refused, {
      ok: false,
      meaning: 'refused',
      problem: { code: 'wrong-serial', detail: { serial: '8659622000002', expected: serial } },
      statusWord: null,
    });
    token.asked();
  });

  it('is not repeated where nobody says who is there, or the key is refused', async () => {
    const silent = saying(word(0x6983), word(0x6985), word(0x6985));
    const first = await write(silent);
    assert.ok(!first.ok);
    assert.deepEqual([first.meaning, first.statusWord], ['refused', 0x6985]);
    silent.asked();
    const locked = saying(word(0x6983), info(), newChallenge, word(0x6983), newChallenge, word(0x6983));
    const second = await write(locked);
    assert.ok(!second.ok);
    assert.equal(second.problem.code, 'token-locked');
    locked.asked();
  });

  it('writes a seed the same way: data is no word for done, and a lost session is opened again', async () => {
    const seed = new Uint8Array(20).fill(0x5a);
    const noise = saying(buildAnswer(0x9000, challenge));
    const unknown = await writeSeed({ transmit: noise.transmit, serial }, seed);
    assert.ok(!unknown.ok);
    assert.equal(unknown.meaning, 'garbled');
    noise.asked();
    const lost = saying(word(0x6983), info(), newChallenge, done, done);
    assert.equal((await writeSeed({ transmit: lost.transmit, serial }, seed)).ok, true);
    assert.deepEqual(lost.asked(), ['setSeed', 'getInfo', 'getChallenge', 'answer', 'setSeed']);
    assert.deepEqual(lost.sent[0], lost.sent[4]);
  });

  it('leaves nothing of a seed in what it sent, taken or not', async () => {
    for (const answer of [done, word(0x6a80), null]) {
      const seed = new Uint8Array(20).fill(0x5a);
      let sent: Uint8Array | null = null;
      const transmit = async (apdu: Uint8Array) => {
        sent = apdu;
        assert.ok(apdu.some((byte) => byte !== 0));
        if (answer === null) throw new Error('lifted');
        return answer;
      };
      await writeSeed({ transmit, serial }, seed).catch(() => {});
      assert.ok(sent !== null && (sent as Uint8Array).every((byte) => byte === 0));
      assert.ok(
        seed.every((byte) => byte === 0x5a),
        'the caller’s own stays',
      );
    }
  });
});

describe('what lies there instead of a token', () => {
  it('is asked for its applications, then what the reader knows of it, and no more', async () => {
    const sent: string[] = [];
    const found = await probeOtherDevice(async (apdu) => {
      sent.push(Buffer.from(apdu).toString('hex').toUpperCase());
      return sent.length === 3 ? buildAnswer(0x9000, challenge) : word(0x6a82);
    });
    assert.deepEqual(found, { kind: 'plain-nfc-tag' });
    assert.deepEqual(sent, [
      '00A4040008A0000006472F000100',
      '00A4040007A000000527210100',
      'FFCA000000',
      'FFCA010000',
    ]);
  });

  it('is nothing known when it does not even answer with a status word', async () => {
    assert.deepEqual(await probeOtherDevice(async () => Uint8Array.of(1)), { kind: 'other-card' });
  });
});
