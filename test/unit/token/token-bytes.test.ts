import assert from 'node:assert/strict';
import {
  buildAnswer,
  buildApdu,
  decodeAnswer,
  decodeApdu,
} from '@token-desk/burner-service/token/protocol/apdu';
import {
  buildAnswerChallenge,
  buildGetChallenge,
  buildGetInfo,
  decodeInfo,
  displayTimeouts,
  lengthenSeed,
} from '@token-desk/burner-service/token/protocol/commands';
import { pad, padUnlessWhole, unpad } from '@token-desk/burner-service/token/protocol/padding';
import {
  decryptEcb,
  deviceKey,
  encryptEcb,
  isSm4Right,
  lastCbcBlock,
} from '@token-desk/burner-service/token/protocol/sm4';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const hex = (of: Uint8Array) => Buffer.from(of).toString('hex').toUpperCase();

describe('the bytes of a command', () => {
  it('are a header, a length and the data', () => {
    const apdu = buildApdu({ cla: 0x84, ins: 0xd4, p1: 1, p2: 2, data: bytes('AABB') });
    assert.equal(hex(apdu), '84D4010202AABB');
    const command = decodeApdu(apdu);
    assert.deepEqual(command, { cla: 0x84, ins: 0xd4, p1: 1, p2: 2, data: bytes('AABB') });
  });

  it('may end before the length, which is then none', () => {
    assert.deepEqual(decodeApdu(bytes('80410203')), {
      cla: 0x80,
      ins: 0x41,
      p1: 2,
      p2: 3,
      data: new Uint8Array(),
    });
  });

  it('are no command when the header is cut short at any byte, or the data', () => {
    for (const cut of ['', '80', '8041', '804100', '80410000 01', '80410000 02 11'])
      assert.equal(decodeApdu(bytes(cut)), null, cut);
  });

  it('end where the length says; what follows is not of it', () => {
    assert.deepEqual(decodeApdu(bytes('80410000 01 11 22'))?.data, bytes('11'));
  });

  it('of get-info, get-challenge and answer are those of the protocol', () => {
    assert.equal(hex(buildGetInfo()), '80410000020211');
    assert.equal(hex(buildGetChallenge()), '804B08000100');
    const answer = hex(buildAnswerChallenge(bytes('0001020304050607')));
    assert.equal(answer, `80CE000010${hex(encryptEcb(bytes('0001020304050607 0000000000000000')))}`);
  });
});

describe('the bytes of an answer', () => {
  it('are data and two bytes of status', () => {
    assert.deepEqual(decodeAnswer(bytes('AABB9000')), { data: bytes('AABB'), statusWord: 0x9000 });
    assert.deepEqual(decodeAnswer(bytes('6983')), { data: new Uint8Array(), statusWord: 0x6983 });
    assert.equal(hex(buildAnswer(0x6983)), '6983');
    assert.equal(hex(buildAnswer(0x9000, bytes('AABB'))), 'AABB9000');
  });

  it('are no answer below two', () => {
    assert.equal(decodeAnswer(bytes('')), null);
    assert.equal(decodeAnswer(bytes('90')), null);
  });
});

describe('padding (ISO/IEC 9797-1 method 2)', () => {
  it('adds 80 and zeros up to a whole block, and a block to what is whole', () => {
    assert.equal(hex(pad(bytes(''))), `80${'00'.repeat(15)}`);
    assert.equal(hex(pad(bytes('AA'.repeat(15)))), `${'AA'.repeat(15)}80`);
    assert.equal(hex(pad(bytes('AA'.repeat(16)))), `${'AA'.repeat(16)}80${'00'.repeat(15)}`);
    assert.equal(hex(padUnlessWhole(bytes('AA'.repeat(16)))), 'AA'.repeat(16));
    assert.equal(hex(padUnlessWhole(bytes('AA'))), `AA80${'00'.repeat(14)}`);
  });

  it('comes off again, one 80 and no more', () => {
    assert.equal(hex(unpad(bytes('AABB8000')) ?? bytes('EE')), 'AABB');
    assert.equal(hex(unpad(bytes('AA8080')) ?? bytes('EE')), 'AA80');
    assert.equal(hex(unpad(bytes('80')) ?? bytes('EE')), '');
    assert.equal(hex(unpad(bytes('8000')) ?? bytes('EE')), '');
  });

  it('is missed where there is no 80', () => {
    for (const none of ['', '00', '0000', 'AA', 'AA00', '8001', '8001 00'])
      assert.equal(unpad(bytes(none)), null, none);
  });
});

