import { fillText, type Problem, type ProblemCode, type ProblemText } from './problem.ts';
import { detailInWords } from './problem-words.ts';
import { detailWordsDe } from './problem-words-de.ts';

const text = (title: string, action: string): ProblemText => ({ title, action });

/** The texts of `problem.ts` in German; Microsoft’s page is quoted as it stands there in German. */
// biome-ignore format: read as a table, one line a problem
export const problemsDe: Readonly<Record<ProblemCode, ProblemText>> = {
  // what was scanned or typed
  'input-empty': text('Hier ist noch nichts.', 'Bringen Sie den QR-Code oder den Schlüssel von der Microsoft-Seite ein.'),
  'input-microsoft-push': text('Das ist der Push-Code für die App Microsoft Authenticator.', 'Ein Token kann damit nichts anfangen. Wählen Sie auf der Microsoft-Seite „Ich möchte eine andere Authenticator-App verwenden“, dann „Weiter“, und bringen Sie den neuen Code ein.'),
  'input-passkey': text('Das ist ein Passkey-Code.', 'Ein Token kann damit nichts anfangen. Wählen Sie auf der Microsoft-Seite „Authenticator-App“, dann „Ich möchte eine andere Authenticator-App verwenden“, und bringen Sie den Code ein, der dann erscheint.'),
  'input-migration': text('Das ist ein Export mehrerer Konten aus einer Authenticator-App.', 'Ein Token kann damit nichts anfangen. Bringen Sie stattdessen einen neuen Code von der Microsoft-Seite ein.'),
  'input-hotp': text('Dieser Code zählt Tastendrücke statt der Zeit.', 'Die Token hier richten sich nach der Zeit. Bringen Sie den QR-Code von der Microsoft-Seite ein.'),
  'input-token-serial': text('Das ist die Seriennummer des Tokens.', 'Bringen Sie den QR-Code von der Microsoft-Seite ein, nicht den Strichcode auf dem Token.'),
  'input-web-link': text('Das ist ein Link auf eine Webseite.', 'Bringen Sie den QR-Code ein, der nach „Ich möchte eine andere Authenticator-App verwenden“ erscheint.'),
  'input-number': text('Das ist nur eine Zahl.', 'Der Schlüssel auf der Microsoft-Seite hat auch Buchstaben. Wählen Sie „Bild kann nicht gescannt werden?“, um ihn zu sehen.'),
  'input-too-short': text('Dieser Schlüssel ist zu kurz.', 'Kopieren Sie ihn noch einmal ganz: Er hat mindestens 16 Buchstaben und Ziffern.'),
  'input-truncated': text('Ein Teil des Schlüssels fehlt.', 'Kopieren Sie ihn noch einmal vom ersten bis zum letzten Zeichen, oder bringen Sie den QR-Code ein.'),
  'input-bad-character': text('Im Schlüssel steht an Stelle {position} „{character}“, das kommt in Schlüsseln nie vor.', 'Schlüssel bestehen aus A bis Z und 2 bis 7. Oft ist O gemeint, wo 0 steht, I oder L, wo 1 steht, B, wo 8 steht.'),
  'input-too-long': text('Dieser Schlüssel ist länger, als ein Token fassen kann.', 'Bitten Sie um einen kürzeren Schlüssel; die Microsoft-Seite zeigt einen mit 16 Zeichen.'),
  'input-unsupported-parameters': text('Das Token kann nicht, was dieser Code verlangt ({parameter}).', 'Token zeigen sechs Ziffern, wechseln alle 30 oder 60 Sekunden und verwenden SHA-1 oder SHA-256. Bringen Sie einen Code ein, der dazu passt.'),
  'input-ambiguous': text('Dieser Schlüssel lässt sich auf zwei Arten lesen.', 'Sagen Sie, was er ist: Buchstaben und Ziffern wie auf der Microsoft-Seite (Base32) oder hexadezimal.'),
  'no-qr-found': text('In diesem Bild ist kein lesbarer QR-Code.', 'Zeigen Sie den ganzen Code mit seinem weißen Rand, größer und gerade, oder wählen Sie „Bild kann nicht gescannt werden?“ und tippen Sie den Schlüssel ein.'),
  'qr-other': text('Dieser QR-Code ist für etwas anderes.', 'Bringen Sie den QR-Code ein, der nach „Ich möchte eine andere Authenticator-App verwenden“ erscheint.'),
  'several-codes': text('In dem Bild sind zwei verschiedene Codes dieser Person.', 'Nur einer davon gilt. Schließen Sie eine der beiden Microsoft-Seiten und bringen Sie den Code der anderen ein.'),
  'not-a-picture': text('Diese Datei lässt sich nicht als Bild öffnen.', 'Machen Sie ein Bildschirmfoto des QR-Codes und fügen Sie es ein, oder wählen Sie eine PNG- oder JPEG-Datei.'),
  'qr-reader-unavailable': text('Bilder können hier gerade nicht gelesen werden.', 'Wählen Sie auf der Microsoft-Seite „Bild kann nicht gescannt werden?“ und tippen Sie den Schlüssel ein; oder laden Sie neu und versuchen Sie es noch einmal.'),
  'wrong-account': text('Dieser Code ist für {account}, nicht für {subject}.', 'Melden Sie sich auf der Microsoft-Seite ab, lassen Sie {subject} sich anmelden, und bringen Sie den neuen Code ein.'),
  'wrong-tenant': text('Dieser Code gehört zu {tenant}, nicht zu dieser Organisation.', 'Öffnen Sie die Seite „Sicherheitsinformationen“ mit dem Arbeitskonto und bringen Sie den neuen Code ein.'),
  'code-already-burned': text('Dieser QR-Code wurde schon auf ein Token geschrieben.', 'Die Microsoft-Seite macht jedes Mal einen neuen. Bringen Sie den ein, den sie jetzt zeigt.'),

  // token and reader
  'no-token': text('Auf dem Lesegerät liegt kein Token.', 'Schalten Sie das Token ein, bis die Anzeige leuchtet, und legen Sie es dann auf das Lesegerät.'),
  'no-reader': text('Es ist kein Lesegerät angeschlossen.', 'Stecken Sie das Lesegerät ein. Steckt es schon, ziehen Sie es ab und stecken Sie es wieder ein.'),
  'reader-not-found': text('Es gibt kein Lesegerät namens „{reader}“.', 'Wählen Sie eines der angeschlossenen Lesegeräte: {readers}.'),
  'reader-busy': text('Ein anderes Programm benutzt das Lesegerät.', 'Schließen Sie andere Chipkarten-Programme auf diesem PC und legen Sie das Token dann wieder auf.'),
  'reader-service-down': text('Der Chipkarten-Dienst dieses PCs läuft nicht.', 'Starten Sie ihn (Linux: systemctl start pcscd; Windows: Dienst „Smartcard“) und versuchen Sie es noch einmal.'),
  'reader-driver-missing': text('Die Unterstützung für Lesegeräte ist auf diesem PC nicht installiert.', 'Installieren Sie die Build-Werkzeuge und libpcsclite-dev und führen Sie dann npm ci noch einmal aus.'),
  'reader-failed': text('Das Lesegerät antwortet nicht mehr.', 'Nehmen Sie das Token herunter, warten Sie zwei Sekunden und legen Sie es wieder auf.'),
  'lost-contact': text('Das Token wurde zu früh bewegt.', 'Legen Sie es wieder auf und lassen Sie es liegen, bis das Häkchen erscheint.'),
  'token-timeout': text('Das Token hat nicht rechtzeitig geantwortet.', 'Nehmen Sie es herunter, schalten Sie es aus und wieder ein und legen Sie es wieder auf.'),
  'token-empty': text('Der Kontakt zum Token brach ab, nachdem seine Uhr gestellt war.', 'Es ist jetzt leer: Das alte Geheimnis ist weg, das neue noch nicht darauf. Legen Sie es wieder auf; das Schreiben beginnt von selbst neu.'),
  'token-perhaps-empty': text('Der Kontakt zum Token brach ab, während seine Uhr gestellt wurde.', 'Es ist jetzt vielleicht leer, und das neue Geheimnis ist noch nicht darauf. Legen Sie es wieder auf; das Schreiben beginnt von selbst neu.'),
  'token-emptied': text('Das Token hat die Uhr angenommen, das Geheimnis nicht.', 'Es ist jetzt leer: Das alte Geheimnis ist weg, das neue nicht darauf. Schalten Sie es aus und wieder ein und legen Sie es wieder auf; das Schreiben beginnt von selbst neu. Geschieht es zweimal, nehmen Sie ein anderes Token.'),
  'token-left-empty': text('Das Schreiben endete, bevor das Geheimnis auf dem Token war.', 'Sein altes Geheimnis ist vielleicht weg, und das neue ist nicht darauf. Bringen Sie den Code noch einmal ein und legen Sie das Token dann wieder auf.'),
  'burn-unknown': text('Der Kontakt zum Token brach im allerletzten Augenblick ab.', 'Noch kann niemand wissen, ob das Geheimnis darauf ist. Schalten Sie es aus und wieder ein und tippen Sie den Code, den es zeigt: Die Prüfung sagt es.'),
  'clock-unknown': text('Das Token wurde abgehoben, während seine Uhr gestellt wurde.', 'Sein Geheimnis ist unberührt. Legen Sie es wieder auf; das Stellen beginnt von selbst neu.'),
  'burned-late': text('Für diese Anforderung wurde noch ein Token beschrieben, nachdem sie angehalten war.', 'Legen Sie dieses Token beiseite; für diese Anforderung zählt es erst, wenn es neu beschrieben wird.'),
  'token-locked': text('Dieses Token lässt sich nicht mehr beschreiben.', 'Es ist endgültig gesperrt. Legen Sie es beiseite und nehmen Sie ein anderes.'),
  'token-refused': text('Das Token hat nicht angenommen, was geschrieben wurde.', 'Schalten Sie es aus und wieder ein, legen Sie es auf und versuchen Sie es noch einmal. Geschieht es zweimal, nehmen Sie ein anderes Token.'),
  'token-answer-garbled': text('Die Antwort des Tokens war nicht zu verstehen.', 'Nehmen Sie es herunter, schalten Sie es aus und wieder ein und legen Sie es wieder auf.'),
  'token-clock-not-settable': text('Die Uhr dieses Tokens lässt sich nicht stellen; sie geht {driftSeconds} s falsch.', 'Es wurde beschrieben, ohne die Uhr zu stellen. Prüfen Sie den Code; passt er nicht, nehmen Sie ein neueres Token.'),
  'token-would-be-emptied': text('Bei diesem Modell leert das Stellen der Uhr das Token.', 'Sein Geheimnis muss neu geschrieben werden. Beschreiben Sie es stattdessen neu.'),
  'burn-unsure': text('Der Kontakt zum Token brach im allerletzten Augenblick ab.', 'Noch kann niemand wissen, ob das Geheimnis darauf ist. Legen Sie es wieder auf: Es wird von selbst noch einmal geschrieben.'),
  'unknown-model': text('Token Desk kennt keine Token mit der Seriennummer {serial}.', 'Es wurde nicht beschrieben. Jemand anderes aus der Technik kann diese Art von Token auf der Seite „Tokens“ erlauben, ein für alle Mal; oder nehmen Sie ein Token einer bekannten Art.'),
  'wrong-serial': text('Das ist Token {serial}; vorher lag {expected} auf dem Lesegerät.', 'Legen Sie {expected} wieder auf, oder beginnen Sie mit diesem von vorn.'),
  'serial-in-use': text('Token {serial} gehört {holder}.', 'Nehmen Sie ein anderes Token, oder nehmen Sie dieses zuerst von {holder} zurück.'),
  'token-not-in-books': text('Token {serial} steht nicht in den Büchern.', 'Nehmen Sie es in den Bestand auf, oder legen Sie es beiseite.'),
  'token-in-books': text('Token {serial} steht schon in den Büchern.', 'Sehen Sie in der Liste der Token nach.'),
  'token-wrong-state': text('Das geht jetzt nicht: Token {serial} ist {state}.', 'Sehen Sie beim Token nach, was möglich ist.'),
  'token-not-blanked': text('Token {serial} trägt noch ein Geheimnis.', 'Löschen Sie es zuerst auf einem Leser.'),
  'token-method-still-there': text('Bei Microsoft steht die Methode von Token {serial} noch bei {holder}.', 'Entfernen Sie sie auf der Microsoft-Seite von {holder}, und versuchen Sie es noch einmal.'),
  'not-a-token': text('Diese Karte ist kein Token.', 'Legen Sie das Token auf das Lesegerät und nehmen Sie andere Karten weg.'),
  'security-key': text('Das ist ein Sicherheitsschlüssel ({application}).', 'Er wird auf andere Weise eingerichtet. Legen Sie ein Token auf das Lesegerät.'),
  'plain-nfc-tag': text('Das ist ein NFC-Etikett, kein Token.', 'Legen Sie das Token auf das Lesegerät.'),
  'seed-not-writable': text('Dieses Geheimnis lässt sich nicht schreiben: {reason}.', 'Bringen Sie einen neuen Code von der Microsoft-Seite ein.'),
  'flag-contradicts-uri': text('Die Option --{flag} sagt {given}, der Code sagt {stated}.', 'Lassen Sie die Option weg, oder bringen Sie einen Code ein, der dazu passt.'),
  'clock-not-trusted': text('Die Uhr des PCs am Arbeitsplatz geht {offsetSeconds} s falsch.', 'Stellen Sie sie zuerst nach der Netzwerkzeit: Nach ihr wird die Uhr des Tokens gestellt.'),
  'clock-not-compared': text('Der Arbeitsplatz hat seine Uhr noch nicht mit der des Servers verglichen.', 'Warten Sie, bis der Arbeitsplatz verbunden ist, und versuchen Sie es noch einmal: Die Uhr des Tokens wird nur gestellt, wenn beide übereinstimmen.'),
  'code-wrong': text('Das ist nicht der neue Code.', 'Meist ist es der von vorher: Schalten Sie das Token aus, dann ein, und tippen Sie, was es dann zeigt.'),
  'code-old': text('Dieser Code wurde schon verwendet.', 'Warten Sie auf den nächsten in der Anzeige und tippen Sie ihn.'),
  'code-clock-off': text('Der Code stimmt, aber das Token geht {offsetSeconds} s falsch.', 'Beschreiben Sie es noch einmal; dabei wird seine Uhr gestellt.'),
  'code-malformed': text('Ein Code hat sechs Ziffern.', 'Tippen Sie die sechs Ziffern aus der Anzeige des Tokens.'),
  'secret-gone': text('Der Arbeitsplatz kennt dieses Geheimnis nicht mehr.', 'Lassen Sie die Microsoft-Seite entscheiden: Tippen Sie dort den Code des Tokens. Oder bringen Sie einen neuen QR-Code ein und beschreiben Sie das Token noch einmal.'),
  'secret-unopened': text('Der Arbeitsplatz kann dieses Geheimnis nicht mehr öffnen.', 'Es wurde nichts geschrieben. Bringen Sie den Code noch einmal ein.'),
  'secret-gone-drawn': text('Der Arbeitsplatz kennt das Geheimnis nicht mehr, das er erzeugt hat.', 'Beschreiben Sie das Token noch einmal: Der Arbeitsplatz erzeugt dann ein neues.'),
  'crypto-self-check': text('Dieser PC kann für ein Token nicht richtig verschlüsseln.', 'Es wurde nichts geschrieben. Installieren Sie eine unterstützte Node-Version und führen Sie doctor aus.'),

  // jobs, burners
  'job-expired': text('Das hat länger als fünf Minuten gedauert.', 'Es wurde nichts geschrieben. Bringen Sie den Code noch einmal ein.'),
  'job-replayed': text('Das wurde schon erledigt.', 'Es wurde nichts zweimal geschrieben. Was herauskam, steht in der Anfrage.'),
  'job-cancelled': text('Das wurde abgebrochen.', 'Es wurde nichts geschrieben. Beginnen Sie neu, wenn Sie so weit sind.'),
  'job-wrong-burner': text('Das war für einen anderen Arbeitsplatz bestimmt.', 'Es wurde nichts geschrieben. Beginnen Sie an diesem Arbeitsplatz neu.'),
  'job-not-open': text('Dieser Schritt ist schon vorbei.', 'Wie weit es ist, steht in der Anfrage.'),
  'envelope-tampered': text('Das versiegelte Geheimnis gehört nicht zu dieser Anfrage und diesem Token.', 'Es wurde nichts geschrieben. Bringen Sie den Code noch einmal ein; geschieht es wieder, wenden Sie sich an Ihre Administration.'),
  'burner-offline': text('{burner} ist nicht verbunden.', 'Starten Sie den Dienst auf diesem PC, oder wählen Sie einen anderen Arbeitsplatz.'),
  'burner-at-other-server': text('{burner} ist mit einer anderen Instanz dieses Servers verbunden.', 'Versuchen Sie es in einer Minute noch einmal. Bleibt es dabei, sagen Sie es Ihrer Administration: Browser und Arbeitsplätze müssen dieselbe Instanz erreichen.'),
  'burner-busy': text('{burner} ist mit einem anderen Token beschäftigt.', 'Warten Sie, bis das fertig ist, oder wählen Sie einen anderen Arbeitsplatz.'),
  'burner-silent': text('{burner} hat nicht rechtzeitig geantwortet.', 'Sehen Sie nach, ob der PC am Arbeitsplatz wach ist, und versuchen Sie es noch einmal.'),
  'desk-server-unreachable': text('Der Server {server} antwortet nicht.', 'Prüfen Sie die Adresse und das Netz dieses PCs und versuchen Sie es noch einmal.'),
  'burner-not-paired': text('Dieser Arbeitsplatz ist nicht gekoppelt.', 'Erzeugen Sie auf der Seite der Arbeitsplätze einen Kopplungscode und führen Sie am Arbeitsplatz „pair“ aus.'),
  'burner-revoked': text('Diesem Arbeitsplatz wurde die Berechtigung entzogen.', 'Koppeln Sie ihn mit einem neuen Code noch einmal.'),
  'burner-not-confirmed': text('Den Fingerabdruck von {burner} hat noch niemand bestätigt.', 'Vergleichen Sie den Fingerabdruck hier mit dem am Arbeitsplatz und bestätigen Sie ihn.'),
  'burner-identity-changed': text('{burner} ist nicht mehr derselbe Arbeitsplatz.', 'Machen Sie nicht weiter. Seine Identität hat sich seit Ihrer Bestätigung geändert: Bitten Sie Ihre Administration, ihn neu zu koppeln.'),
  'desk-file-damaged': text('Die Datei {file} dieses Arbeitsplatzes ist beschädigt.', 'Koppeln Sie diesen Arbeitsplatz neu: Erzeugen Sie auf der Seite „Arbeitsplätze“ einen neuen Code und führen Sie hier „pair“ aus.'),
  'burner-journal-lost': text('Dieser Arbeitsplatz hat die Aufzeichnung seiner früheren Schreibvorgänge verloren.', 'Koppeln Sie ihn neu, bevor er wieder schreiben darf.'),
  'burner-elsewhere': text('Der Dienst dieses Arbeitsplatzes wurde ein zweites Mal gestartet.', 'Der neuere läuft weiter. Beenden Sie einen von beiden und starten Sie den Dienst dann neu.'),
  'key-keeper-silent': text('Der Schlüsselspeicher dieses PCs antwortet nicht.', 'Melden Sie sich als der Benutzer an, der diesen Arbeitsplatz gekoppelt hat, und entsperren Sie den Schlüsselspeicher, oder koppeln Sie ihn neu.'),
  'burner-version': text('Der Dienst am Arbeitsplatz ist zu alt oder zu neu.', 'Installieren Sie die Version, die zu diesem Server gehört ({wanted}).'),
  'burner-wrong-address': text('Dieser Arbeitsplatz ruft den Server als {given}; der Server heißt {wanted}.', 'Koppeln Sie den Arbeitsplatz neu mit der Adresse {wanted}, oder berichtigen Sie PUBLIC_URL am Server.'),
  'challenge-expired': text('Der Aufbau der Verbindung hat zu lange gedauert.', 'Nichts zu tun: Der Arbeitsplatz versucht es von selbst wieder.'),
  'pairing-code-wrong': text('Dieser Kopplungscode stimmt nicht oder gilt nicht mehr.', 'Erzeugen Sie auf der Seite der Arbeitsplätze einen neuen; er gilt zehn Minuten.'),
  'paired-burn-unrecorded': text('Dieser Arbeitsplatz ist gekoppelt: Was hier geschrieben wird, stünde nicht in den Aufzeichnungen.', 'Beschreiben Sie das Token in Teams, oder geben Sie --unrecorded an, wenn Sie das so wollen.'),
  'practice-receipt': text('Das ist ein Übungsplatz.', 'Ein Übungsplatz lässt sich mit einem echten Server nicht benutzen. Koppeln Sie einen echten Arbeitsplatz.'),
  'receipt-invalid': text('Die Aufzeichnung des Arbeitsplatzes ist nicht so unterschrieben, wie sie sein müsste.', 'Benutzen Sie diesen Arbeitsplatz nicht und wenden Sie sich an Ihre Administration.'),

  // requests
  'request-not-found': text('Diese Anfrage gibt es nicht.', 'Vielleicht wurde sie zurückgezogen. Sehen Sie in der Liste nach.'),
  'request-changed': text('Jemand hat diese Anfrage gerade eben geändert.', 'Sehen Sie sie an, wie sie jetzt ist, und entscheiden Sie dann neu.'),
  'request-wrong-state': text('Das geht jetzt nicht: Die Anfrage ist {state}.', 'Was möglich ist, steht in der Anfrage.'),
  'request-claimed': text('{holder} hat diese Anfrage seit {since}, bei „{step}“.', 'Wählen Sie eine andere Anfrage, oder übernehmen Sie diese, nachdem Sie {holder} gefragt haben.'),
  'request-not-claimed': text('Sie haben diese Anfrage nicht übernommen.', 'Beginnen Sie sie zuerst aus der Warteschlange.'),
  'request-duplicate': text('Für {subject} gibt es schon eine offene Anfrage.', 'Sehen Sie sie mit „status“ an; ziehen Sie sie zurück, wenn sie falsch ist.'),
  'request-type-not-yet': text('Diese Art von Anfrage wird hier noch nicht bearbeitet.', 'Fragen Sie nach einem neuen Token, oder rufen Sie die IT an.'),
  'request-for-self': text('Für sich selbst können Sie nicht anfragen.', 'Lassen Sie Ihre Führungskraft für Sie anfragen.'),
  'request-invalid': text('Im Formular fehlt etwas oder stimmt etwas nicht ({field}).', 'Berichtigen Sie es und senden Sie es noch einmal; was Sie getippt haben, bleibt erhalten.'),
  'needed-by-past': text('Der Tag, bis zu dem es gebraucht wird, ist vorbei.', 'Wählen Sie heute oder einen späteren Tag.'),
  'subject-unknown': text('Diese Person steht nicht im Verzeichnis.', 'Wählen Sie jemanden aus der Liste, die beim Tippen erscheint.'),
  'subject-disabled': text('Das Konto von {subject} ist deaktiviert.', 'Bitten Sie Ihre Administration, es zuerst zu aktivieren.'),
  'subject-guest': text('{subject} ist hier Gast.', 'Gäste bekommen ein Token von ihrer eigenen Organisation.'),
  'identity-not-checked': text('Niemand hat festgehalten, wer vor Ihnen steht.', 'Prüfen Sie, wer die Person ist, halten Sie fest, wie, und machen Sie dann weiter.'),
  'not-bound-yet': text('Microsoft hat das Token noch nicht angenommen.', 'Machen Sie es zuerst auf der Microsoft-Seite fertig und übergeben Sie es dann.'),
  'four-eyes': text('Dafür braucht es eine zweite Person.', 'Bitten Sie jemanden, der es weder angefragt noch genehmigt noch beschrieben hat.'),
  'no-new-method': text('Microsoft zeigt noch keine neue Methode.', 'Lassen Sie die Person den Code tippen, „Weiter“ wählen und dann „Fertig“.'),
  'several-new-methods': text('Microsoft zeigt mehr als eine neue Methode.', 'Fragen Sie die Person, welche davon das Token ist, entfernen Sie die anderen und sehen Sie noch einmal nach.'),
  'old-method-left': text('Die alte Methode bei Microsoft muss entfernt werden.', 'Sie gehört zum ersetzten Token. Entfernen Sie sie auf der Microsoft-Seite der Person, falls sie dort noch steht.'),
  'methods-not-readable': text('Die Liste der Methoden bei Microsoft kann hier nicht gelesen werden.', 'Sehen Sie auf die Microsoft-Seite der Person. Sobald dort steht, dass der Code angenommen wurde, halten Sie es hier fest.'),
  'graph-access-not-given': text('Microsoft hat Token Desk nicht erlaubt, für Sie zu handeln.', 'Versuchen Sie es noch einmal und stimmen Sie im Fenster von Microsoft zu. Verlangt es einen Administrator, muss Ihrer einmal zustimmen; bis dahin entfernen Sie sie über den Link.'),
  'method-remove-refused': text('Microsoft lässt Sie die Anmeldemethoden dieser Person nicht entfernen.', 'Sie brauchen die Entra-Rolle „Authentifizierungsadministrator“, bei Personen mit eigenen Entra-Rollen die privilegierte. Oder jemand, der sie hat, nimmt den Link.'),
  'method-remove-failed': text('Microsoft hat sie nicht entfernt.', 'Versuchen Sie es in einer Minute noch einmal, oder entfernen Sie sie über den Link.'),

  // access
  'not-signed-in': text('Sie sind nicht angemeldet.', 'Melden Sie sich noch einmal an.'),
  'access-token-refused': text('Ihre Anmeldung gilt hier nicht.', 'Schließen Sie Token Desk und öffnen Sie es wieder; geschieht es noch einmal, wenden Sie sich an Ihre Administration.'),
  'sign-in-failed': text('Sie konnten hier nicht angemeldet werden.', 'Bietet die Seite an, sich neu anzumelden, tun Sie das; sonst schließen Sie Token Desk und öffnen Sie es wieder. Geschieht es noch einmal, wenden Sie sich an Ihre Administration.'),
  'no-answer': text('Token Desk antwortet nicht.', 'Prüfen Sie das Netzwerk dieses PCs. Was schon getan ist, bleibt erhalten; die Seite versucht es von selbst wieder.'),
  'role-missing': text('Sie haben nicht die Rolle, die dafür nötig ist ({roles}).', 'Bitten Sie Ihre Administration darum.'),
  'not-found': text('Unter dieser Adresse ist nichts.', 'Gehen Sie zurück und versuchen Sie es noch einmal.'),
  'too-large': text('Das ist zu groß.', 'Senden Sie weniger auf einmal.'),
  'too-many-tries': text('Das wurde zu oft versucht.', 'Warten Sie eine Minute und versuchen Sie es dann noch einmal.'),
  'bad-request': text('Das war nicht zu verstehen ({where}).', 'Laden Sie die Seite neu und versuchen Sie es noch einmal.'),
  'directory-unavailable': text('Das Verzeichnis antwortet nicht.', 'Versuchen Sie es in einer Minute noch einmal; geschieht es wieder, wenden Sie sich an Ihre Administration.'),
  'config-invalid': text('Die Einstellungen sind unvollständig oder widersprechen sich: {settings}.', 'Berichtigen Sie sie und starten Sie neu.'),
  'practice-refused': text('In einer echten Installation stehen Übungseinstellungen: {settings}.', 'Entfernen Sie sie; geübt wird nur auf diesem Computer, ohne etwas Echtes in den Einstellungen.'),
  'bad-usage': text('Der Befehl war nicht zu verstehen: {reason}.', 'Sehen Sie nach mit „npm run -s burner -- help“.'),
  unexpected: text('Etwas ist schiefgegangen ({id}).', 'Versuchen Sie es noch einmal. Geschieht es wieder, nennen Sie Ihrer Administration diese Nummer.'),
};

/** Title and action in German, filled. */
export function describeProblemDe(problem: Problem): ProblemText {
  const { title, action } = problemsDe[problem.code];
  const parameter = problem.detail?.parameter;
  const said = detailInWords(problem.detail, detailWordsDe, 'de-DE');
  const detail = typeof parameter === 'string' ? { ...said, parameter: parameterDe(parameter) } : said;
  return { title: fillText(title, detail), action: fillText(action, detail) };
}

/** What `seed/token-parameters` names in English words; names such as SHA-512 are the same in both. */
function parameterDe(parameter: string): string {
  return parametersDe.reduce((words, [english, german]) => words.replace(english, german), parameter);
}

const parametersDe: readonly (readonly [RegExp, string])[] = [
  [/^(\d+) digits$/, '$1 Ziffern'],
  [/^(\d+) seconds$/, '$1 Sekunden'],
  [/^another kind of code$/, 'eine andere Art von Code'],
  [/^another algorithm$/, 'ein anderes Verfahren'],
  [/^another number of digits$/, 'eine andere Zahl von Ziffern'],
  [/^another time step$/, 'ein anderer Zeitschritt'],
  [/^two values for /, 'zwei Werte für '],
];
