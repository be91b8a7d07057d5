import { type Kysely, type Migration, sql } from 'kysely';

/** What could be chosen until the organisation kept the list itself, in the words of then. */
const words: readonly (readonly [
  string,
  { readonly en: string; readonly de: string; readonly isPrivate?: true },
])[] = [
  ['no-smartphone', { en: 'Has no smartphone', de: 'Hat kein Smartphone' }],
  [
    'refuses-personal-device',
    { en: 'Does not want to use their own phone', de: 'Möchte das eigene Telefon nicht benutzen' },
  ],
  [
    'no-phones-on-site',
    { en: 'Phones are not allowed at the workplace', de: 'Telefone sind vor Ort nicht erlaubt' },
  ],
  [
    'accessibility',
    {
      en: 'Cannot use a phone app (accessibility)',
      de: 'Kann keine Telefon-App benutzen (Barrierefreiheit)',
      isPrivate: true,
    },
  ],
  ['travel', { en: 'Travels', de: 'Ist auf Reisen' }],
  ['second-factor', { en: 'Needs a second way to sign in', de: 'Braucht eine zweite Art, sich anzumelden' }],
  ['other', { en: 'Something else', de: 'Etwas anderes' }],
];

/** Each request keeps its reason in the words it was asked with. Inside of text quotes are escaped, so that only the field fits. */
export const reasonWords: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const [reason, said] of words) {
      const found = `"reason":"${reason}"`;
      const worded = `${found},"reasonWords":${JSON.stringify(said)}`;
      await sql`update requests set doc = replace(doc, ${found}, ${worded}) where doc like ${`%${found}%`}`.execute(
        db,
      );
    }
  },
};
