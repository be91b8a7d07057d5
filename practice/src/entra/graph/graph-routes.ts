import { deviceRoutes } from './device-routes.ts';
import { directoryLogRoutes } from './directory-log.ts';
import { methodRoutes } from './method-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import type { Route } from './route.ts';
import { tenantRoutes } from './tenant-routes.ts';

/** Every call of Graph that is served, with the permissions of which one is enough. */
export const graphRoutes: readonly Route[] = [
  ...peopleRoutes,
  ...methodRoutes,
  ...deviceRoutes,
  ...tenantRoutes,
  ...directoryLogRoutes,
];
