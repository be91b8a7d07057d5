/**
 * Everything Token Desk tells people when something is not as it should be: one table of codes.
 * People see the title and what to do, never the code. `{name}` in a text is filled from `detail`.
 * German: `problem-de.ts`, complete by type.
 */
import type { ProblemDetail } from './problem-detail.ts';
import { detailInWords, detailWordsEn } from './problem-words.ts';

export type Fixer = 'technician' | 'manager' | 'administrator' | 'anyone';
export type ProblemText = { readonly title: string; readonly action: string };
type Entry = ProblemText & { readonly status: number; readonly who: Fixer };

const entry = (status: number, who: Fixer, title: string, action: string): Entry => ({
  status,
  who,
  title,
  action,
});

// biome-ignore format: read as a table, one line a problem
export const problems = {
  // what was scanned or typed
  'input-empty': entry(422, 'technician', 'There is nothing here yet.', 'Bring in the QR code or the key from the Microsoft page.'),
  'input-microsoft-push': entry(422, 'technician', 'That is the push code for the Microsoft Authenticator app.', 'A token cannot use it. On the Microsoft page choose “I want to use a different authenticator app”, then Next, and bring in the new code.'),
  'input-passkey': entry(422, 'technician', 'That is a passkey code.', 'A token cannot use it. On the Microsoft page choose Authenticator app, then “I want to use a different authenticator app”, and bring in the code it shows then.'),
  'input-migration': entry(422, 'technician', 'That is an export of several accounts from an authenticator app.', 'A token cannot use it. Bring in a new code from the Microsoft page instead.'),
  'input-hotp': entry(422, 'technician', 'That code counts button presses instead of time.', 'Tokens here work by time. Bring in the QR code from the Microsoft page.'),
  'input-token-serial': entry(422, 'technician', 'That is the serial number of the token.', 'Bring in the QR code from the Microsoft page, not the bar code on the token.'),
  'input-web-link': entry(422, 'technician', 'That is a web link.', 'Bring in the QR code shown after “I want to use a different authenticator app”.'),
  'input-number': entry(422, 'technician', 'That is just a number.', 'The key on the Microsoft page has letters too. Choose “Can’t scan image?” to see it.'),
  'input-too-short': entry(422, 'technician', 'That key is too short.', 'Copy the whole key again: it has at least 16 letters and digits.'),
  'input-truncated': entry(422, 'technician', 'Part of the key is missing.', 'Copy it again from the first to the last letter, or bring in the QR code.'),
  'input-bad-character': entry(422, 'technician', 'The key has “{character}” at position {position}, which keys never have.', 'Keys use A to Z and 2 to 7. Often O is meant where 0 is typed, I or L where 1 is typed, B where 8 is typed.'),
  'input-too-long': entry(422, 'technician', 'That key is longer than a token can hold.', 'Bring in the 16-character key from the Microsoft page.'),
  'input-unsupported-parameters': entry(422, 'technician', 'The token cannot do what this code asks for ({parameter}).', 'Tokens show six digits, change every 30 or 60 seconds and use SHA-1 or SHA-256. Bring in a code made for that.'),
  'input-ambiguous': entry(422, 'technician', 'This key can be read in two ways.', 'Say which one it is: letters and digits as on the Microsoft page (base32), or hexadecimal.'),
  'input-several': entry(422, 'technician', 'More than one key can be read in this text.', 'Bring in the one link or key alone, without the words around it.'),
  'no-qr-found': entry(422, 'technician', 'There is no QR code in that picture that can be read.', 'Show the whole code with its white border, larger and straight, or choose “Can’t scan image?” and type the key.'),
  'qr-other': entry(422, 'technician', 'That QR code is for something else.', 'Bring in the QR code shown after “I want to use a different authenticator app”.'),
  'several-codes': entry(422, 'technician', 'There are two different codes of this person in the picture.', 'Only one of them is valid. Close one of the two Microsoft pages and bring in the code of the other.'),
  'not-a-picture': entry(422, 'technician', 'That file cannot be opened as a picture.', 'Take a screenshot of the QR code and paste it, or choose a PNG or JPEG file.'),
  'qr-reader-unavailable': entry(503, 'technician', 'Pictures cannot be read here right now.', 'Choose “Can’t scan image?” on the Microsoft page and type the key; or reload and try again.'),
  'wrong-account': entry(422, 'technician', 'That code is for {account}, not for {subject}.', 'Sign out on the Microsoft page, let {subject} sign in, and bring in the new code.'),
  'wrong-tenant': entry(422, 'technician', 'That code belongs to {tenant}, not to this organisation.', 'Open the security info page with the work account and bring in the new code.'),
  'other-service': entry(422, 'technician', 'This is a code of {service}, not Microsoft’s.', 'Open the security info page with the work account and bring in the code it shows.'),
  'code-already-burned': entry(409, 'technician', 'That QR code was already written to a token.', 'The Microsoft page makes a new one each time. Bring in the one it shows now.'),

  // token and reader
  'no-token': entry(404, 'technician', 'There is no token on the reader.', 'Switch the token on until its display lights, then put it on the reader.'),
  'no-reader': entry(404, 'technician', 'No reader is connected.', 'Plug the reader in. If it is plugged in, unplug it and plug it in again.'),
  'reader-not-found': entry(404, 'technician', 'There is no reader called “{reader}”.', 'Choose one of the readers that are connected: {readers}.'),
  'reader-busy': entry(409, 'technician', 'Another program is using the reader.', 'Close other smart card programs on this PC, then put the token back.'),
  'reader-service-down': entry(503, 'technician', 'The smart card service of this PC is not running.', 'Start it (Linux: systemctl start pcscd; Windows: service “Smart Card”), then try again.'),
  'reader-service-refused': entry(503, 'administrator', 'The smart card service (pcscd) does not let this user in.', 'Add the polkit rule of docs/burner.md (“Who may use the readers”) for the user who runs the desk, then try again.'),
  'reader-service-silent': entry(503, 'technician', 'The smart card service of this PC takes connections and does not answer.', 'Restart it (Linux: systemctl restart pcscd), then try again.'),
  'reader-service-stopped': entry(503, 'technician', 'There is no reader, or the service “Smart Card” is stopped: Windows stops it with the last reader.', 'Plug the reader in at this PC. Over Remote Desktop its readers are not seen: sign in at the PC itself. If it stays, start the service “Smart Card”.'),
  'reader-driver-missing': entry(503, 'administrator', 'The reader support is not installed on this PC.', 'Run “doctor” at this PC: it says what is missing.'),
  'reader-failed': entry(502, 'technician', 'The reader stopped answering.', 'Take the token off, wait two seconds, and put it back.'),
  'lost-contact': entry(409, 'technician', 'The token moved too soon.', 'Put it back and leave it until the tick appears.'),
  'token-timeout': entry(504, 'technician', 'The token did not answer in time.', 'Take it off, switch it off and on, and put it back.'),
  'token-empty': entry(409, 'technician', 'Contact with the token ended after its clock was set.', 'It is empty now: the old secret is gone, the new one is not on it yet. Put it back; writing starts again by itself.'),
  'token-perhaps-empty': entry(409, 'technician', 'Contact with the token ended before its secret was written.', 'It may be empty now, and the new secret is not on it yet. Put it back; writing starts again by itself.'),
  'token-emptied': entry(502, 'technician', 'The token took the clock but not the secret.', 'It is empty now: the old secret is gone, the new one is not on it. Switch it off and on, and put it back; writing starts again by itself. If it happens twice, take another token.'),
  'token-left-empty': entry(409, 'technician', 'Writing ended before the secret was on the token.', 'Its old secret may be gone, and the new one is not on it. Bring in the code again, then put the token back.'),
  'token-perhaps-emptied': entry(502, 'technician', 'The token took the clock but not the secret.', 'It may be empty now: what this model does with its old secret then is not known. Switch it off and on, and put it back; writing starts again by itself. If it happens twice, take another token.'),
  'token-changed': entry(409, 'technician', 'Contact with the token ended after its settings were written.', 'It still has its old secret, now with the new settings: whoever carries it may see codes that no longer fit. Put it back; writing starts again by itself.'),
  'token-perhaps-changed': entry(409, 'technician', 'Contact with the token ended while its settings were written.', 'It still has its old secret, perhaps with the new settings: whoever carries it may see codes that no longer fit. Put it back; writing starts again by itself.'),
  'token-half-written': entry(502, 'technician', 'The token took the settings but not the secret.', 'It still has its old secret, now with the new settings: whoever carries it may see codes that no longer fit. Switch it off and on, and put it back; writing starts again by itself. If it happens twice, take another token.'),
  'token-left-changed': entry(409, 'technician', 'Writing ended before the secret was on the token.', 'It still has its old secret, perhaps with new settings: whoever carries it may see codes that no longer fit. Bring in the code again and put the token back. Its old settings cannot be read from it.'),
  'clock-not-set': entry(502, 'technician', 'The clock of the token was not set: it is {driftSeconds} s off.', 'No secret was written; the old one is still there, perhaps with new settings. Switch it off and on, and put it back; it is tried again by itself. If it happens twice, take another token.'),
  'clock-not-set-emptied': entry(502, 'technician', 'The clock of the token was not set: it is {driftSeconds} s off.', 'No secret was written, and the old one may be gone. Switch it off and on, and put it back; it is tried again by itself. If it happens twice, take another token.'),
  'token-clock-unsure': entry(409, 'technician', 'The token answers slowly: its clock may be up to {offSeconds} s off.', 'Check the code. If it does not match, write the token once more.'),
  'burn-unknown': entry(409, 'technician', 'No clear answer came to the last write.', 'Nobody can know yet whether the secret is on it. Switch it off, then on, and type the code it shows: the check will tell, or Microsoft where the desk was started again.'),
  'clock-unknown': entry(409, 'technician', 'No clear answer came while its clock was set.', 'Its secret is untouched; clock and settings may be the old or the new ones. Put it back; setting the clock starts again by itself.'),
  'burned-late': entry(409, 'technician', 'A token was written for this request after it had been stopped.', 'Put that token aside; it does not count for this request until it is burned again.'),
  'token-locked': entry(409, 'technician', 'This token refuses to be written.', 'It is probably locked. Set it aside and take another one.'),
  'token-refused': entry(502, 'technician', 'The token did not accept what was sent to it.', 'Switch it off and on, put it back and try again. If it happens twice, take another token.'),
  'token-answer-garbled': entry(502, 'technician', 'The token’s answer could not be understood.', 'Take it off, switch it off and on, and put it back.'),
  'token-clock-not-settable': entry(409, 'technician', 'The clock of this token cannot be set; it is {driftSeconds} s off.', 'It was written without setting the clock. Check the code; if it does not match, take a newer token.'),
  'token-would-be-emptied': entry(409, 'technician', 'Setting the clock of this model empties the token.', 'Its secret has to be written again. Start a new burn instead.'),
  'burn-unsure': entry(409, 'technician', 'No clear answer came to the last write.', 'Nobody can know yet whether the secret is on it. Put it back: it is written once more, by itself.'),
  'unknown-model': entry(409, 'technician', 'Token Desk does not know tokens with serial {serial}.', 'It was not written. Another technician can allow this kind of token, once and for all, on the page Tokens; or take a token of a kind that is known.'),
  'wrong-serial': entry(409, 'technician', 'This is token {serial}; {expected} was on the reader before.', 'Put {expected} back, or start again with this one.'),
  'serial-in-use': entry(409, 'technician', 'Token {serial} belongs to {holder}.', 'Take another token, or take this one back from {holder} first.'),
  'token-not-in-books': entry(404, 'technician', 'Token {serial} is not in the inventory.', 'Adopt it, or set it aside.'),
  'token-in-books': entry(409, 'technician', 'Token {serial} is already in the inventory.', 'Look at it in the list of tokens.'),
  'token-wrong-state': entry(409, 'technician', 'That is not possible now: token {serial} is {state}.', 'Look at the token to see what can be done.'),
  'token-not-blanked': entry(409, 'technician', 'Token {serial} still carries a secret.', 'Blank it on a reader first.'),
  'token-method-still-there': entry(409, 'technician', 'Microsoft still lists the method of token {serial} for {holder}.', 'Remove it on the Microsoft page of {holder}, then try again.'),
  'not-a-token': entry(409, 'technician', 'This card is not a token.', 'Put the hardware token on the reader and take other cards away.'),
  'security-key': entry(409, 'technician', 'That is a security key ({application}).', 'It is set up in another way. Put a hardware token on the reader.'),
  'plain-nfc-tag': entry(409, 'technician', 'That is an NFC tag, not a token.', 'Put the hardware token on the reader.'),
  'seed-not-writable': entry(422, 'technician', 'This secret cannot be written: {reason}.', 'Bring in a new code from the Microsoft page.'),
  'flag-contradicts-uri': entry(422, 'technician', 'The option --{flag} says {given}, the code says {stated}.', 'Leave the option out, or bring in a code that agrees with it.'),
  'clock-not-trusted': entry(409, 'administrator', 'The clock of the desk’s PC is {offsetSeconds} s off.', 'Set it to network time first: the token’s clock is set from it.'),
  'clock-not-compared': entry(409, 'technician', 'The desk has not compared its clock with the server’s yet.', 'Wait until the desk is online, then try again: the token’s clock is set only when both agree.'),
  'code-wrong': entry(422, 'technician', 'That is not the new code.', 'Most often it is the one from before: switch the token off, then on, and type what it shows then.'),
  'code-old': entry(422, 'technician', 'That code was already used.', 'Wait for the next one on the display and type it.'),
  'code-clock-off': entry(422, 'technician', 'The code is right, but the token is {offsetSeconds} s off.', 'Burn it again, which sets its clock.'),
  'code-malformed': entry(422, 'technician', 'A code has six digits.', 'Type the six digits on the token’s display.'),
  'secret-gone': entry(410, 'technician', 'The desk no longer knows this secret.', 'Let the Microsoft page decide: type the token’s code there. Or bring in a new QR code and burn again.'),
  'secret-unopened': entry(410, 'technician', 'The desk can no longer open this secret.', 'Nothing was written. Bring in the code again.'),
  'secret-gone-drawn': entry(410, 'technician', 'The desk no longer knows the secret it drew.', 'Burn the token again: the desk then draws a new one.'),
  'crypto-self-check': entry(500, 'administrator', 'This PC cannot encrypt for a token correctly.', 'Nothing was written. Install a supported Node version and run doctor.'),

  // jobs, burners
  'job-expired': entry(410, 'technician', 'This took longer than five minutes.', 'No write was reported. If the token lay on the reader, check the code on its display first; else bring in the code again.'),
  'job-stopped': entry(409, 'technician', 'This was stopped after the desk had the secret.', 'The desk says what is on the token as soon as it can. Until then hand it to nobody.'),
  'job-replayed': entry(409, 'technician', 'This was already done.', 'Nothing was written twice. Look at the request to see its outcome.'),
  'job-cancelled': entry(409, 'technician', 'This was cancelled.', 'No write was reported. If the token lay on the reader, check the code on its display first; else start again when you are ready.'),
  'job-wrong-burner': entry(409, 'technician', 'This was meant for another desk.', 'Nothing was written. Start again at this desk.'),
  'job-not-open': entry(409, 'technician', 'This step is already over.', 'Look at the request to see where it stands.'),
  'envelope-tampered': entry(422, 'technician', 'The sealed secret does not belong to this request and token.', 'Nothing was written. Bring in the code again; if it happens again, tell your administrator.'),
  'burner-offline': entry(503, 'technician', '{burner} is not connected.', 'Start the desk service on that PC, or choose another desk.'),
  'burner-at-other-server': entry(503, 'administrator', '{burner} is connected to another instance of this server.', 'Try again in a minute. If it stays so, tell your administrator: browsers and desks must reach the same instance.'),
  'burner-busy': entry(409, 'technician', '{burner} is busy with another token.', 'Wait until it is done, or choose another desk.'),
  'burner-silent': entry(504, 'technician', '{burner} did not answer in time.', 'Check that the desk PC is awake, then try again.'),
  'desk-server-unreachable': entry(503, 'technician', 'The server {server} does not answer.', 'Check the address and the network of this PC, then try again.'),
  'burner-not-paired': entry(401, 'administrator', 'This desk is not paired.', 'Make a pairing code on the page “Desks” and run “pair” at the desk.'),
  'burner-revoked': entry(403, 'administrator', 'This desk was revoked.', 'Pair it again with a new code.'),
  'burner-key-ended': entry(403, 'administrator', 'The keys of this desk were shut out for good.', 'Run “pair” at the desk again: it makes new keys. If nobody there did that, somebody else has the old ones: look after that PC.'),
  'burner-not-confirmed': entry(409, 'technician', 'Nobody has compared the letters of {burner} yet.', 'Compare the letters here with those at the desk and confirm the desk.'),
  'burner-identity-changed': entry(409, 'administrator', '{burner} is not the desk it was.', 'Do not go on. Its identity changed since you confirmed it: ask an administrator to pair it again.'),
  'desk-file-damaged': entry(409, 'administrator', 'The file {file} of this desk is damaged.', 'Pair this desk again: make a new code on the page “Desks” and run “pair” here.'),
  'desk-records-unsent': entry(409, 'administrator', 'This desk has records that its server does not have yet: {count}.', 'Start the desk service, let it send them, then pair. If that server will never take them, pair with --leave-unsent: they are kept in a file of this PC.'),
  'burner-journal-lost': entry(409, 'administrator', 'This desk has lost its record of past burns.', 'Pair it again before it may write.'),
  'burner-elsewhere': entry(409, 'technician', 'This desk’s service was started a second time.', 'The newer one goes on. End one of them, then start the desk service again.'),
  'key-keeper-silent': entry(503, 'administrator', 'The key store of this PC does not answer.', 'Sign in as the user who paired this desk and unlock the key store, or pair the desk again.'),
  'burner-version': entry(426, 'administrator', 'The desk service is too old or too new.', 'Install the version that belongs to this server ({wanted}).'),
  'burner-wrong-address': entry(421, 'administrator', 'This desk calls the server {given}; the server is called {wanted}.', 'Pair the desk again with the address {wanted}, or correct PUBLIC_URL at the server.'),
  'challenge-expired': entry(408, 'anyone', 'Opening the connection took too long.', 'Nothing to do: the desk tries again by itself.'),
  'pairing-code-wrong': entry(422, 'administrator', 'That pairing code is not right or no longer valid.', 'Make a new one on the page “Desks”; it is valid for ten minutes.'),
  'paired-burn-unrecorded': entry(409, 'technician', 'This desk is paired: a burn here would not be in the records.', 'Burn from the tab, or add --unrecorded if that is what you want.'),
  'practice-receipt': entry(403, 'administrator', 'That desk is a practice desk.', 'A practice desk cannot be used with a real server. Pair a real one.'),
  'record-unfit': entry(409, 'technician', 'What the desk signed does not fit this request.', 'The token was set aside. Look at the record on the first page, find out what happened at the desk, then put the request back into the queue.'),
  'receipt-invalid': entry(403, 'administrator', 'The desk’s record is not signed as it should be.', 'Do not use this desk; tell your administrator.'),

  // requests
  'request-not-found': entry(404, 'anyone', 'There is no such request.', 'It may have been withdrawn. Look in the list.'),
  'request-changed': entry(409, 'anyone', 'Somebody changed this request a moment ago.', 'Look at it as it is now, then decide again.'),
  'request-wrong-state': entry(409, 'anyone', 'That is not possible now: the request is {state}.', 'Look at the request to see what can be done.'),
  'request-claimed': entry(409, 'technician', '{holder} has had this request since {since}, at “{step}”.', 'Choose another request, or take it over after asking {holder}.'),
  'request-not-claimed': entry(409, 'technician', 'You do not have this request.', 'Start it from the queue first.'),
  'request-duplicate': entry(409, 'manager', '{subject} already has an open request.', 'If you asked for it, “status” shows it, and you can withdraw it there. If somebody else did, call the IT desk.'),
  'request-type-not-yet': entry(422, 'manager', 'This kind of request is not handled here yet.', 'Ask for a new token, or call the IT desk.'),
  'asked-too-often': entry(429, 'manager', 'You have asked for very many tokens in a short time.', 'Wait {minutes} min, then send it again; nothing you typed is lost. For a whole department at once, talk to the IT desk.'),
  'request-for-self': entry(403, 'manager', 'You cannot ask for yourself.', 'Let your manager ask for you.'),
  'request-invalid': entry(422, 'manager', 'Something in the form is missing or not right ({field}).', 'Correct it and send again; nothing you typed is lost.'),
  'needed-by-past': entry(422, 'manager', 'The date it is needed by has passed.', 'Choose today or a later day.'),
  'subject-unknown': entry(422, 'manager', 'That person is not in the directory.', 'Choose a colleague from the list that appears while you type.'),
  'subject-disabled': entry(422, 'manager', 'The account of {subject} is disabled.', 'Ask your administrator to enable it first.'),
  'subject-guest': entry(422, 'manager', '{subject} is a guest here.', 'Guests get a token from their own organisation.'),
  'identity-not-checked': entry(409, 'technician', 'You have not recorded today who is in front of you.', 'Check the person and record how, then go on.'),
  'loss-not-confirmed': entry(409, 'technician', 'Somebody reported that the token of this person is lost; nobody has confirmed it.', 'Ask the person. Then confirm the loss, or reject the report; until then their token stays valid.'),
  'its-token-lost': entry(409, 'technician', 'The token written for this request was reported lost.', 'Put the request back into the queue: it needs another token.'),
  'its-token-taken-back': entry(409, 'technician', 'The token written for this request was taken back.', 'Put the request back into the queue: it needs a token again.'),
  'its-token-set-aside': entry(409, 'technician', 'The token written for this request was set aside.', 'Put the request back into the queue: it needs another token.'),
  'its-token-overwritten': entry(409, 'technician', 'The token written for this request was written again or emptied since.', 'Put the request back into the queue: it needs a token again.'),
  'not-its-token': entry(409, 'technician', 'Token {serial} does not belong to this request any more.', 'Look at the token in the inventory. Give the request up and put it back into the queue: it needs a token again.'),
  'second-technician': entry(403, 'technician', 'Token {serial} was in use by {holder}, and you took it back yourself.', 'Let another technician write it. Or empty it on a reader and have its old method removed at Microsoft first.'),
  'not-bound-yet': entry(409, 'technician', 'Microsoft has not accepted the token yet.', 'Finish on the Microsoft page first, then hand it over.'),
  'four-eyes': entry(403, 'anyone', 'This needs a second person.', 'Ask a colleague who did not ask, approve or burn it.'),
  'no-new-method': entry(404, 'technician', 'Microsoft shows no new method yet.', 'Let the person type the code, choose Next, then Done.'),
  'several-new-methods': entry(409, 'technician', 'Microsoft shows more than one new method.', 'Ask the person which one is the token and remove the others, then look again.'),
  'old-method-left': entry(409, 'technician', 'The old method at Microsoft must be removed.', 'It belongs to the token that was replaced. Remove it on the person’s Microsoft page, unless it is gone already.'),
  'methods-not-readable': entry(503, 'technician', 'Microsoft’s list of methods cannot be read here.', 'Look at the person’s Microsoft page. Once it says that the code was accepted, record it here.'),
  'graph-access-not-given': entry(403, 'technician', 'Microsoft did not let Token Desk act for you.', 'Try again and agree in Microsoft’s window. If it asks for an administrator, yours must consent once; until then use the link and remove it there.'),
  'method-remove-refused': entry(403, 'administrator', 'Microsoft does not let you remove sign-in methods of this person.', 'You need the Entra role Authentication Administrator, for people with Entra roles of their own the Privileged one. Or let somebody who has it use the link.'),
  'method-is-default': entry(409, 'technician', 'It is the default sign-in method of this person.', 'Microsoft removes a default method last. First the person chooses another one on the page “Security info” (“Change” beside the default method), or their other methods go; then remove this one.'),
  'method-remove-impossible': entry(409, 'technician', 'Microsoft does not remove this method in this way.', 'Waiting does not mend it. Use the link and remove it there.'),
  'method-remove-failed': entry(503, 'technician', 'Microsoft did not remove it.', 'Try again in a minute, or use the link and remove it there.'),

  // access
  'not-signed-in': entry(401, 'anyone', 'You are not signed in.', 'Sign in again.'),
  'access-token-refused': entry(401, 'anyone', 'Your sign-in is not valid here.', 'Close Token Desk and open it again; if it happens again, tell your administrator.'),
  'sign-in-failed': entry(401, 'anyone', 'You could not be signed in here.', 'Where the page offers to sign in again, do that; else close Token Desk and open it again. If it happens again, tell your administrator.'),
  'no-answer': entry(503, 'anyone', 'Token Desk does not answer.', 'Check the network of this PC. What was already done is kept; the page tries again by itself.'),
  'role-missing': entry(403, 'administrator', 'You do not have the role this needs ({roles}).', 'Ask your administrator for it.'),
  'not-found': entry(404, 'anyone', 'There is nothing at this address.', 'Go back and try again.'),
  'too-large': entry(413, 'anyone', 'That is too large.', 'Crop the picture, or shorten the list.'),
  'too-many-tries': entry(429, 'anyone', 'That was tried too many times.', 'Wait {seconds} s, then try again.'),
  'bad-request': entry(400, 'anyone', 'That could not be understood ({where}).', 'Reload the page and try again.'),
  'directory-refused': entry(503, 'administrator', 'Microsoft refuses the questions of this server about people.', 'Waiting does not mend it. Your administrator sees whether the permissions in docs/install.md have consent, and whether the secret of the application still counts.'),
  'directory-unavailable': entry(503, 'administrator', 'The directory does not answer.', 'Try again in a minute; if it happens again, tell your administrator.'),
  'config-invalid': entry(500, 'administrator', 'The settings are not complete or contradict each other: {settings}.', 'Correct them and start again.'),
  'practice-refused': entry(500, 'administrator', 'Practice and a real deployment are mixed in the settings: {settings}.', 'Take out what belongs to the other; practice only runs on this computer, with nothing real configured.'),
  'database-of-practice': entry(500, 'administrator', 'This database is one for practice.', 'Give this server a database of its own (DATABASE_URL or DATA_FOLDER). Nothing was changed in this one.'),
  'database-of-deployment': entry(500, 'administrator', 'This database belongs to a real deployment.', 'Give practice a database of its own (DATABASE_URL or DATA_FOLDER). Nothing was changed in this one.'),
  'bad-usage': entry(400, 'technician', 'The command was not understood: {reason}.', 'Look at “npm run -s burner -- help”.'),
  unexpected: entry(500, 'anyone', 'Something went wrong ({id}).', 'Try again. If it happens again, tell your administrator this number.'),
} as const satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof problems;

