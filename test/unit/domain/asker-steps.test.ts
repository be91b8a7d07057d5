import assert from 'node:assert/strict';
import { decide, evolveAll } from '@token-desk/bot/domain/requests/request-machine';
import type { Request, RequestCommand } from '@token-desk/contract/request';
import { asManager, dayMs, form, monday, requestIn } from '../../support/bot/requests.ts';

const queued = requestIn('queued', { form: { ...form, note: 'gate 3', costCentre: 'CC-1' } });
const ordered = (request: Request, command: RequestCommand, now = monday) => {
  const decided = decide(request, command as Parameters<typeof decide>[1], asManager, now);
  if (!decided.ok) return decided.problem.code;
  return decided.events.length === 0 ? 'nothing' : evolveAll(request, decided.events);
};
const edit = (change: object) =>
  ordered(queued, { kind: 'edit', neededBy: form.neededBy, handOver: form.handOver, ...change });

describe('what whoever asked may still change', () => {
  it('is the day, the hand-over and what is written beside; what is left empty goes', () => {
    const edited = edit({ neededBy: '2026-12-01', handOver: 'ship', note: 'gate 4' });
    assert.ok(typeof edited === 'object');
    const { neededBy, handOver, note, costCentre, type, reason, site } = edited.form;
    assert.deepEqual([neededBy, handOver, note, costCentre], ['2026-12-01', 'ship', 'gate 4', undefined]);
    assert.deepEqual([type, reason, site, edited.state], [form.type, form.reason, form.site, 'queued']);
    assert.equal(edited.subject.id, queued.subject.id);
  });
  it('is nothing where nothing changes', () => {
    assert.equal(edit({ note: 'gate 3', costCentre: 'CC-1' }), 'nothing');
  });
  it('is no day that has passed or is none; one that has passed meanwhile may stay', () => {
    assert.equal(edit({ neededBy: '2026-10-01' }), 'needed-by-past');
    assert.equal(edit({ neededBy: '2026-02-30' }), 'request-invalid');
    const late = { kind: 'edit', neededBy: form.neededBy, handOver: 'ship' } as const;
    assert.ok(typeof ordered(queued, late, monday + 90 * dayMs) === 'object');
  });
});

describe('a nudge', () => {
  it('goes once a day, and makes nobody wait longer', () => {
    const nudged = ordered(queued, { kind: 'nudge' }, monday + dayMs);
    assert.ok(typeof nudged === 'object');
    assert.deepEqual([nudged.nudgedAt, nudged.updatedAt], [monday + dayMs, queued.updatedAt]);
    assert.equal(ordered(nudged, { kind: 'nudge' }, monday + 2 * dayMs - 1), 'nudged-already');
    assert.ok(typeof ordered(nudged, { kind: 'nudge' }, monday + 2 * dayMs) === 'object');
  });
});
