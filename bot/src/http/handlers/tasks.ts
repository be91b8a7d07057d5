import type { taskRoutes } from '@token-desk/contract/routes/tasks';
import { commandTask, getTask, listTasks } from '../../usecases/life/tasks.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of what has to be done about tokens. */
export function createTaskHandlers(deps: Deps): Pick<Handlers, keyof typeof taskRoutes> {
  return {
    listTasks: () => listTasks(deps),
    getTask: ({ params }) => getTask(deps, params.taskId),
    commandTask: ({ caller, params, body }) =>
      commandTask(deps, caller, { taskId: params.taskId, command: body }),
  };
}