describe('SM4', () => {
  // GB/T 32907-2016, annex A.1
  const key = bytes('0123456789ABCDEF FEDCBA9876543210');

  it('gives the standard’s own example', () => {
    assert.equal(hex(encryptEcb(key, key)), '681EDF34D206965E86B3E94F536E4246');
  });

  it('chains blocks for a MAC and keeps the last', () => {
    const [one, two] = [bytes(`${'00'.repeat(15)}01`), bytes('02'.repeat(16))];
    const first = encryptEcb(one, key);
    const mixed = two.map((byte, at) => byte ^ (first[at] ?? 0));
    assert.equal(hex(lastCbcBlock(Uint8Array.of(...one, ...two), key)), hex(encryptEcb(mixed, key)));
    assert.equal(lastCbcBlock(one, key).length, 16);
  });

  it('takes whole blocks only and adds nothing to them', () => {
    assert.equal(encryptEcb(new Uint8Array(32)).length, 32);
    assert.equal(hex(decryptEcb(encryptEcb(bytes('AB'.repeat(16))))), 'AB'.repeat(16));
    assert.equal(decryptEcb(encryptEcb(new Uint8Array(32).fill(7))).length, 32);
  });

  it('is right in this runtime under the device’s key, and the look at it would see a wrong one', () => {
    assert.equal(isSm4Right(), true);
    deviceKey[0]! ^= 1;
    try {
      assert.equal(isSm4Right(), false);
    } finally {
      deviceKey[0]! ^= 1;
    }
  });
});

describe('what get-info answers', () => {
  const info = (serial: string, clock = '65920080') =>
    bytes(
      `010203 ${serial.length.toString(16).padStart(2, '0')} ${Buffer.from(serial).toString('hex')} 0102 ${clock}`,
    );

  it('is a serial and a clock that counts from 1970 beyond 2038', () => {
    assert.deepEqual(decodeInfo(info('8659622000001')), {
      serial: '8659622000001',
      utcSeconds: 0x65920080,
    });
    assert.equal(decodeInfo(info('1', 'FFFFFFFF'))?.utcSeconds, 0xffffffff);
  });

  it('is read where its bytes lie, also in the middle of others', () => {
    const inside = Uint8Array.of(9, 9, 9, ...info('86596')).subarray(3);
    assert.deepEqual(decodeInfo(inside), { serial: '86596', utcSeconds: 0x65920080 });
  });

  it('has its serial without the blanks around it, of 16 at most', () => {
    assert.equal(decodeInfo(info(' 86596  '))?.serial, '86596');
    assert.equal(decodeInfo(info('1234567890123456'))?.serial, '1234567890123456');
    assert.equal(decodeInfo(info('12345678901234567')), null);
  });

  it('is nothing when it is shorter than it says, at any byte', () => {
    const whole = info('86596');
    for (let length = 0; length < whole.length; length += 1)
      assert.equal(decodeInfo(whole.subarray(0, length)), null, `${length} bytes`);
    assert.equal(decodeInfo(Uint8Array.of(...whole, 0))?.serial, '86596', 'what follows is not of it');
  });
});

describe('what is written', () => {
  it('is a seed of 20 bytes at least, its own first', () => {
    assert.equal(hex(lengthenSeed(bytes('AA'.repeat(16)))), `${'AA'.repeat(16)}00000000`);
    assert.equal(hex(lengthenSeed(bytes('AA'.repeat(32)))), 'AA'.repeat(32));
  });

  it('says how long the display stays by a place in this list', () => {
    assert.deepEqual([...displayTimeouts], [15, 30, 60, 120]);
  });
});
