import { countingIn } from '@token-desk/contract/words/counting';
import type { Said, TenantWords } from '../tenant-words.ts';
import { permissionsDe } from './permissions.ts';

const fine = (what: string): Said => ({ what, todo: null });
const { counted, list } = countingIn('de-DE');
const people = (count: number): string => counted(count, { one: 'bei # Person', other: 'bei # Personen' });
const quoted = (names: readonly string[]): string => list(names.map((name) => `„${name}“`));
const groups = (count: number): string => counted(count, { one: '# Gruppe', other: '# Gruppen' });
const ways = {
  hardwareOath: 'Hardwaretoken',
  softwareOath: 'Authenticator-Apps anderer Hersteller',
} as const;
const roads = {
  hardwareOath: 'Weg B',
  softwareOath: 'Weg A',
} as const;
const places = {
  application: 'der Anwendung, die Graph fragt,',
  bot: 'des Bots',
} as const;
const areas = {
  devices: 'die Liste der Hardwaretoken',
  methods: 'die Hardwaretoken einer Person',
  'per-user-mfa': 'MFA pro Benutzer',
} as const;
const kinds = { secret: 'Der geheime Clientschlüssel', certificate: 'Das Zertifikat' } as const;

export const tenantDe: TenantWords = {
  subjects: {
    consents: 'wozu zugestimmt wurde',
    credentials: 'wann geheime Clientschlüssel und Zertifikate enden',
    licence: 'ob es Entra ID P1 gibt',
    beta: 'ob Microsofts Beta wie beschrieben antwortet',
    'method-hardwareOath': 'wer Hardwaretoken verwenden darf',
    'method-softwareOath': 'wer Authenticator-Apps anderer Hersteller verwenden darf',
    migration: 'ob die alten Richtlinien umgezogen sind',
    'security-defaults': 'ob Sicherheitsstandards eingeschaltet sind',
    'registration-guard': 'ob bedingter Zugriff das Registrieren schützt',
    strengths: 'ob bedingter Zugriff mehr verlangt, als ein Token gibt',
    campaign: 'ob die Registrierungskampagne läuft',
    'system-preferred': 'ob Microsoft wählt, wonach gefragt wird',
    roles: 'wer welche Entra-Rolle hat',
    'assignable-groups': 'wer in einer Gruppe ist, die eine Rolle haben kann, oder eine besitzt',
  },
  fixers: {
    privilegedRoleAdministrator: 'Administrator für privilegierte Rollen',
    cloudApplicationAdministrator: 'Cloudanwendungsadministrator',
    authenticationPolicyAdministrator: 'Authentifizierungsrichtlinien-Administrator',
    conditionalAccessAdministrator: 'Administrator für bedingten Zugriff',
    billingAdministrator: 'Abrechnungsadministrator',
    operator: 'wer den Server betreibt',
  },
  findings: {
    'sign-in': ({ state }) => {
      if (state === 'works') return fine('Der Server meldet sich bei Microsoft an.');
      return state === 'refused'
        ? {
            what: 'Microsoft weist die Anmeldung des Servers ab. Weiter konnte nichts gefragt werden.',
            todo: 'Prüfen Sie TENANT_ID, GRAPH_CLIENT_ID und womit sich der Server anmeldet (GRAPH_CLIENT_SECRET, GRAPH_CERTIFICATE_FILE oder GRAPH_MANAGED_IDENTITY); ist ein geheimer Clientschlüssel oder ein Zertifikat abgelaufen, legen Sie ein neues an.',
          }
        : {
            what: 'Microsoft antwortet nicht. Weiter konnte nichts gefragt werden.',
            todo: 'Prüfen Sie das Netz zwischen diesem Server und Microsoft und fragen Sie noch einmal.',
          };
    },
    unread: ({ what, permissions }) =>
      permissions.length === 0
        ? {
            what: `Nicht bekannt: ${tenantDe.subjects[what]}. Microsoft hat es nicht gesagt.`,
            todo: 'Fragen Sie in einigen Minuten noch einmal.',
          }
        : {
            what: `Nicht bekannt: ${tenantDe.subjects[what]}. Der Server darf es nicht lesen.`,
            todo: `Stimmen Sie ${list(permissions, 'or')} als Anwendungsberechtigung zu.`,
          },
    consents: () => fine('Allen Anwendungsberechtigungen wurde zugestimmt.'),
    'consent-missing': ({ permission }) => ({
      what: `${permission} wurde nicht zugestimmt. ${permissionsDe[permission].without}`,
      todo: `Stimmen Sie ${permission} als Anwendungsberechtigung zu.`,
    }),
    'consents-more': ({ permissions }) => ({
      what: `Die Anwendung hat Berechtigungen, die sie nicht braucht: ${list(permissions)}.`,
      todo: 'Nehmen Sie sie zurück, wenn nicht etwas anderes von Ihnen diese Anwendung verwendet.',
    }),
    'consents-delegated': ({ state, permissions }) => {
      if (state === 'given') return fine('Allen delegierten Berechtigungen wurde zugestimmt.');
      if (state === 'missing')
        return {
          what: `Keine Administration hat ${list(permissions)} als delegierten Berechtigungen zugestimmt: Wofür sie da sind, bleibt den Personen überlassen oder geht nicht.`,
          todo: 'Stimmen Sie ihnen für die Organisation zu, als delegierten Berechtigungen.',
        };
      return {
        what: `Nicht bekannt: ob ${list(permissions)} als delegierten Berechtigungen zugestimmt wurde. Der Server darf es nicht sehen.`,
        todo: 'Diese Seite fragt Microsoft nach jeder davon, für die Person, die sie öffnet; der Tab sagt es, wo eine fehlt.',
      };
    },
    licence: ({ hasPremium }) =>
      hasPremium
        ? fine('Die Organisation hat Entra ID P1, das Hardwaretoken (Weg B) brauchen.')
        : {
            what: 'Die Organisation hat kein Entra ID P1: Jedes Token wird auf der Seite von Microsoft registriert (Weg A).',
            todo: 'Für Hardwaretoken (Weg B) beschaffen Sie Entra ID P1.',
          },
    'method-policy': ({ method, reach, excludedGroups, isWanted }) => {
      const name = ways[method];
      if (reach === 'nobody')
        return {
          what: `${name} sind niemandem erlaubt: ${roads[method]} ist verschlossen.`,
          todo: isWanted
            ? `Schalten Sie „${method === 'hardwareOath' ? 'Hardware-OATH-Token' : 'Software-OATH-Token von Drittanbietern'}“ unter Authentifizierungsmethoden ein, für alle, die ein Token tragen sollen.`
            : null,
        };
      const left = excludedGroups > 0 ? `; ausgenommen: ${groups(excludedGroups)}` : '';
      const whom = reach === 'everybody' ? 'allen' : 'nur Mitgliedern genannter Gruppen';
      return {
        what: `${name} sind ${whom} erlaubt${left}.`,
        todo:
          reach === 'everybody' && excludedGroups === 0
            ? null
            : 'Sorgen Sie dafür, dass alle gemeint sind, die ein Token tragen sollen, und niemand davon ausgenommen ist.',
      };
    },
    migration: ({ isComplete }) =>
      isComplete
        ? fine('Alte Richtlinien für Methoden spielen keine Rolle mehr.')
        : {
            what: 'Die alten Richtlinien für Methoden sind nicht umgezogen und gelten vielleicht noch; Microsoft sagt nicht, was darin steht.',
            todo: 'Schließen Sie den Umzug unter Authentifizierungsmethoden, Richtlinien ab.',
          },
    'security-defaults': ({ isOn }) =>
      isOn
        ? {
            what: 'Sicherheitsstandards sind eingeschaltet.',
            todo: 'Lassen Sie MFA pro Benutzer, wie es ist. Microsoft nennt Hardwaretoken bei bedingtem Zugriff und MFA pro Benutzer, nicht bei Sicherheitsstandards: Probieren Sie eine Anmeldung, bevor Sie mehr ausgeben.',
          }
        : fine('Sicherheitsstandards sind ausgeschaltet.'),
    'registration-guard': ({ policies }) =>
      policies.length === 0
        ? fine(
            'Keine Richtlinie für bedingten Zugriff schützt die Seite, auf der Methoden registriert werden.',
          )
        : {
            what: `Die Seite, auf der Methoden registriert werden, ist geschützt durch ${quoted(policies)}.`,
            todo: 'Sorgen Sie dafür, dass man sich am Schalter registrieren kann (Weg A). Weg B braucht keine Seite.',
          },
    strengths: ({ policies, forAll }) => {
      if (policies.length === 0)
        return fine('Keine Richtlinie für bedingten Zugriff verlangt mehr, als ein Token gibt.');
      return forAll.length === 0
        ? {
            what: `Mehr, als ein Token gibt, verlangt ${quoted(policies)} von manchen Personen oder Anwendungen.`,
            todo: 'Sorgen Sie dafür, dass niemand gemeint ist, der nur ein Token hat.',
          }
        : {
            what: `Mehr, als ein Token gibt, verlangt ${quoted(forAll)} von allen: Mit einem Token meldet sich niemand an.`,
            todo: 'Nehmen Sie die Gruppe derer aus, die Tokens tragen, oder fügen Sie der Stärke eine Kombination mit Software- oder Hardware-OATH-Token hinzu.',
          };
    },
    campaign: ({ isOn, excludedGroups }) => {
      if (!isOn) return fine('Die Registrierungskampagne ist ausgeschaltet oder nimmt alle aus.');
      return excludedGroups === 0
        ? {
            what: 'Die Registrierungskampagne läuft oder ist Microsoft überlassen und nimmt niemanden aus: Wer ein Token trägt, wird beim Anmelden um eine App gebeten.',
            todo: 'Nehmen Sie die Gruppe derer aus, die Tokens tragen.',
          }
        : fine(
            `Die Registrierungskampagne läuft oder ist Microsoft überlassen; ausgenommen: ${groups(excludedGroups)}.`,
          );
    },
    beta: ({ changed }) =>
      changed.length === 0
        ? fine('Was Token Desk von Microsofts Beta liest, ist wie beschrieben, soweit es etwas zu lesen gab.')
        : {
            what: `Microsofts Beta antwortet anders als beschrieben: ${list(changed.map((area) => areas[area]))}.`,
            todo: changed.every((area) => area === 'per-user-mfa')
              ? 'Ob MFA für eine Person eingeschaltet ist, lässt sich nicht lesen, bis Token Desk erneuert ist oder Microsoft antwortet wie zuvor.'
              : 'Auf Weg B wird nichts geladen und nichts ausgegeben, bis Token Desk erneuert ist oder Microsoft antwortet wie zuvor; Weg A geht weiter. Nachgesehen wird jede Stunde und immer, wenn diese Seite geöffnet wird.',
          },
    'system-preferred': ({ isOn }) =>
      isOn
        ? fine(
            'Microsoft fragt nach der stärksten Methode, die jemand hat: nach dem Code des Tokens, wo es weder Passkey noch App gibt.',
          )
        : fine('Microsoft fragt nach der Methode, die jemand als Standard gewählt hat.'),
    'assigning-role': ({ inUnits, inTenant, privileged, isWanted }) => {
      if (inUnits + inTenant + privileged === 0)
        return {
          what: 'Niemand ist zurzeit Authentifizierungsadministrator (wer nur berechtigt ist, zählt nicht): Niemand kann bei Microsoft ein Token zuweisen oder entfernen.',
          todo: isWanted
            ? 'Geben Sie die Rolle der Technik, über die Verwaltungseinheit ihres Standorts.'
            : null,
        };
      const what = `Die Rolle Authentifizierungsadministrator liegt ${people(inUnits)} über Verwaltungseinheiten und ${people(inTenant)} über die ganze Organisation, privilegierter Authentifizierungsadministrator ${people(privileged)}.`;
      return {
        what,
        todo: inTenant > 0 ? 'Für die Technik eines Standorts genügt dessen Verwaltungseinheit.' : null,
      };
    },
    'policy-role': ({ holders, isWanted }) =>
      holders === 0
        ? {
            what: 'Niemand ist zurzeit Authentifizierungsrichtlinien-Administrator (wer nur berechtigt ist, zählt nicht): Niemand kann bei Microsoft ein Token anlegen.',
            todo: isWanted ? 'Geben Sie die Rolle zwei Personen, die den Bestand führen.' : null,
          }
        : {
            what: `Die Rolle Authentifizierungsrichtlinien-Administrator liegt ${people(holders)}.`,
            todo:
              holders === 1 && isWanted
                ? 'Geben Sie sie einer zweiten Person, die den Bestand führt: Ist die einzige nicht da, kann niemand bei Microsoft ein Token anlegen.'
                : null,
          },
    'roles-apart': ({ withBoth }) =>
      withBoth === 0
        ? fine('Niemand hat zugleich die Rolle, die Tokens anlegt, und eine, die sie zuweist.')
        : {
            what: `${counted(withBoth, { one: '# Person hat', other: '# Personen haben' })} zugleich die Rolle, die Tokens anlegt, und eine, die sie zuweist.`,
            todo: 'Zu zweit kann niemand allein ein Token in die Organisation bringen und jemandem geben.',
          },
    'assignable-groups': ({ members }) =>
      fine(
        `Personen in Gruppen, die eine Rolle haben können, und deren Besitzer: ${members}. Wie sie sich anmelden, darf nur ein privilegierter Authentifizierungsadministrator ändern.`,
      ),
    'your-roles': ({ mayCreate, assignsTo }) => {
      const whom = {
        nobody: 'keines zuweisen',
        units: 'sie Personen Ihrer Verwaltungseinheiten zuweisen',
        'non-administrators': 'sie allen zuweisen, die keine Administratoren sind',
        everybody: 'sie allen zuweisen',
      }[assignsTo];
      return fine(
        `Bei Microsoft dürfen Sie ${mayCreate ? 'Tokens anlegen' : 'keine Tokens anlegen'} und ${whom}.`,
      );
    },
    'no-credentials': () =>
      fine('Die Registrierung hat keinen geheimen Clientschlüssel und kein Zertifikat, die enden könnten.'),
    credential: ({ credential: { kind, of, name }, ends }) => {
      const what = `${kinds[kind]}${name === null ? '' : ` „${name}“`} ${places[of]}`;
      if (ends === null) return fine(`${what} hat kein Ende.`);
      if (ends.inDays < 0)
        return {
          what: `${what} endete am ${ends.on}.`,
          todo: 'Löschen Sie den Eintrag, wenn ein anderer in Gebrauch ist; sonst legen Sie einen neuen an und tragen ihn in die Einstellungen des Servers ein.',
        };
      return {
        what: `${what} endet am ${ends.on}, ${counted(ends.inDays, { one: 'in # Tag', other: 'in # Tagen' })}.`,
        todo:
          ends.inDays < 30
            ? 'Legen Sie einen neuen Eintrag an, tragen Sie ihn in die Einstellungen des Servers ein, starten Sie den Server neu und löschen Sie dann den alten Eintrag.'
            : null,
      };
    },
  },
  setting: (name) => ({
    what: `Die Einstellung ${name} fehlt oder stimmt nicht.`,
    todo: `Setzen Sie ${name}, wie es in docs/install.md steht.`,
  }),
  marks: { ok: 'ok     ', note: 'Hinweis', todo: 'ZU TUN ' },
};
