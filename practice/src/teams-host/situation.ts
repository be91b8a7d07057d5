import { listBurners } from '@token-desk/bot/usecases/desks/burners';
import { getRequestDetail, listRequests } from '@token-desk/bot/usecases/requests/request-views';
import type { Role } from '@token-desk/contract/ids';
import type { RequestDetail } from '@token-desk/contract/views';
import { cast, type PracticePerson, people } from '../people.ts';
import type { World } from '../world.ts';
import { nextStepOf, requestAtHand } from './next-step.ts';
import type { Player, PracticeState } from './practice-state.ts';
import { tabPeople } from './tab-people.ts';
import { switchesOf } from './tenant-switches.ts';

const shownRequests = 5;
const stagesWithQr: ReadonlySet<string> = new Set(['scan', 'code']);
const playerOf = ({ name, givenName, upn }: PracticePerson): Player => ({ name, givenName, upn });

/** The practice as it is now, read from the bot's own records, the directory and the drawer. */
export async function readState(world: World, worldId: string): Promise<PracticeState> {
  const technician = { person: cast.technician, roles: [...cast.technician.roles] satisfies Role[] };
  const caller = {
    ...technician,
    person: { id: cast.technician.id, name: cast.technician.name, upn: cast.technician.upn },
  };
  const [requests, burners, isChannelBound] = await Promise.all([
    listRequests(world.deps, caller, { scope: 'all' }),
    listBurners(world.deps),
    hasChannel(world),
  ]);
  const current = requestAtHand(requests.items, cast.technician.id);
  const request: RequestDetail | null =
    current === null ? null : await getRequestDetail(world.deps, caller, current.id);
  const subject = people.find(({ id }) => id === request?.subject.id) ?? cast.subject;
  const burner = burners.find(({ id }) => id === world.desk.burnerId());
  const desk =
    burner === undefined
      ? null
      : {
          name: burner.name,
          fingerprint: world.desk.fingerprint(),
          isConfirmed: burner.state === 'confirmed',
          isOnline: burner.online,
          isShutOut: burner.state === 'revoked' || burner.state === 'stolen',
        };
  const tokens = world.drawer.states();
  const players = {
    manager: playerOf(cast.manager),
    technician: playerOf(cast.technician),
    subject: playerOf(subject),
  };
  return {
    worldId,
    busy: null,
    ...players,
    tabPeople: tabPeople.map(({ who, role, person }) => ({ ...playerOf(person), who, role })),
    switches: switchesOf(world.entra.settings),
    desk,
    tokens,
    requests: [...requests.items]
      .sort((a, b) => b.updatedAt - a.updatedAt)
      .slice(0, shownRequests)
      .map(({ id, subject: { name }, state, updatedAt }) => ({ id, name, state, at: updatedAt })),
    step: nextStepOf({
      ...players,
      isChannelBound,
      desk,
      request,
      tokens,
      hasFinishedOne: requests.items.some(({ state }) => state === 'closed'),
      isQrShown: stagesWithQr.has(world.entra.wizardStageOf(subject.id) ?? ''),
    }),
  };
}

async function hasChannel({ deps }: World): Promise<boolean> {
  const bound = await deps.store.db
    .selectFrom('conversations')
    .select('id')
    .where('kind', '=', 'channel')
    .limit(1)
    .executeTakeFirst();
  return bound !== undefined;
}
