import type { SecondStrings } from '../en/second.ts';
import { counted } from './numbers.ts';

export const secondGerman: SecondStrings = {
  title: 'Ein zweiter Anmeldeweg',
  recorded: (what) => `Festgehalten: ${what}`,
  asking: 'Microsoft wird gefragt …',
  atMicrosoft: 'Jetzt bei Microsoft registriert',
  none: 'Bei Microsoft zählt außer diesem Token nichts.',
  notKnown: 'Was bei Microsoft registriert ist, lässt sich hier nicht lesen.',
  is: { 'its-token': 'dieses Token', second: '', no: 'zählt nicht' },
  methodId: (id) => `ID ${id}`,
  burned: (day) => `beschrieben ${day}`,
  states: {
    open: 'nichts festgehalten',
    found: 'bei Microsoft gesehen',
    spare: 'Ersatztoken angefragt',
    waived: 'keiner, mit Begründung',
  },
  found: (kinds) => `${kinds}, bei Microsoft gesehen`,
  offers: {
    'spare-token': 'Ein Ersatztoken, in einer eigenen Anfrage. Es beschreibt jemand anderes aus dem Team.',
    'security-key':
      'Ein Sicherheitsschlüssel. Die Person registriert ihn auf der Seite „Sicherheitsinformationen“.',
    passkey:
      'Ein Passkey auf einem eigenen Gerät. Die Person registriert ihn auf der Seite „Sicherheitsinformationen“.',
    phone:
      'Eine Telefonnummer, auf der Seite „Sicherheitsinformationen“. Microsofts eigene Codes per SMS und Anruf enden am 1. Februar 2027.',
    waiver: 'Keiner, mit einer Begründung, die Genehmigende und Auditoren lesen können.',
  },
  look: 'Bei Microsoft nachsehen und festhalten',
  ask: 'Ersatztoken anfragen',
  waive: 'Darauf verzichten',
  why: 'Warum?',
  spare: 'Anfrage für das Ersatztoken',
  spareFor: 'Ein Ersatztoken: die Anfrage, zu der es gehört',
  without: (n) =>
    counted(n, {
      one: '# Token ist registriert, ohne dass ein zweiter Anmeldeweg festgehalten ist',
      other: '# Tokens sind registriert, ohne dass ein zweiter Anmeldeweg festgehalten ist',
    }),
};
