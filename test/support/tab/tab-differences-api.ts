import type { RouteName } from '@token-desk/contract/api';
import {
  type Difference,
  type Differences,
  decideDifferenceBody,
  differenceKinds,
  differenceQuery,
} from '@token-desk/contract/entra/differences';
import { ProblemError } from '@token-desk/contract/problem';
import { tom } from './tab-api.ts';
import type { TabCall } from './tab-server.ts';
import { TabWorkApi } from './tab-work-api.ts';

export const differenceOf = (kind: Difference['kind'], change: Partial<Difference> = {}): Difference => ({
  key: `${kind} 1`,
  kind,
  serial: null,
  isInBooks: false,
  person: null,
  microsoftId: null,
  requestId: null,
  change: null,
  decided: null,
  ...change,
});

/** The tab's API with what Microsoft says otherwise. */
export class TabDifferencesApi extends TabWorkApi {
  found: Difference[] = [];
  state: Pick<Differences, 'readAt' | 'reading' | 'failure' | 'gaps'> = {
    readAt: Date.now(),
    reading: null,
    failure: null,
    gaps: [],
  };
  /** How often Microsoft was to be read anew. */
  asked = 0;

  protected override async beyond(name: RouteName, call: TabCall): Promise<unknown> {
    const open = this.found.filter(({ decided }) => decided === null);
    if (name === 'countDifferences') return { total: open.length };
    if (name === 'decideDifference') return this.#decide(call.body);
    if (name !== 'listDifferences') return super.beyond(name, call);
    const query = differenceQuery.parse(Object.fromEntries(call.query));
    if (query.again === '1') this.asked += 1;
    const listed = query.decided === '1' ? this.found.filter(({ decided }) => decided !== null) : open;
    const items = listed.filter(({ kind }) => query.kind === undefined || kind === query.kind);
    return {
      ...this.state,
      totals: Object.fromEntries(
        differenceKinds.map((kind) => [kind, open.filter((one) => one.kind === kind).length]),
      ) as Differences['totals'],
      items,
      next: null,
      total: items.length,
    } satisfies Differences;
  }

  #decide(body: unknown) {
    const { key, note } = decideDifferenceBody.parse(body);
    if (this.found.find((one) => one.key === key)?.change?.by.id === tom.id)
      throw new ProblemError('own-change');
    const decided = note === '' ? null : { at: Date.now(), by: tom, note };
    this.found = this.found.map((one) => (one.key === key ? { ...one, decided } : one));
    return {};
  }
}
