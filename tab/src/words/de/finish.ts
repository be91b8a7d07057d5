import type { FinishStrings } from '../en/finish.ts';

export const finishGerman: FinishStrings = {
  finish: {
    title: (given) => `Lassen Sie ${given} den Code bei Microsoft eintippen`,
    next: 'Auf der Seite mit dem QR-Code „Weiter“ wählen.',
    code: 'Den Code eintippen, den das Token jetzt zeigt, dann „Weiter“.',
    done: '„Fertig“ wählen.',
    looking: 'Alle 3 Sekunden wird nachgesehen, ob Microsoft es hat.',
    notYet: 'Noch nicht da.',
    lookAgain: 'Noch einmal nachsehen',
    stopped: 'Zehn Minuten nachgesehen. Es ist nichts Neues da.',
    said: 'Microsoft hat es angenommen',
    saidNote: 'Die Liste von Microsoft lässt sich hier nicht lesen. Ihr Wort wird als Ihr Wort festgehalten.',
    trouble: 'Microsoft sagt etwas anderes',
    troubleTitle: 'Was sagt die Seite?',
    wrongCode: 'Der Code ist falsch',
    wrongCodeTitle: 'Warten Sie auf den nächsten Code.',
    wrongCodeText: 'Er kommt innerhalb einer halben Minute. Gleich eintippen, dann „Weiter“.',
    timedOut: 'Es hat zu lange gedauert, oder jemand ging zurück',
    timedOutHint: 'neuer QR-Code, dasselbe Token, dieselbe Anfrage',
    close: 'Schließen',
    stop: 'Aufhören: Dass Microsoft es angenommen hat, ist nicht festgehalten',
    notChecked: 'Der Platz hat dieses Token nicht geprüft. So steht es im Protokoll.',
  },
  handOver: {
    title: (given) => `Übergeben Sie das Token: ${given}`,
    text: (serial) => `Microsoft hat Token ${serial} angenommen.`,
    isYours: 'Das ist für Sie: Jemand anderes übergibt das Token.',
    toLabel: 'An wen?',
    to: {
      subject: (name) => name,
      manager: (name) => `${name}, von dort kam die Anfrage`,
      caller: (name) => `${name}, von dort kam der Anruf oder Besuch`,
      mail: () => 'Mit der Post',
    },
    done: 'Übergeben',
    doneNext: (name) => `Übergeben, weiter mit ${name}`,
    later: 'Später: Es bleibt fertig in der Warteschlange',
  },
  done: {
    title: (given) => `${given} hat ein Token`,
    text: 'Es ist festgehalten. Wer im Chat gefragt hat, bekommt eine Nachricht; wer angerufen hat, keine.',
    next: (name) => `Weiter: ${name}`,
    queue: 'Zurück zur Warteschlange',
    noNext: {
      nobody: 'Niemand sonst wartet.',
      others:
        'Mit niemandem sonst kann hier begonnen werden. Wer auf etwas anderes wartet, steht in der Warteschlange.',
      batch: 'Mit niemandem sonst aus dieser Reihe kann hier begonnen werden.',
    },
  },
  over: { title: 'Hier ist gerade nichts zu tun', text: (state) => `Sie ist jetzt: ${state}.` },
  notStarted: {
    title: (name) => `Fangen Sie mit ${name} an`,
    text: 'Die anderen sehen dann, dass Sie es haben.',
  },
};