/** What goes over the wire and into frames: a code and the values its text names. */
export type Problem = { readonly code: ProblemCode; readonly detail?: ProblemDetail | undefined };

export type Failure = { readonly ok: false; readonly problem: Problem };
export type Result<T> = ({ readonly ok: true } & T) | Failure;

export function fail(code: ProblemCode, detail?: ProblemDetail): Failure {
  return { ok: false, problem: detail === undefined ? { code } : { code, detail } };
}

/** Thrown at the edges only; pure code returns a `Failure`. Its message is the code: no input ever gets into it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(code: ProblemCode, detail?: ProblemDetail, options?: ErrorOptions) {
    super(code, options);
    this.problem = detail === undefined ? { code } : { code, detail };
  }
}

export function isProblemCode(value: unknown): value is ProblemCode {
  return typeof value === 'string' && Object.hasOwn(problems, value);
}

/** Fills `{name}` from `detail`; a value that is missing stays as a dash rather than a brace. */
export function fillText(template: string, detail: ProblemDetail | undefined): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) =>
    detail !== undefined && Object.hasOwn(detail, key) ? String(detail[key] ?? '–') : '–',
  );
}

/** Title and action in English, filled. */
export function describeProblem(problem: Problem): ProblemText {
  const { title, action } = problems[problem.code];
  const detail = detailInWords(problem.detail, detailWordsEn, 'en-GB');
  return { title: fillText(title, detail), action: fillText(action, detail) };
}
