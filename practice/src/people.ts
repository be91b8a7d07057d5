import type { Role } from '@token-desk/contract/ids';

/** One made-up person of the practice tenant. Passwords are for practice only and shown on its pages. */
export type PracticePerson = {
  readonly id: string;
  readonly givenName: string;
  readonly surname: string;
  readonly name: string;
  readonly upn: string;
  readonly password: string;
  readonly jobTitle: string;
  readonly office: string;
  readonly preferredLanguage: string;
  readonly managerId: string | null;
  readonly roles: readonly Role[];
  readonly isEnabled: boolean;
  readonly isGuest: boolean;
};

/** The practice tenant. Its domain is reserved for examples, so nothing can ever be sent to it. */
export const practiceTenant = {
  id: '5d1f6c1e-7a0b-4c55-9a53-0c6e2f1b7d10',
  name: 'Contoso Ltd',
  domain: 'contoso.example',
} as const;

type Extra = Partial<Pick<PracticePerson, 'roles' | 'isEnabled' | 'isGuest'>> & { readonly upn?: string };
type Row = readonly [
  number: number,
  given: string,
  surname: string,
  mailName: string,
  jobTitle: string,
  office: string,
  language: string,
  manager: number | null,
  extra?: Extra,
];

const objectId = (number: number): string =>
  `a1b2c3d4-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

// Umlauts, accents, an apostrophe, a double name: names that break careless code.
const rows: readonly Row[] = [
  [1, 'Ada', 'Keller', 'ada.keller', 'Plant manager', 'Lyon', 'en-GB', 20],
  [2, 'Tom', 'Weber', 'tom.weber', 'IT technician', 'Lyon', 'en-GB', 4, { roles: ['Technician'] }],
  [3, 'Mia', 'Durand', 'mia.durand', 'Security officer', 'Lyon', 'fr-FR', 20, { roles: ['Approver'] }],
  [
    4,
    'Alex',
    'Roth',
    'alex.roth',
    'Head of IT',
    'Stuttgart',
    'de-DE',
    20,
    { roles: ['Administrator', 'Auditor', 'Technician'] },
  ],
  [5, 'Ana', 'Moreau', 'ana.moreau', 'Line operator', 'Lyon', 'en-GB', 1],
  [6, 'Jonas', 'Becker', 'jonas.becker', 'Warehouse clerk', 'Stuttgart', 'de-DE', 1],
  [7, 'Leïla', 'Toumi', 'leila.toumi', 'Quality inspector', 'Lyon', 'fr-FR', 1],
  [8, 'Priya', 'Sharma', 'priya.sharma', 'Laboratory analyst', 'Lyon', 'en-GB', 1],
  [9, 'Tomasz', 'Wójcik', 'tomasz.wojcik', 'Forklift driver', 'Kraków', 'pl-PL', 1],
  [10, 'Sylvie', 'Lefèvre', 'sylvie.lefevre', 'Logistics manager', 'Lyon', 'fr-FR', 20],
  [11, 'Jürgen', 'Müller', 'juergen.mueller', 'Toolmaker', 'Stuttgart', 'de-DE', 1],
  [12, 'Zoë', 'Größler', 'zoe.groessler', 'Apprentice', 'Stuttgart', 'de-DE', 1],
  [13, 'Siobhán', 'O’Brien', 'siobhan.obrien', 'Nurse', 'Dublin', 'en-IE', 10],
  [14, 'José', 'Núñez García', 'jose.nunez', 'Driver', 'Madrid', 'es-ES', 10],
  [15, 'Chiara', 'D’Angelo', 'chiara.dangelo', 'Packer', 'Torino', 'it-IT', 10],
  [16, 'João', 'Conceição', 'joao.conceicao', 'Welder', 'Porto', 'pt-PT', 10],
  [17, 'Åsa', 'Sjöberg', 'asa.sjoberg', 'Crane operator', 'Malmö', 'sv-SE', 10],
  [18, 'Søren', 'Kjær', 'soren.kjaer', 'Electrician', 'Århus', 'da-DK', 10],
  [19, 'Anne-Marie', 'van der Meer', 'annemarie.vandermeer', 'Receptionist', 'Utrecht', 'nl-NL', 10],
  [20, 'Hélène', 'Duval', 'helene.duval', 'Managing director', 'Lyon', 'fr-FR', null],
  [21, 'Łukasz', 'Żak', 'lukasz.zak', 'Maintenance fitter', 'Kraków', 'pl-PL', 1],
  [22, 'Nguyễn', 'Thị Hoa', 'hoa.nguyen', 'Seamstress', 'Lyon', 'en-GB', 10],
  [23, 'Bernd', 'Strauß', 'bernd.strauss', 'Night porter', 'Stuttgart', 'de-DE', 1, { isEnabled: false }],
  [
    24,
    'Olu',
    'Adeyemi',
    'olu.adeyemi',
    'External auditor',
    'Dublin',
    'en-GB',
    10,
    { isGuest: true, upn: 'olu.adeyemi_fabrikam.example#EXT#' },
  ],
  [
    25,
    'Eszter',
    'Kovács',
    'eszter.kovacs',
    'Second IT technician',
    'Lyon',
    'en-GB',
    4,
    { roles: ['Technician'] },
  ],
];

const toPerson = ([
  number,
  givenName,
  surname,
  mailName,
  jobTitle,
  office,
  language,
  manager,
  extra,
]: Row): PracticePerson => ({
  id: objectId(number),
  givenName,
  surname,
  name: `${givenName} ${surname}`,
  upn: `${extra?.upn ?? mailName}@${practiceTenant.domain}`,
  password: `practice-${mailName.split('.')[0]}`,
  jobTitle,
  office,
  preferredLanguage: language,
  managerId: manager === null ? null : objectId(manager),
  roles: extra?.roles ?? [],
  isEnabled: extra?.isEnabled ?? true,
  isGuest: extra?.isGuest ?? false,
});

/** Everybody in the practice tenant: a manager, technicians, an approver, an administrator, and subjects. */
export const people: readonly PracticePerson[] = rows.map(toPerson);

const named = (upnStart: string): PracticePerson => {
  const found = people.find((person) => person.upn === `${upnStart}@${practiceTenant.domain}`);
  if (!found) throw new Error(`No practice person ${upnStart}`);
  return found;
};

/** The people the practice pages play by default. */
export const cast = {
  manager: named('ada.keller'),
  technician: named('tom.weber'),
  secondTechnician: named('eszter.kovacs'),
  approver: named('mia.durand'),
  administrator: named('alex.roth'),
  subject: named('ana.moreau'),
} as const;

const firstOfCrowd = 1001;

/** More people for a directory of any size: workers without a role, each with a phone for text messages. */
export const crowd = (count: number): PracticePerson[] =>
  Array.from({ length: count }, (_, index) => {
    const number = firstOfCrowd + index;
    return toPerson([number, 'Worker', String(number), `worker.${number}`, 'Worker', 'Lyon', 'en-GB', 1]);
  });
