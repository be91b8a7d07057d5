import assert from 'node:assert/strict';
import { verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { receiveFrame } from '@token-desk/bot/usecases/jobs/burner-reports';
import { type FromBurner, fromBurner } from '@token-desk/contract/desk/job';
import type { ReceiptBody } from '@token-desk/contract/desk/receipt';
import type { JobView } from '@token-desk/contract/views';
import fc from 'fast-check';
import { problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

const odd = fc.constantFrom(
  '\ud800',
  '\udc00\ud800',
  '\0',
  '\\u0000',
  '\\ud800',
  ' ',
  '"',
  '=',
  'é',
  '𝕏',
  '\u2028',
  '1',
);
const anyText = fc
  .array(fc.oneof(odd, fc.string({ maxLength: 3 })), { maxLength: 4 })
  .map((parts) => parts.join(''));
const field = fc.constantFrom('model', 'reader', 'account', 'problem', 'note', 'tenant', 'serial');

type Change =
  | { readonly kind: 'value'; readonly field: string; readonly text: string }
  | { readonly kind: 'text' | 'signature'; readonly at: number; readonly text: string; readonly cut: number };

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('value' as const), field, text: anyText }),
  fc.record({
    kind: fc.constantFrom('text' as const, 'signature' as const),
    at: fc.nat(400),
    text: anyText,
    cut: fc.nat(2),
  }),
);

const spliced = (text: string, { at, cut, text: inserted }: Extract<Change, { at: number }>) => {
  const place = at % (text.length + 1);
  return text.slice(0, place) + inserted + text.slice(place + cut);
};

describe('whatever a desk signs', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);

    function receiptWith(job: JobView, changed: Change) {
      const seen = changed.kind === 'value' ? { [changed.field]: changed.text } : {};
      const good = desk.burner.receipt(job.offer, { seen: seen as Partial<ReceiptBody['seen']> });
      if (changed.kind === 'value') return good;
      if (changed.kind === 'signature') return { ...good, signature: spliced(good.signature, changed) };
      const body = spliced(good.body, changed);
      return { body, signature: desk.burner.sign(body) };
    }

    /** As the socket hands it over; null where the frame itself is refused. */
    function overTheWire(frame: FromBurner): FromBurner | null {
      const parsed = fromBurner.safeParse(
        JSON.parse(Buffer.from(JSON.stringify(frame), 'utf8').toString('utf8')),
      );
      return parsed.success ? parsed.data : null;
    }

    it('is kept byte for byte in a chain that holds, or not at all', async () => {
      const job = await desk.open(await desk.claimed());
      let kept = 0;
      await fc.assert(
        fc.asyncProperty(change, async (changed) => {
          const receipt = receiptWith(job, changed);
          const frame = overTheWire({
            ...{ type: 'outcome', jobId: job.id, attempt: 1, receipt, problem: null, identified: null },
          });
          if (frame === null) return;
          const said = await problemOf(receiveFrame(desk.core.deps, desk.burner.burnerId, frame));
          assert.ok(said === 'fine' || said === 'receipt-invalid', said);
          const rows = await desk.store.db
            .selectFrom('audit')
            .select(['receipt_body', 'receipt_signature'])
            .where('receipt_signature', '=', receipt.signature.replaceAll('\0', '\ufffd'))
            .execute();
          const stored = rows.map(({ receipt_body: body, receipt_signature: signature }) => ({
            body,
            signature,
          }));
          assert.deepEqual(stored, said === 'fine' ? [receipt] : []);
          kept += stored.length;
          const { ok, brokenAt } = await verifyAudit(desk.core.deps);
          assert.deepEqual([ok, brokenAt], [true, null]);
        }),
        { numRuns: 120 },
      );
      assert.ok(kept > 5, `${kept} kept`);
    });
  }));
