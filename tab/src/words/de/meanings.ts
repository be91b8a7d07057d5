import type { meaningsEnglish } from '../en/meanings.ts';

export const meaningsGerman: typeof meaningsEnglish = {
  submitted:
    'Jemand fragte ein Token an oder dass mit einem etwas geschieht, für sich oder für eine andere Person.',
  approved:
    'Jemand anderes als die anfragende Person oder eine Regel war einverstanden, dass diese Anfrage an einen Platz geht.',
  rejected: 'Wer genehmigt, lehnte mit einem Grund ab, und die Anfrage endete.',
  queued: 'Von hier an wartet die Anfrage auf eine Technikerin oder einen Techniker.',
  edited: 'Wer angefragt hat, änderte den Tag, die Übergabe oder was sonst niemand neu entscheiden muss.',
  nudged: 'Wer angefragt hat, erinnerte, wer als Nächstes dran ist; das geht einmal am Tag.',
  withdrawn: 'Die Anfrage wurde zurückgenommen, bevor sie erledigt war.',
  expired: 'Niemand genehmigte die Anfrage in der gesetzten Frist, darum ist sie von selbst verfallen.',
  loss_reported:
    'Jemand, der das Token nicht ausbuchen darf, meldete es als verloren; es bleibt gültig, bis das jemand bestätigt, der es darf.',
  loss_confirmed:
    'Wer Tokens ausbuchen darf, bestätigte einen gemeldeten Verlust, und das Token gilt als verloren.',
  loss_rejected:
    'Wer Tokens ausbuchen darf, bestätigte einen gemeldeten Verlust nicht, und das Token bleibt gültig.',
  approval_reminded:
    'Über die Anfrage war nach den gesetzten Stunden nicht entschieden; daran wurde erinnert.',
  approval_passed_on:
    'Über die Anfrage war immer noch nicht entschieden; eine Vertretung, die Führungskraft oder wer am Standort genehmigt, wurde auch gefragt.',
  claimed: 'Die Technik begann mit dieser Anfrage; so lange daran gearbeitet wird, hält das andere fern.',
  taken_over: 'Jemand anderes aus der Technik führte eine begonnene Anfrage weiter.',
  released:
    'Die Anfrage kam zurück in die Warteschlange: von der Technik zurückgegeben, oder von selbst nach einer Zeit ohne Arbeit daran.',
  identity_checked:
    'Die Technik hielt fest, auf welche Weise sie die Identität der Person prüfte: die Art des Nachweises, nie seine Nummer.',
  route_chosen: 'Die Technik wählte einen anderen Weg zu einem Token als den, der bis dahin galt.',
  job_opened:
    'Ein Platz bekam den Auftrag, dieses eine Token für diese Anfrage zu beschreiben; ob er es tat, steht in einer späteren Zeile.',
  job_cancelled:
    'Der Auftrag an einen Platz wurde zurückgenommen; hatte der Platz doch schon begonnen, sagt eine andere Zeile, was daraus wurde.',
  secret_sealed:
    'Der Browser las das Geheimnis und verschloss es so, dass nur der Platz dieses Auftrags es öffnen kann; der Server speicherte, was er nicht lesen kann.',
  burned: 'Ein Platz schrieb das Geheimnis ins Token und signierte, dass das Token es annahm.',
  burn_empty:
    'Ein Platz signierte, dass das Schreiben nach dem Stellen der Uhr und vor dem Geheimnis endete: Das Token kann leer sein.',
  burn_settings_changed:
    'Ein Platz signierte, dass das Schreiben früh endete: Das Geheimnis von vorher bleibt, die Einstellungen des Tokens können neu sein.',
  burn_unknown:
    'Ein Platz sandte das Geheimnis, und die Antwort des Tokens ging verloren; welches Geheimnis es hat, weiß niemand, bis ein Code geprüft ist.',
  burn_failed:
    'Ein Platz signierte, dass dieses Beschreiben nicht zustande kam, oder für welches Token lässt sich nicht sagen.',
  checked:
    'Der Code auf der Anzeige des Tokens war der, den der Platz erwartete, und der Platz signierte das.',
  check_failed: 'Der Platz nahm den eingetippten Code nicht an und signierte das.',
  loaded_taken: 'Ein im Voraus beschriebenes Token wurde für diese Anfrage aus dem Vorrat genommen.',
  loaded_given_back:
    'Ein Token aus dem Vorrat blieb dieser Anfrage nicht: Es kam zurück, bevor Microsoft es als das der Person gezeigt hatte.',
  hand_out_confirmed:
    'Eine zweite Person aus der Technik bestätigte, dass das geladene Token in der Hand der ersten dieser Person gehören darf.',
  holder_awaited: 'Das Token ist der Person bei Microsoft zugewiesen, und sie aktiviert es dort selbst.',
  bound:
    'Microsoft hat das Token als das dieser Person: Der Server sah es dort, oder die Technik sagte es, wo er nicht nachsehen konnte.',
  handed_over: 'Die Technik hielt fest, dass und wem das Token übergeben oder gesandt wurde.',
  closed: 'Die Anfrage ist fertig, weil es jemand sagte oder von selbst nach einer Zeit.',
  held: 'Die Anfrage ist aus einem genannten Grund angehalten, bis jemand sie wieder aufnimmt.',
  resumed: 'Eine angehaltene Anfrage geht dort weiter, wo sie war.',
  failed:
    'Die Anfrage wurde abgebrochen: von jemandem, oder weil auf ihr Token oder dessen Beleg kein Verlass ist.',
  requeued: 'Die Technik stellte eine abgebrochene Anfrage wieder in die Warteschlange.',
  enforced: 'Der Server las bei Microsoft, dass die MFA pro Benutzer für diese Person eingeschaltet ist.',
  enforcement_waived:
    'Jemand entschied mit einem Grund, dass die MFA pro Benutzer für diese Person nicht eingeschaltet werden muss.',
  missing_found:
    'Der Server sah im Voraus bei Microsoft nach und hielt fest, was in Ordnung zu bringen ist oder was er nicht sehen konnte.',
  second_found:
    'Der Server sah bei Microsoft, dass die Person neben diesem Token einen weiteren Anmeldeweg hat.',
  second_asked: 'Ein Ersatztoken wurde angefragt, damit die Person einen weiteren Anmeldeweg hat.',
  second_waived: 'Jemand entschied mit einem Grund, dass die Person keinen zweiten Anmeldeweg bekommt.',
  spare_ended:
    'Die Anfrage nach dem Ersatztoken endete ohne eines; als zweiter Anmeldeweg steht darum keines mehr da.',
  sign_in_tested: 'Die Technik sagte, dass die Person sich vor ihren Augen mit dem Token angemeldet hat.',
  sign_in_not_tested: 'Die Technik sagte, dass die Anmeldung mit dem Token nicht versucht wurde, und warum.',
  pairing_code_created:
    'Die Administration machte einen Code, mit dem ein PC ein Platz werden kann; er gilt zehn Minuten.',
  burner_paired:
    'Ein PC wurde mit eigenen Schlüsseln ein Platz; er schreibt nichts, bis seine Buchstaben bestätigt sind.',
  burner_confirmed:
    'Jemand verglich die Buchstaben am Platz mit denen auf der Seite und sagte, dass sie übereinstimmen.',
  burner_renamed: 'Ein Platz heißt von hier an anders; seine Schlüssel blieben.',
  burner_revoked:
    'Ein Platz wurde gesperrt oder unter neuen Schlüsseln neu gekoppelt: Die alten bekommen keine Aufträge mehr.',
  burner_stolen:
    'Ein Platz wurde als gestohlen gemeldet: Er bekommt keine Aufträge mehr, und was er zuletzt signierte, sollte jemand ansehen.',
  receipt_refused:
    'Was ein Platz als Beleg sandte, wurde nicht angenommen, weil es nicht beweist, was es sagt.',
  receipt_set_apart:
    'Ein Platz signierte etwas, das nicht zum Festgehaltenen passt; es ist aufbewahrt und wartet darauf, dass es jemand ansieht.',
  receipt_acknowledged: 'Jemand sagte, sich einen Beleg, der nicht passt, angesehen zu haben.',
  input_refused:
    'Die Seite lehnte ab, was als Geheimnis eingelesen wurde; festgehalten ist, welche Art von Ding es war, nicht sein Inhalt.',
  model_asked: 'Jemand bat, eine hier unbekannte Art von Token beschreiben zu dürfen.',
  model_allowed: 'Jemand sagte, dass andere eine hier bisher unbekannte Art von Token beschreiben dürfen.',
  difference_accepted:
    'Jemand sagte, mit einem Grund auf der Seite „Abweichungen“, dass Microsoft und der Bestand sich hier unterscheiden dürfen.',
  difference_reopened: 'Jemand nahm zurück, dass Microsoft und der Bestand sich hier unterscheiden dürfen.',
  beta_changed:
    'Beim täglichen Nachsehen antwortete ein noch nicht endgültiger Teil der Schnittstelle von Microsoft anders als beschrieben.',
  beta_as_before:
    'Beim täglichen Nachsehen antwortete der geänderte Teil der Schnittstelle von Microsoft wieder wie beschrieben.',
  token_added: 'Ein Token kam in den Bestand.',
  token_adopted: 'Ein Token, das auftauchte und nicht im Bestand war, kam hinein.',
  token_taken_over: 'Ein Token, das jemand schon hatte, kam als dessen Token in den Bestand.',
  token_matched:
    'Ein übernommenes Token wurde bei Microsoft mit derselben Seriennummer und Person gefunden; seine Kennungen dort stehen nun dabei.',
  token_set_aside: 'Ein Token wurde beiseitegelegt: Niemand bekommt es, bis jemand darüber entscheidet.',
  token_taken_back: 'Ein Token kam von der Person zurück, die es hatte.',
  token_blanked:
    'Ein Platz überschrieb das Geheimnis des Tokens mit einem, das niemand behält, und signierte das.',
  token_clock_set: 'Ein Platz stellte die Uhr des Tokens und signierte das.',
  token_written:
    'Ein Platz sandte ein eigenes Geheimnis in ein Token für den Vorrat und signierte, was das Token antwortete: angenommen oder nicht bekannt.',
  token_checked:
    'Der Code eines Tokens für den Vorrat war der, den der Platz erwartete, und der Platz signierte das.',
  token_loaded:
    'Ein Token für den Vorrat ist bei Microsoft als Gerät vorhanden, das noch niemandem gehört: Der Server sah es, oder jemand sagte es, wo er nicht nachsehen konnte.',
  desk_job_failed:
    'Ein Platz signierte, dass ein Auftrag ohne Anfrage nicht ausgeführt wurde oder dass er es nicht weiß.',
  token_to_stock: 'Ein Token darf wieder ausgegeben werden.',
  token_retired: 'Ein Token wurde für immer aus dem Gebrauch genommen.',
  token_lost:
    'Ein Token gilt als verloren; bei Microsoft gelten seine Codes, bis seine Methode dort entfernt ist.',
  token_found: 'Ein verlorenes Token tauchte wieder auf; niemand bekommt es, bis jemand darüber entscheidet.',
  token_loss_undone: 'Ein Verlust wurde zurückgenommen, und das Token ist wieder in Gebrauch.',
  token_method_gone:
    'Der Server sah, dass eine alte Methode oder ein altes Gerät dieses Tokens bei Microsoft weg ist.',
  data_deleted: 'Der Server löschte Daten, deren Frist um war: wie viele Zeilen, nicht was darin stand.',
  site_changed:
    'Die Administration änderte, was über einen Standort festgehalten ist: Schalter, Zeiten oder Regeln.',
  reason_changed:
    'Die Administration hat die Liste der Gründe geändert, aus denen ein Token angefordert werden kann; Anfragen behalten die Worte des ihren.',
  rule_changed:
    'Die Administration änderte eine Regel der Organisation; die Zeile hat den alten und den neuen Wert.',
  policy_proposed:
    'Die Administration schlug andere Regeln vor, wer genehmigen muss; nichts ändert sich, bis jemand anderes aus der Administration sie bestätigt.',
  policy_dropped:
    'Vorgeschlagene Regeln, wer genehmigen muss, wurden verworfen; die bisherigen gelten weiter.',
  policy_changed:
    'Jemand aus der Administration bestätigte die Regeln, die jemand anderes vorgeschlagen hatte; sie gelten von hier an.',
  channel_bound: 'Ein Kanal in Teams erfährt von hier an von Anfragen.',
  digest_made:
    'Die Zahlen des Vortags wurden in Kanäle gemeldet, mit dem Ende des Protokolls zu dieser Zeit.',
  notice_settled:
    'Jemand sagte, dass eine Person Bescheid weiß oder dass eine Meldung, die niemanden erreichte, erledigt ist.',
  incident_reported:
    'Wer ein Token trägt, sagte, dass etwas im eigenen Namen nicht von ihnen kam; es ist angehalten, bis die Technik nachgesehen hat.',
  incident_closed: 'Die Technik sah nach, was jemand nicht selbst gewesen sein will.',
  task_taken: 'Jemand sagte zu, dafür zu sorgen, dass ein verlorenes Token bei Microsoft gesperrt wird.',
  task_escalated:
    'Ein verlorenes Token war nicht rechtzeitig gesperrt: Die Bereitschaft erfuhr davon, oder der Sicherheitskanal.',
  task_ended:
    'Ein verlorenes Token ist gesperrt: Microsoft führt die Methode nicht mehr, die Technik sagt es, oder es war doch nicht verloren.',
  sessions_ended:
    'Die Technik beendete Anmeldungen bei Microsoft, die für die Person mit dem verlorenen Token offen waren.',
  channel_unbound: 'Ein Kanal in Teams erfährt nichts mehr.',
};
