import { fieldLabelsDe } from '@token-desk/contract/words/de/form';
import type { AroundStrings } from '../en/around.ts';

export const aroundGerman: AroundStrings = {
  filters: {
    label: 'Filter',
    site: fieldLabelsDe.site,
    anySite: 'Alle Standorte',
    state: 'Zustand',
    anyState: 'Jeder Zustand',
    withoutSecond: 'Ohne zweiten Weg',
    overdue: 'Überfällig',
    open: (n) => (n === 0 ? 'Filter' : `Filter (${n})`),
    active: 'Gesetzte Filter',
    takeAway: (name) => `Filter „${name}“ wegnehmen`,
    noneTitle: 'Mit diesen Filtern ist hier nichts',
    noneText: 'Nehmen Sie einen Filter weg, oder zeigen Sie alle.',
    emptyDo: 'Jemand ruft an oder steht am Schalter? Nehmen Sie die Anfrage auf.',
  },
  over: 'Erledigt',
  attention: {
    code: 'Code stimmte nicht',
    clock: 'Uhr falsch: neu beschreiben',
    late: 'Spätes Token beiseitelegen',
    loss: 'Verlust zu bestätigen',
  },
  claim: {
    line: (name, since, step) => `${name}, seit ${since}, bei „${step}“`,
    lineOnly: (name, since) => `${name}, seit ${since}`,
    lapses: (at) => `Geht ${at} von selbst zurück, wenn vorher nichts geschieht.`,
    otherWindow: 'Sie haben das in einem anderen Fenster offen.',
    otherWindowText:
      'Machen Sie in einem davon weiter und schließen Sie das andere: Was dort eingelesen ist, kennt dieses hier nicht.',
  },
  ways: {
    arrivals: 'Wer ist da',
    call: 'Für Anrufende',
    run: (n) => (n === 0 ? 'Reihe beginnen' : `Reihe beginnen · ${n}`),
  },
};
