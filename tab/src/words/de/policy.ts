import type { PolicyFaultWords } from '@token-desk/contract/words/en/policy';

/** What is wrong in a `policy.json`. */
export const policyGerman: PolicyFaultWords = {
  at: (line, rule) => (rule === null ? `Zeile ${line}` : `Zeile ${line}, Regel „${rule}“`),
  faults: {
    json: (found, wanted) => `Das ist kein JSON: Hier steht ${found}, erwartet wird ${wanted}.`,
    'too-long': (found, wanted) => `„${found}“ ist zu lang: höchstens ${wanted} Zeichen.`,
    'key-twice': (found) => `„${found}“ steht zweimal da.`,
    'key-unknown': (found, wanted) => `„${found}“ ist nicht bekannt. Bekannt sind ${wanted}.`,
    'key-missing': (found, wanted) =>
      wanted === '' ? `„${found}“ fehlt.` : `„${found}“ fehlt: eines von ${wanted}.`,
    'wrong-kind': (found, wanted) =>
      found === '' ? `Hier muss ${wanted} stehen.` : `Bei „${found}“ muss ${wanted} stehen.`,
    'not-one-of': (found, wanted) => `„${found}“ ist nicht bekannt. Bekannt sind ${wanted}.`,
    'out-of-range': (found, wanted) => `„${found}“ liegt außerhalb von ${wanted}.`,
    'not-a-day': (found) => `„${found}“ ist kein Tag. Schreiben Sie ihn wie 2026-12-24.`,
    'not-a-upn': (found) => `„${found}“ ist kein Anmeldename. Schreiben Sie ihn wie name@contoso.example.`,
    'ends-before': (found, wanted) => `„${found}“ liegt vor „${wanted}“.`,
    'own-deputy': (found) => `„${found}“: Niemand vertritt sich selbst.`,
    empty: (found) => `„${found}“ ist leer: Lassen Sie es weg, oder nennen Sie etwas.`,
    'name-twice': (found) => `Auch eine andere Regel heißt „${found}“.`,
    'never-reached': (_, wanted) =>
      wanted === ''
        ? 'Auf diese Regel passt nichts.'
        : `Diese Regel kommt nie zum Zug: Was auf sie passt, ist vor ihr entschieden, durch ${wanted}, oder kommt nicht vor.`,
    'last-not-for-all': (found) =>
      `Die letzte Regel muss für alles gelten, worauf keine vor ihr passt. Lassen Sie ${found} weg, oder fügen Sie eine Regel an, die nur „name“ und „approve“ hat.`,
  },
  kinds: {
    object: 'ein Objekt in { }',
    list: 'eine Liste in [ ]',
    text: 'ein Text in Anführungszeichen',
    'whole number': 'eine ganze Zahl',
    'true or false': 'true oder false',
    end: 'das Ende des Textes',
  },
};
