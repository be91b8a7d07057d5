import { accessPassRoutes, passRow } from './access-passes.ts';
import { hardwareRoutes, hardwareRows } from './hardware-methods.ts';
import { broad, own, subjectOf } from './method-owner.ts';
import type { Row } from './odata.ts';
import { phoneRoutes, phoneRows } from './phone-methods.ts';
import { type Call, collection, get, type Route } from './route.ts';
import { signInRuleRoutes } from './sign-in-rules.ts';
import { softwareRoutes, softwareRows } from './software-methods.ts';

/** Everything a person can sign in with. */
const allRows = (call: Call): Row[] => {
  const subject = subjectOf(call);
  const { pushApps, accessPass: pass } = call.context.store.stateOf(subject.id);
  const typed = (name: string, rows: readonly Row[]) =>
    rows.map((row) => ({ '@odata.type': `#microsoft.graph.${name}AuthenticationMethod`, ...row }));
  return [
    ...typed('password', [{ id: '28c10230-6103-485e-b985-444c60001490', password: null }]),
    ...typed('phone', phoneRows(call)),
    ...typed('softwareOath', softwareRows(call)),
    ...typed('hardwareOath', call.version === 'beta' ? hardwareRows(call) : []),
    ...typed(
      'microsoftAuthenticator',
      Array.from({ length: pushApps }, (_, number) => ({
        id: `push-${number}`,
        displayName: `Phone ${number + 1}`,
      })),
    ),
    ...typed('temporaryAccessPass', pass === null ? [] : [passRow(pass, call.context.clock(), false)]),
  ];
};

/** What people sign in with, read and changed. */
export const methodRoutes: readonly Route[] = [
  get(`${own}/methods`, [broad.read, broad.write], (call) => collection(call, 'methods', allRows(call))),
  ...softwareRoutes,
  ...hardwareRoutes,
  ...phoneRoutes,
  ...accessPassRoutes,
  ...signInRuleRoutes,
];
