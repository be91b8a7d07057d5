import { cast, type PracticePerson, people, practiceTenant } from '../people.ts';

/** What one Playground shows: a person's chat with the bot, or a channel that person posts in. */
export type PlaygroundView = 'chat' | 'channel';

export const channelName = 'it-tokens';
export const botName = 'Token Desk';

/** The Playground wants five people beside its own, no more and no less: here those who may get a token. */
const otherPeople = 5;
const subjects = people.filter(
  ({ isEnabled, isGuest, roles, id }) =>
    isEnabled && !isGuest && roles.length === 0 && id !== cast.manager.id,
);

// The Playground spells the key `userPrincipleName` and refuses a configuration with any other.
const playgroundUser = (person: PracticePerson) => ({
  id: `29:${person.id}`,
  name: person.name,
  userPrincipleName: person.upn,
  aadObjectId: person.id,
  givenName: person.givenName,
  surname: person.surname,
  email: person.upn,
});

/**
 * The Playground's configuration file for one person. JSON, which is YAML too.
 * Ids are the same at every start, so that the bot finds its conversations again.
 */
export function buildPlaygroundConfig(player: PracticePerson, view: PlaygroundView): string {
  const key = `${view}-${player.upn.split('@')[0]}`;
  return JSON.stringify(
    {
      version: '0.1.1',
      tenantId: practiceTenant.id,
      bot: { id: '28:token-desk', name: botName },
      currentUser: playgroundUser(player),
      users: subjects.slice(0, otherPeople).map(playgroundUser),
      personalChat: { id: `personal-${key}` },
      groupChat: { id: `group-${key}`, name: 'Group chat' },
      team: {
        id: `team-${key}`,
        name: 'IT',
        aadGroupId: 'a1b2c3d4-0000-4000-9000-000000000001',
        channels: [{ id: `${channelName}-${key}`, name: channelName }],
      },
    },
    null,
    2,
  );
}
