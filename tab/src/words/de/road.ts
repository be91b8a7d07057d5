import type { RoadStrings } from '../en/road.ts';

export const roadGerman: RoadStrings = {
  line: (way, why) => `Es wird ${way}: ${why}.`,
  ways: { A: 'eine Authenticator-App', B: 'ein Hardware-Token bei Microsoft' },
  free: 'nichts Bekanntes steht im Weg',
  chosen: (way) => `von Hand gewählt, was vermerkt ist; die Bereitschaft spricht für ${way}`,
  chosenFreely: 'von Hand gewählt, was vermerkt ist; die Bereitschaft spricht für keinen der beiden Wege',
  missing: (name) => `für ein Hardware-Token fehlt: ${name}`,
  unknown: (name) => `für ein Hardware-Token ist nicht bekannt: ${name}`,
  'none-loaded':
    'kein Hardware-Token ist geladen, und eines anzulegen verlangt die Rolle Authentication Policy Administrator, die Sie nicht haben',
  neither: 'bei Microsoft fehlt für beide Wege etwas',
  'not-told': 'Microsoft hat nicht gesagt, welcher Weg passt',
  draw: 'Hier eines beschreiben',
  drawHint: 'der Platz zieht das Geheimnis, und mit Ihrem eigenen Zugriff bekommt es Microsoft',
  drawHints: {
    token: 'hier beschrieben, dann bei Microsoft angelegt',
    finish: 'ein anderer Code, als der Platz sah',
  },
  written: (serial) => `Nehmen Sie ${serial}`,
  writtenText: (given) =>
    `Es ist geladen: Microsoft hat es, und es gehört noch niemandem. Nehmen Sie es für ${given}.`,
  leave: {
    nothing: 'Zurückgeben, geschrieben wurde nichts',
    unfinished: 'Zurückgeben: Das Token ist nicht fertig und muss noch einmal beschrieben werden',
    perhaps: 'Zurückgeben: Microsoft hat das Token vielleicht, „Tokens laden“ sieht nach',
    loaded: 'Zurückgeben: Das Token bleibt bei den geladenen',
  },
};
