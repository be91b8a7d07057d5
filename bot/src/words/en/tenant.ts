import { countingIn } from '@token-desk/contract/words/counting';
import type { Said, TenantWords } from '../tenant-words.ts';
import { permissionsEn } from './permissions.ts';

const fine = (what: string): Said => ({ what, todo: null });
const { amount, counted, list } = countingIn('en-GB');
const people = (count: number): string => counted(count, { one: '# holder', other: '# holders' });
const quoted = (names: readonly string[]): string => list(names.map((name) => `“${name}”`));
const groups = (count: number): string => counted(count, { one: '# group', other: '# groups' });
const ways = { hardwareOath: 'Hardware tokens', softwareOath: 'Authenticator apps of other makers' } as const;
const roads = { hardwareOath: 'way B', softwareOath: 'way A' } as const;
const areas = {
  devices: 'the list of hardware tokens',
  methods: 'the hardware tokens of a person',
  'per-user-mfa': 'per-user MFA',
} as const;
const kinds = { secret: 'client secret', certificate: 'certificate' } as const;
const places = {
  application: 'of the application that asks Graph',
  bot: 'of the bot',
} as const;

export const tenantEn: TenantWords = {
  subjects: {
    consents: 'what was consented to',
    credentials: 'when client secrets and certificates end',
    licence: 'whether there is Entra ID P1',
    beta: 'whether Microsoft’s beta answers as documented',
    'method-hardwareOath': 'who may use hardware tokens',
    'method-softwareOath': 'who may use authenticator apps of other makers',
    migration: 'whether old policies were migrated',
    'security-defaults': 'whether security defaults are on',
    'registration-guard': 'whether Conditional Access guards registration',
    strengths: 'whether Conditional Access asks for more than a token gives',
    campaign: 'whether the registration campaign is on',
    'system-preferred': 'whether Microsoft chooses what it asks for',
    roles: 'who holds which Entra role',
    'assignable-groups': 'who is in a group that can be given a role, or owns one',
  },
  fixers: {
    privilegedRoleAdministrator: 'Privileged Role Administrator',
    cloudApplicationAdministrator: 'Cloud Application Administrator',
    authenticationPolicyAdministrator: 'Authentication Policy Administrator',
    conditionalAccessAdministrator: 'Conditional Access Administrator',
    billingAdministrator: 'Billing Administrator',
    operator: 'whoever runs the server',
  },
  findings: {
    'sign-in': ({ state }) => {
      if (state === 'works') return fine('The server signs in at Microsoft.');
      return state === 'refused'
        ? {
            what: 'Microsoft refuses the server’s sign-in. Nothing else could be asked.',
            todo: 'Check TENANT_ID, GRAPH_CLIENT_ID and what the server signs in with (GRAPH_CLIENT_SECRET, GRAPH_CERTIFICATE_FILE or GRAPH_MANAGED_IDENTITY); if a secret or a certificate has ended, make a new one.',
          }
        : {
            what: 'Microsoft does not answer. Nothing else could be asked.',
            todo: 'Check the network between this server and Microsoft, then ask again.',
          };
    },
    unread: ({ what, permissions }) =>
      permissions.length === 0
        ? {
            what: `Not known: ${tenantEn.subjects[what]}. Microsoft did not tell.`,
            todo: 'Ask again in a few minutes.',
          }
        : {
            what: `Not known: ${tenantEn.subjects[what]}. The server may not read it.`,
            todo: `Consent to ${list(permissions, 'or')} as an application permission.`,
          },
    consents: () => fine('Every application permission was consented to.'),
    'consent-missing': ({ permission }) => ({
      what: `${permission} was not consented to. ${permissionsEn[permission].without}`,
      todo: `Consent to ${permission} as an application permission.`,
    }),
    'consents-more': ({ permissions }) => ({
      what: `The application has permissions it does not need: ${list(permissions)}.`,
      todo: 'Take them back, unless something else of yours uses this application.',
    }),
    'consents-delegated': ({ state, permissions }) => {
      if (state === 'given') return fine('Every delegated permission was consented to.');
      if (state === 'missing')
        return {
          what: `No administrator consented to ${list(permissions)} as delegated permissions: what each is for is left to people, or does not work.`,
          todo: 'Consent to them for the organisation, as delegated permissions.',
        };
      return {
        what: `Not known: whether ${list(permissions)} were consented to as delegated permissions. The server may not see it.`,
        todo: 'This page asks Microsoft for each of them, for whoever opens it; the tab says so where one is missing.',
      };
    },
    licence: ({ hasPremium }) =>
      hasPremium
        ? fine('The tenant has Entra ID P1, which hardware tokens (way B) need.')
        : {
            what: 'The tenant has no Entra ID P1: each token is registered on Microsoft’s page (way A).',
            todo: 'For hardware tokens (way B), get Entra ID P1.',
          },
    'method-policy': ({ method, reach, excludedGroups, isWanted }) => {
      const name = ways[method];
      if (reach === 'nobody')
        return {
          what: `${name} are allowed for nobody: ${roads[method]} is closed.`,
          todo: isWanted
            ? `Switch on “${method === 'hardwareOath' ? 'Hardware OATH tokens' : 'Third-party software OATH tokens'}” under Authentication methods, for everybody who is to carry a token.`
            : null,
        };
      const left = excludedGroups > 0 ? `; ${groups(excludedGroups)} left out` : '';
      const whom = reach === 'everybody' ? 'everybody' : 'members of named groups only';
      return {
        what: `${name} are allowed for ${whom}${left}.`,
        todo:
          reach === 'everybody' && excludedGroups === 0
            ? null
            : 'See that everybody who is to carry a token is meant, and is in no group that is left out.',
      };
    },
    migration: ({ isComplete }) =>
      isComplete
        ? fine('Old policies for methods play no part any more.')
        : {
            what: 'The old policies for methods are not migrated and may still count; Microsoft does not tell what is in them.',
            todo: 'Finish the migration under Authentication methods, Policies.',
          },
    'security-defaults': ({ isOn }) =>
      isOn
        ? {
            what: 'Security defaults are on.',
            todo: 'Leave per-user MFA as it is. Microsoft names hardware tokens for Conditional Access and per-user MFA, not for security defaults: try one sign-in before you hand out more.',
          }
        : fine('Security defaults are off.'),
    'registration-guard': ({ policies }) =>
      policies.length === 0
        ? fine('No Conditional Access policy guards the page where methods are registered.')
        : {
            what: `The page where methods are registered is guarded by ${quoted(policies)}.`,
            todo: 'See that it lets people register at the desk (way A). Way B needs no page.',
          },
    strengths: ({ policies, forAll }) => {
      if (policies.length === 0)
        return fine('No Conditional Access policy asks for more than a token gives.');
      return forAll.length === 0
        ? {
            what: `More than a token gives is asked for by ${quoted(policies)}, for some people or applications.`,
            todo: 'See that nobody who has only a token is meant.',
          }
        : {
            what: `More than a token gives is asked of everybody by ${quoted(forAll)}: nobody signs in with a token.`,
            todo: 'Leave out the group of token holders, or add a combination with a software or hardware OATH token to the strength.',
          };
    },
    campaign: ({ isOn, excludedGroups }) => {
      if (!isOn) return fine('The registration campaign is off, or leaves everybody out.');
      return excludedGroups === 0
        ? {
            what: 'The registration campaign is on, or left to Microsoft, and leaves nobody out: token holders are asked for an app at sign-in.',
            todo: 'Leave out the group of token holders.',
          }
        : fine(
            `The registration campaign is on, or left to Microsoft, and leaves out ${groups(excludedGroups)}.`,
          );
    },
    beta: ({ changed }) =>
      changed.length === 0
        ? fine(
            'What Token Desk reads of Microsoft’s beta is as documented, as far as there was something to read.',
          )
        : {
            what: `Microsoft’s beta answers otherwise than documented: ${list(changed.map((area) => areas[area]))}.`,
            todo: changed.every((area) => area === 'per-user-mfa')
              ? 'Whether MFA is on for a person cannot be read until Token Desk is renewed, or Microsoft answers as before.'
              : 'Nothing is loaded or handed out by way B until Token Desk is renewed, or Microsoft answers as before; way A goes on. It is looked at every hour, and whenever this page is opened.',
          },
    'system-preferred': ({ isOn }) =>
      isOn
        ? fine(
            'Microsoft asks for the strongest method somebody has: a token’s code where they have no passkey and no app.',
          )
        : fine('Microsoft asks for the method somebody chose as their default.'),
    'assigning-role': ({ inUnits, inTenant, privileged, isWanted }) => {
      if (inUnits + inTenant + privileged === 0)
        return {
          what: 'Nobody holds Authentication Administrator at the moment (who is only eligible is not counted): nobody can assign or remove a token at Microsoft.',
          todo: isWanted ? 'Give it to the technicians, over the administrative unit of their site.' : null,
        };
      const what = `Authentication Administrator: ${people(inUnits)} over administrative units, ${people(inTenant)} over the whole tenant. Privileged Authentication Administrator: ${people(privileged)}.`;
      return {
        what,
        todo: inTenant > 0 ? 'Over the unit of a site is enough for its technicians.' : null,
      };
    },
    'policy-role': ({ holders, isWanted }) =>
      holders === 0
        ? {
            what: 'Nobody holds Authentication Policy Administrator at the moment (who is only eligible is not counted): nobody can create a token at Microsoft.',
            todo: isWanted ? 'Give it to two stock keepers.' : null,
          }
        : {
            what: `Authentication Policy Administrator: ${people(holders)}.`,
            todo:
              holders === 1 && isWanted
                ? 'Give it to a second stock keeper: while the only one is away, nobody can create a token at Microsoft.'
                : null,
          },
    'roles-apart': ({ withBoth }) =>
      withBoth === 0
        ? fine('Nobody holds both the role that creates tokens and one that assigns them.')
        : {
            what: `${counted(withBoth, { one: '# person holds', other: '# people hold' })} both the role that creates tokens and one that assigns them.`,
            todo: 'With two people, nobody can put a token into the tenant and give it to somebody alone.',
          },
    'assignable-groups': ({ members }) =>
      fine(
        `People in groups that can be given a role, and owners of these: ${members}. Only a Privileged Authentication Administrator may change how they sign in.`,
      ),
    'your-roles': ({ mayCreate, assignsTo }) => {
      const whom = {
        nobody: 'assign no token',
        units: 'assign tokens to people of your administrative units',
        'non-administrators': 'assign tokens to everybody who is no administrator',
        everybody: 'assign tokens to everybody',
      }[assignsTo];
      return fine(`At Microsoft you may ${mayCreate ? 'create tokens' : 'create no token'} and ${whom}.`);
    },
    'no-credentials': () => fine('The registration has no client secret and no certificate that could end.'),
    credential: ({ credential: { kind, of, name }, ends }) => {
      const what = `The ${kinds[kind]}${name === null ? '' : ` “${name}”`} ${places[of]}`;
      if (ends === null) return fine(`${what} has no end.`);
      if (ends.inDays < 0)
        return {
          what: `${what} ended on ${ends.on}.`,
          todo: 'Delete it if another is in use; else make a new one and put it into the server’s settings.',
        };
      return {
        what: `${what} ends on ${ends.on}, in ${amount(ends.inDays, 'day')}.`,
        todo:
          ends.inDays < 30
            ? 'Make a new one, put it into the server’s settings, start the server again, then delete the old one.'
            : null,
      };
    },
  },
  setting: (name) => ({
    what: `The setting ${name} is missing or wrong.`,
    todo: `Set ${name} as docs/install.md says.`,
  }),
  marks: { ok: 'ok  ', note: 'note', todo: 'TODO' },
};
