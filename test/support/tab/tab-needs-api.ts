import { needTotals, passes } from '@token-desk/bot/domain/entra/needs';
import type { RouteName } from '@token-desk/contract/api';
import { type NeedRow, type Needs, needPageSize, needQuery } from '@token-desk/contract/entra/needs';
import { ProblemError } from '@token-desk/contract/problem';
import type { TabCall } from './tab-server.ts';
import { TabWorkApi } from './tab-work-api.ts';

export const needRowOf = (n: number, change: Partial<NeedRow> = {}): NeedRow => ({
  id: `person-${n}`,
  name: `Worker ${String(n).padStart(3, '0')}`,
  upn: `worker.${n}@contoso.example`,
  group: 'phone-only',
  isAdmin: false,
  methods: ['phone'],
  asks: 'passkey',
  token: 'open',
  number: 'open',
  scope: 'open',
  inScopeOf: ['sms', 'campaign'],
  mfaTwice: false,
  ...change,
});

/** The tab's API with everybody's ways in. */
export class TabNeedsApi extends TabWorkApi {
  everybody: NeedRow[] = [];
  state: Pick<Needs, 'readAt' | 'source' | 'reading' | 'failure' | 'gaps' | 'days'> = {
    readAt: Date.now(),
    source: 'report',
    reading: null,
    failure: null,
    gaps: [],
    days: [],
  };
  /** How often Microsoft was to be asked anew. */
  asked = 0;
  isRefused = false;

  protected override async beyond(name: RouteName, call: TabCall): Promise<unknown> {
    if (name !== 'getNeeds') return super.beyond(name, call);
    if (this.isRefused) throw new ProblemError('role-missing', { roles: 'Planner' });
    const query = needQuery.parse(Object.fromEntries(call.query));
    if (query.again === '1') this.asked += 1;
    const q = (query.q ?? '').toLowerCase();
    const found = this.everybody.filter(
      (row) => passes(row, query.group) && `${row.name} ${row.upn}`.toLowerCase().includes(q),
    );
    const from = Number(query.cursor ?? 0);
    const to = from + (query.whole === '1' ? 1_000 : needPageSize);
    return {
      ...this.state,
      totals: needTotals(this.everybody),
      items: found.slice(from, to),
      next: to < found.length ? String(to) : null,
      total: found.length,
    } satisfies Needs;
  }
}
