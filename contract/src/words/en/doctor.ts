/**
 * What a desk's `doctor` finds and what to do about it: codes, with the English the desk prints. `{name}` is filled
 * from the line's `detail`. German: `tab/src/words/de/doctor.ts`, complete by type. A desk may be older or newer than
 * whoever reads its lines: a code that is not here is told in the words the desk sent.
 */
// biome-ignore format: read as a table, one line a finding
export const doctorFacts = {
  'node-fine': 'Node {version}, with the token’s cipher.',
  'node-unsupported': 'Node {version} is not supported.',
  'node-without-cipher': 'Node {version} cannot encrypt for a token.',
  'native-module-fine': 'The reader support loads: {driver}.',
  'native-module-missing': 'The reader support ({drivers}) is not installed or does not load.',
  'clock-fine': 'The clock is set from the network.',
  'clock-agrees': 'The clock agrees with the server’s; whether the network sets it, nobody here says.',
  'clock-off': 'The clock of this PC is {seconds} off the server’s.',
  'clock-unknown': 'Nobody here can say whether the clock is right.',
  'clock-not-set': 'The clock is not set from the network.',
  'folder-fine': '{folder} belongs to this user alone.',
  'folder-not-yet': '{folder} does not exist yet; pairing makes it.',
  'folder-not-writable': '{folder} cannot be written.',
  'folder-readable': '{folder} can be read by other users.',
  'key-keeper-fine': '{keeper} answers.',
  'key-keeper-file': 'No key store of the system answers: keys are kept in a file that only this user may read.',
  'key-file-readable': 'The file with this desk’s keys can be read by other users.',
  'service-fine': 'pcscd answers this user.',
  'service-fine-windows': 'The service “Smart Card” runs.',
  'service-fine-mac': 'macOS starts it by itself.',
  'service-down': 'pcscd does not run.',
  'service-down-windows': 'The service “Smart Card” is stopped: Windows stops it with the last reader.',
  'service-silent': 'pcscd takes connections and does not answer.',
  'session-remote': 'This is a Remote Desktop session: the readers of this PC are not seen in it.',
  'apple-driver': 'macOS uses Apple’s own driver for readers. Should a reader or a token not answer: sudo defaults write /Library/Preferences/com.apple.security.smartcard useIFDCCID -bool yes, then restart.',
  'service-refuses': 'pcscd does not let this user in.',
  'kernel-nfc-holds': 'The kernel’s driver pn533 holds NFC readers.',
  'readers-fine': '{readers}',
  'readers-none': 'No reader is connected.',
  'readers-unlisted': 'The readers cannot be listed.',
  'reader-free': 'No other program holds a card.',
  'reader-held': 'Another program holds the card on {readers}.',
  'pairing-fine': '{desk} of {tenant}, {server}.',
  'pairing-none': 'This desk is not paired.',
  'pairing-damaged': 'The file {file} cannot be read: nobody knows to which server this desk belongs.',
  'pairing-keys-gone': 'The keys of this desk are gone.',
  'pairing-keys-locked': 'The key store of this PC does not give out the desk’s keys.',
  'pairing-keys-unreadable': 'The keys of this desk cannot be read.',
  'pairing-journal-gone': 'The record of past burns is missing or another desk’s.',
  'server-fine': '{server} answers.',
  'server-status': '{server} answers with {status}.',
  'server-silent': '{server} does not answer.',
  'tls-not-needed': 'Not needed: the server is on this PC.',
  'tls-fine': 'The server’s certificate is accepted, for {days} more days.',
  'tls-refused': 'The server’s certificate is not accepted here.',
  'tls-ends': 'The server’s certificate ends in {days} days.',
  'clipboard-history-on': 'Windows keeps a history of the clipboard.',
  'clipboard-history-off': 'Windows keeps no history of the clipboard.',
  'cloud-clipboard-on': 'Windows sends the clipboard to other devices.',
  'cloud-clipboard-off': 'The clipboard stays on this PC.',
  'recall-on': 'Recall may save pictures of the screen.',
  'recall-off': 'Recall saves nothing here.',
  'screenshots-saved': '{count} screenshots are saved in the Screenshots folder.',
  'screenshots-none': 'The Screenshots folder is empty.',
} as const satisfies Record<string, string>;

// biome-ignore format: read as a table, one line a remedy
export const doctorRemedies = {
  'install-node': 'Install Node 22.14 or newer, or 20.19 of the 20 line.',
  'install-node-with-cipher': 'Install Node from nodejs.org: this one lacks SM4.',
  'install-build-tools': 'Run npm ci again, with its optional packages. TOKEN_DESK_PCSC, where it is set, is nfc-pcsc or koffi.',
  'install-build-tools-linux': 'Install pcscd with its library (libpcsclite1) and run npm ci again, with its optional packages. TOKEN_DESK_PCSC, where it is set, is nfc-pcsc or koffi.',
  'set-clock': 'Switch on network time (timedatectl set-ntp true, or chrony).',
  'set-clock-windows': 'Switch on “Set time automatically” in Windows, or let the domain set it.',
  'give-folder': 'Give this folder to the user who runs the desk service.',
  'close-folder': 'Run chmod 700 on it.',
  'pair-again-known': 'Pair the desk again: its keys may be known.',
  'start-service': 'Run: systemctl enable --now pcscd.socket',
  'start-service-windows': 'Plug the reader in. Once, an administrator lets it start by itself: sc.exe config SCardSvr start= auto, then sc.exe start SCardSvr.',
  'restart-service': 'Run: systemctl restart pcscd',
  'sign-in-at-pc': 'Sign in at the PC itself, or let the desk service run in the session of its own user.',
  'allow-service': 'Allow this user to use smart cards: the polkit rule in docs/burner.md, “Who may use the readers”.',
  'block-kernel-nfc': 'Add “blacklist pn533_usb” and “blacklist nfc” to /etc/modprobe.d/token-desk.conf and restart.',
  'plug-in': 'Plug one in. If it is plugged in, unplug it and plug it in again.',
  'see-above': 'See the lines above; then unplug the reader and plug it in again.',
  'close-programs': 'Close other smart card programs: browsers with client certificates, gpg, VPN clients.',
  pair: 'Make a pairing code on the page “Desks” and run “pair” here.',
  'pair-again': 'Pair it again with a new code from the page “Desks”.',
  'unlock-keys': 'Unlock it as the user who paired the desk, or pair again.',
  'check-address': 'Is it the right address? Ask your administrator.',
  'check-network': 'Check the network, the firewall and the proxy of this PC.',
  'trust-certificate': 'If a company proxy opens TLS, give Node its certificate (NODE_EXTRA_CA_CERTS).',
  'tell-administrator': 'Tell your administrator.',
  'clear-history': 'Settings, System, Clipboard: switch off “Clipboard history”, then “Clear”.',
  'stop-cloud-clipboard': 'Settings, System, Clipboard: switch off “Clipboard history across your devices”.',
  'stop-recall': 'Settings, Privacy & security, Recall & snapshots: switch it off and delete the snapshots.',
  'stop-screenshots': 'Snipping Tool, Settings: switch off “Automatically save original screenshots”, and empty the folder (OneDrive’s too).',
} as const satisfies Record<string, string>;

export type DoctorFact = keyof typeof doctorFacts;
export type DoctorRemedy = keyof typeof doctorRemedies;
export type DoctorWords = {
  readonly facts: Readonly<Record<DoctorFact, string>>;
  readonly remedies: Readonly<Record<DoctorRemedy, string>>;
};

export const doctorEnglish: DoctorWords = { facts: doctorFacts, remedies: doctorRemedies };
