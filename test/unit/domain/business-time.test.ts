import assert from 'node:assert/strict';
import { approvalDue, dueNow } from '@token-desk/bot/domain/approval/approval-times';
import { afterWorking, instantAt, type WorkingWeek } from '@token-desk/bot/domain/approval/business-time';
import { nowhere } from '@token-desk/bot/domain/organisation';
import { standardPolicy } from '@token-desk/bot/domain/policy';
import { monday, requestIn } from '../../support/bot/requests.ts';

const hourMs = 3_600_000;
const berlin = { timeZone: 'Europe/Berlin', holidays: [], hours: null };
const shown = (at: number) => new Date(at).toISOString().slice(0, 16);

describe('the hours in which people work at a site', () => {
  const spans: readonly [string, string, number, Partial<WorkingWeek>, string][] = [
    ['within a day', '2026-11-02T08:00Z', 2, {}, '2026-11-02T10:00'],
    ['from the next morning on, where a day is full', '2026-11-02T07:00Z', 9, {}, '2026-11-03T07:00'],
    ['over a night', '2026-11-02T15:00Z', 2, {}, '2026-11-03T08:00'],
    ['from before the site opens', '2026-11-02T03:00Z', 1, {}, '2026-11-02T08:00'],
    ['from after it closed', '2026-11-02T20:00Z', 1, {}, '2026-11-03T08:00'],
    ['over a weekend', '2026-11-06T15:30Z', 1, {}, '2026-11-09T07:30'],
    ['over a holiday', '2026-11-02T15:30Z', 1, { holidays: ['2026-11-03'] }, '2026-11-04T07:30'],
    ['over the day on which clocks are put on', '2026-03-27T15:30Z', 1, {}, '2026-03-30T06:30'],
    ['over the day on which they are put back', '2026-10-23T14:30Z', 1, {}, '2026-10-26T07:30'],
    [
      'through the hour that clocks leave out',
      '2026-03-28T23:00Z',
      4,
      { hours: { weekdays: [7], from: '00:00', to: '06:00' } },
      '2026-03-29T03:00',
    ],
    [
      'through the hour that they show twice',
      '2026-10-24T22:00Z',
      4,
      { hours: { weekdays: [7], from: '00:00', to: '06:00' } },
      '2026-10-25T02:00',
    ],
    [
      'of its counter',
      '2026-11-02T08:00Z',
      4,
      { hours: { weekdays: [2, 6], from: '10:00', to: '13:00' } },
      '2026-11-07T10:00',
    ],
    [
      'where it is another time',
      '2026-11-02T12:00Z',
      1,
      { timeZone: 'America/New_York' },
      '2026-11-02T14:00',
    ],
    ['no longer than a quarter of a year', '2026-11-02T08:00Z', 999, {}, '2027-02-02T08:00'],
  ];
  for (const [what, from, hours, week, until] of spans)
    it(`are counted ${what}`, () => {
      const at = afterWorking(Date.parse(from), hours * hourMs, { ...berlin, ...week });
      assert.equal(shown(at), until);
    });

  it('end somewhere where nobody ever works', () => {
    const never = { ...berlin, hours: { weekdays: [1], from: '09:00', to: '09:00' } };
    assert.ok(afterWorking(monday, hourMs, never) > monday);
  });

  for (const [day, time, zone, at] of [
    ['2026-03-29', '01:30', 'Europe/Berlin', '2026-03-29T00:30'],
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30'],
    ['2026-03-29', '03:30', 'Europe/Berlin', '2026-03-29T01:30'],
    ['2026-10-25', '01:30', 'Europe/Berlin', '2026-10-24T23:30'],
    ['2026-10-25', '03:30', 'Europe/Berlin', '2026-10-25T02:30'],
    ['2026-03-08', '03:30', 'America/New_York', '2026-03-08T07:30'],
    ['2026-11-02', '08:00', 'Asia/Kolkata', '2026-11-02T02:30'],
    ['2026-04-05', '08:00', 'Australia/Lord_Howe', '2026-04-04T21:30'],
  ] as const)
    it(`begin at ${time} in ${zone} as clocks there show it on ${day}`, () => {
      assert.equal(shown(instantAt(day, time, zone)), at);
    });
});

describe('a request that waits for a yes', () => {
  const places = new Map([['Vienna', { ...nowhere, timeZone: 'Europe/Vienna' }]]);
  const policy = { ...standardPolicy, places, approvalHours: { remind: 2, passOn: 4, lapse: 18 } };
  const request = requestIn('submitted', { createdAt: monday });
  const due = approvalDue(request, policy);

  it('has its hours from the site, and from when it was taken up again', () => {
    assert.deepEqual(Object.values(due).map(shown), [
      '2026-11-02T10:00',
      '2026-11-02T12:00',
      '2026-11-04T08:00',
    ]);
    const approval = { rule: 'all', of: 'approver', since: monday + hourMs } as const;
    assert.equal(approvalDue({ ...request, approval }, policy).remind, due.remind + hourMs);
  });

  const approval = { rule: 'all', of: 'approver' } as const;
  const reminded = { ...approval, remindedAt: monday };
  for (const [what, at, known, expected] of [
    ['nothing before', due.remind - 1, approval, null],
    ['a reminder', due.remind, approval, 'remind'],
    ['one reminder alone', due.remind, reminded, null],
    ['somebody else', due.passOn, reminded, 'pass-on'],
    ['somebody else, where no server ran when it was to be reminded', due.passOn, approval, 'pass-on'],
    ['somebody else once', due.passOn, { ...reminded, passedOnAt: monday }, null],
    ['its end', due.lapse, { ...reminded, passedOnAt: monday }, 'lapse'],
    ['its end, whatever was missed', due.lapse, approval, 'lapse'],
  ] as const)
    it(`gets ${what}`, () => assert.equal(dueNow({ approval: known }, due, at), expected));
});
