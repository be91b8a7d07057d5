import assert from 'node:assert/strict';
import { streamToEnd } from '@token-desk/bot/http/live-events';

const most = { ofPerson: 3, together: 5 };
const open = (...owners: string[]) => new Map(owners.map((owner, n) => [`${owner}-${n}`, owner]));

describe('room for one more live stream', () => {
  it('is there while nobody has too many', () => {
    assert.equal(streamToEnd(open(), 'ada', most), null);
    assert.equal(streamToEnd(open('ada', 'ada', 'bob', 'bob'), 'ada', most), null);
  });

  it('is made by whoever has too many, with their oldest', () => {
    assert.equal(streamToEnd(open('bob', 'ada', 'ada', 'ada'), 'ada', most), 'ada-1');
  });

  it('is made by whoever has most when all together are too many, never by who has one', () => {
    assert.equal(streamToEnd(open('cem', 'bob', 'ada', 'ada', 'bob', 'ada'), 'dora', most), 'ada-2');
    assert.equal(streamToEnd(open('cem', 'dora', 'bob', 'eve', 'bob'), 'cem', most), 'bob-2');
  });
});
