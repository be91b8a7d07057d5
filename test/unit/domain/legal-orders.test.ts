import assert from 'node:assert/strict';
import { legalOrders } from '@token-desk/bot/domain/jobs/legal-orders';
import type { Acting } from '@token-desk/bot/domain/permissions';
import { firstEyesOf } from '@token-desk/contract/four-eyes';
import type { Person } from '@token-desk/contract/ids';
import type { OfferedOrder, Request } from '@token-desk/contract/request';
import {
  acting,
  anna,
  asAnna,
  asManager,
  asTina,
  asTom,
  mara,
  monday,
  requestIn,
  sven,
  tina,
  tom,
} from '../../support/bot/requests.ts';

const recordedByTom = requestIn('queued', {
  requestedBy: tom,
  call: { by: 'Sven Subject', identifiedBy: 'badge-photo' },
});

const cases: readonly (readonly [what: string, Request, Acting, readonly OfferedOrder[]])[] = [
  ['a technician before it is begun', requestIn('queued'), asTom, ['claim', 'hold']],
  ['the technician who recorded it', recordedByTom, asTom, ['hold', 'withdraw']],
  [
    'a technician who will carry it',
    requestIn('queued', { subject: tom }),
    acting(tom, 'Technician'),
    ['hold'],
  ],
  ['its holder', requestIn('in_progress'), asTina, ['release', 'give-up', 'hold']],
  ['its holder, once it is burned', requestIn('burned'), asTina, ['give-up', 'hold']],
  ['a colleague of its holder', requestIn('burned'), asTom, ['take-over', 'hold']],
  ['a colleague of its holder who approved it', requestIn('burned', { approvedBy: tom }), asTom, ['hold']],
  ['an approver', requestIn('submitted'), asAnna, ['hold', 'approve', 'reject']],
  ['whoever asked, before it is begun', requestIn('queued'), asManager, ['withdraw']],
  ['whoever asked, while it is done', requestIn('in_progress'), asManager, []],
  ['a technician, of one on hold', requestIn('on_hold'), asTom, ['resume']],
  ['a technician, of one given up', requestIn('failed'), asTom, ['requeue']],
  ['anybody, of one that is over', requestIn('withdrawn'), asTom, []],
];

describe('what is offered to', () => {
  for (const [what, request, who, orders] of cases)
    it(`${what}: ${orders.join(', ') || 'nothing'}`, () =>
      assert.deepEqual(legalOrders(request, who, monday), orders));
});

describe('four eyes name what somebody already is to a request', () => {
  const request = requestIn('queued', { approvedBy: anna });
  const eyes: readonly (readonly [Person, ReturnType<typeof firstEyesOf>])[] = [
    [mara, 'requester'],
    [sven, 'subject'],
    [anna, 'approver'],
    [tina, null],
  ];
  for (const [person, expected] of eyes)
    it(`${person.name}: ${expected ?? 'a second person'}`, () =>
      assert.equal(firstEyesOf(request, person, 'burn'), expected));
});
