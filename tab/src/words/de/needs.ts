import type { needsEnglish } from '../en/needs.ts';
import { count, counted } from './numbers.ts';

export const needsGerman: typeof needsEnglish = {
  title: 'Wer ein Token braucht',
  text: 'Microsofts eigene SMS und Anrufe mit Codes enden am 1. Februar 2027. Wer nichts anderes hat, muss dann einen Passkey registrieren, bevor es weitergeht; es sei denn, Ihre Organisation kauft die Zustellung bei einem Anbieter, was hier nicht zu sehen ist.',
  noRole: 'Diese Seite sehen Administration und Planung.',
  askAgain: 'Microsoft noch einmal fragen',
  reading: (done, of) =>
    of === null
      ? `Microsoft wird gefragt: bisher ${count(done)} …`
      : `Microsoft wird gefragt: ${count(done)} von ${count(of)} …`,
  readAt: (at) => `Stand: ${at}.`,
  sources: {
    report: 'Aus dem Bericht von Microsoft, der einige Stunden hinterher ist und gesperrte Konten auslässt.',
    lists: 'Aus der Liste jeder einzelnen Person; gesperrte Konten sind ausgelassen.',
  },
  gapsTitle: 'Was nicht gelesen wurde',
  gaps: {
    report: 'Der Bericht von Microsoft:',
    methods: 'Was Menschen registriert haben:',
    policies: 'Die Richtlinien für SMS, Anrufe und die Registrierungskampagne:',
    members: 'Gruppen, die diese Richtlinien nennen:',
    administrators: 'Wer Adminrechte hat:',
    'per-user-mfa': 'Bei wem MFA pro Benutzer eingeschaltet ist:',
  },
  gapWhy: {
    licence: 'Dieser Tenant hat kein Entra ID P1.',
    permission: 'Der Server darf es nicht lesen.',
    'no-answer': 'Microsoft hat nicht geantwortet.',
  },
  gapSo: {
    report: 'Stattdessen wurde die Liste jeder Person gelesen, was länger dauert. Dadurch fehlt nichts.',
    methods: 'Von wem es nicht gelesen wurde, steht unter „Nicht bekannt“.',
    policies: 'Ob SMS noch für jemanden gelten, ist nicht bekannt.',
    members: 'Ob SMS noch für jemanden gelten, ist dort nicht bekannt, wo eine Gruppe entscheidet.',
    administrators: 'Wer Adminrechte hat, ist in der Liste nicht gekennzeichnet.',
    'per-user-mfa': 'Bei wem MFA pro Benutzer an ist, obwohl etwas anderes alle fragt, ist nicht gezählt.',
  },
  gapTodo: (permissions) =>
    `Ein Administrator für privilegierte Rollen kann dem Server eines davon erlauben: ${permissions}`,
  totals: 'Wie die Menschen dastehen',
  groups: {
    'phone-only': 'Nur eine Telefonnummer',
    'no-method': 'Nichts registriert',
    'phone-default': 'Zuerst per Telefon gefragt',
    'token-only': 'Nur ein Token',
    unknown: 'Nicht bekannt',
    fine: 'Ein anderer Weg',
    guest: 'Gäste',
    unfinished: 'Token, noch nicht weg von SMS',
    'mfa-twice': 'MFA pro Benutzer noch an',
  },
  about: {
    'phone-only': 'Diese Menschen brauchen vor dem Tag ein Token oder einen anderen Weg, sich anzumelden.',
    'no-method':
      'Es ist kein zweiter Weg zur Anmeldung registriert. Ein befristeter Zugriffspass zählt nicht, ein Token erst, wenn es aktiviert ist.',
    'phone-default':
      'Ein anderer Weg ist da, aber gefragt wird zuerst per SMS oder Anruf, und beides wird nicht kommen. Die Standardmethode muss geändert werden.',
    'token-only':
      'Ein Token, oder eine App mit Codes, ist alles: Ohne führt kein Weg zurück. Der Bericht von Microsoft zählt Tokens nicht, ein zweites ist darin nicht zu sehen.',
    unknown: 'Microsoft hat nicht genug gesagt. Vielleicht brauchen diese Menschen ein Token.',
    fine: 'Es ist ein Weg zur Anmeldung da, der bleibt.',
    guest: 'Für Gäste nimmt Microsoft keine Hardware-Tokens.',
    unfinished:
      'Ein Token ist da. Eine Nummer, oder eine Richtlinie, die eine anbietet, ist noch da oder nicht bekannt.',
    'mfa-twice':
      'Sicherheitsstandards oder bedingter Zugriff verlangen MFA von allen, und MFA pro Benutzer ist bei diesen Menschen auch eingeschaltet, obwohl Microsoft es dann ausgeschaltet haben will. Ein Authentifizierungsrichtlinien-Administrator schaltet es im Entra Admin Center aus.',
  },
  plot: 'Nur eine Telefonnummer, Tag für Tag',
  plotText: 'Der letzte Stand jedes Tages, an dem jemand nachsah; nur Zahlen.',
  plotEmpty: 'Es ist noch kein Tag gezählt.',
  day: 'Tag',
  how: 'In drei Schritten weg von SMS, und wer sie gehen kann',
  steps: [
    {
      what: 'Token: Ein Token funktioniert, oder eine App mit Codes.',
      who: 'Die Technik gibt es aus.',
    },
    {
      what: 'Nummer: Es ist keine Telefonnummer mehr registriert. Eine, nach der zuerst gefragt wird, lässt sich erst löschen, wenn die Standardmethode eine andere ist.',
      who: 'Ein Authentifizierungsadministrator, bei Menschen mit Adminrechten ein privilegierter Authentifizierungsadministrator.',
    },
    {
      what: 'Geltung: SMS, Anrufe und die Registrierungskampagne lassen die Person aus, am besten durch eine Gruppe, die alle drei ausschließen.',
      who: 'Ein Authentifizierungsrichtlinien-Administrator trägt die Gruppe einmal ein; wer die Gruppe pflegt, nimmt Menschen auf.',
    },
  ],
  list: 'Menschen',
  search: 'Name oder UPN',
  columns: {
    person: 'Person',
    group: 'Steht da mit',
    methods: 'Registriert',
    asks: 'Microsoft wird fragen',
    token: 'Token',
    number: 'Nummer',
    scope: 'Geltung',
  },
  admin: 'mit Adminrechten',
  mfaTwice: 'MFA pro Benutzer noch an',
  ask: 'Token anfragen',
  askFor: (name) => `Token anfragen für ${name}`,
  nothing: 'nichts',
  methodsUnknown: 'nicht bekannt',
  methods: {
    phone: 'Telefonnummer',
    token: 'Hardware-Token',
    waiting: 'Token, nicht aktiviert',
    unsure: 'Token, aktiviert oder nicht',
    code: 'App oder Token mit Codes',
    app: 'Microsoft Authenticator',
    passkey: 'Passkey',
    hello: 'Windows Hello oder Ähnliches',
    pass: 'befristeter Zugriffspass',
    'pass-over': 'abgelaufener oder verbrauchter Zugriffspass',
    other: 'etwas anderes',
  },
  asks: {
    passkey: 'zuerst einen Passkey zu registrieren',
    register: 'einen Weg zu registrieren, wo ein zweiter verlangt wird',
    refused: 'nach einer SMS oder einem Anruf, der nicht kommt',
    code: 'nach einem Code des Tokens oder der App',
    'other-way': 'nach einem anderen Weg, der da ist',
    unknown: 'nicht bekannt',
  },
  marks: { done: 'erledigt', open: 'offen', unknown: 'nicht bekannt' },
  noMark: 'keine Tokens',
  stillIn: (scopes) => `gilt noch: ${scopes}`,
  scopes: { sms: 'SMS', voice: 'Anrufe', campaign: 'Registrierungskampagne' },
  noneLeft: 'Niemand ist mehr mit nur einer Telefonnummer da',
  noneTitle: 'Niemand mit diesen Angaben',
  showAll: 'Alle zeigen',
  more: 'Mehr zeigen',
  count: (shown, of) =>
    shown === of
      ? counted(of, { one: '# Person', other: '# Personen' })
      : `${count(shown)} von ${counted(of, { one: '# Person', other: '# Personen' })}`,
  exportCsv: 'Als CSV exportieren',
  exporting: (n) => `bisher ${counted(n, { one: '# Person', other: '# Personen' })} …`,
  exported: (n) => counted(n, { one: '# Person gespeichert.', other: '# Personen gespeichert.' }),
};
