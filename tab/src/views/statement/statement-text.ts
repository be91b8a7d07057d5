import { isSameAccount } from '@token-desk/contract/account';
import type { Person } from '@token-desk/contract/ids';
import { captureKinds, identityCheckKinds } from '@token-desk/contract/request';
import type {
  StatementBurn,
  StatementFactory,
  StatementLoad,
  TokenStatement,
} from '@token-desk/contract/token/record';
import { recordApartText } from '../../flow/record-apart-text.ts';
import type { AllStrings } from '../../words/words.tsx';
import { custodyNote } from '../tokens/token-words.ts';

/** The words of a statement, for the page and the PDF alike. Pure. */
export type StatementText = {
  readonly title: string;
  readonly madeBy: string;
  readonly sections: readonly Section[];
  readonly proveTitle: string;
  readonly proves: readonly string[];
};
export type Section = {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly lines: readonly string[];
};
/** `isCode`: letters and numbers to be compared one by one. */
export type Row = { readonly name: string; readonly value: string; readonly isCode: boolean };

type Language = { readonly strings: AllStrings };

export function statementText(statement: TokenStatement, { strings }: Language): StatementText {
  const { statement: words, tokens } = strings;
  const at = dateTime(strings.locale);
  const { token, burns, loads = [], factory = [], chain } = statement;
  const written = burns.length + loads.length;
  return {
    title: words.title(token.serial),
    madeBy: words.madeBy(at(statement.madeAt), who(statement.madeBy)),
    sections: [
      {
        title: words.token,
        rows: [
          code(words.serial, token.serial),
          row(words.model, token.model ?? tokens.modelUnknown),
          row(words.state, tokens.states[token.state]),
          row(words.holder, token.holder === null ? tokens.nobody : who(token.holder)),
          row(words.burnsCount, String(written)),
        ],
        lines: written === 0 ? [words.noBurns] : [],
      },
      ...factory.map((seeded) => factorySection(seeded, { strings })),
      ...loads.map((load) => loadSection(load, { strings })),
      ...burns.map((burn, index) => burnSection(burn, [index + 1, burns.length], { strings })),
      ...apartSections(statement, { strings }),
      {
        title: words.custody,
        rows: [],
        lines:
          token.custody.length === 0
            ? [tokens.custodyEmpty]
            : token.custody.map(
                ({ at: then, by, kind, holder, note }) =>
                  `${tokens.custodyBy(at(then), by.name)}: ${tokens.custody[kind](holder?.name ?? tokens.nobody)}${
                    note === null || note === '' ? '' : ` (${custodyNote(note, tokens.custodyNotes)})`
                  }`,
              ),
      },
      {
        title: words.chain,
        rows: [],
        lines: [chain.ok ? words.chainOk(chain.rows, chain.receipts, at(chain.walkedAt)) : words.chainBroken],
      },
    ],
    proveTitle: words.proveTitle,
    proves: words.proves,
  };
}

/** What desks signed about it and should not have been. */
function apartSections({ setApart = [] }: TokenStatement, language: Language): Section[] {
  if (setApart.length === 0) return [];
  const lines = setApart.map((record) => {
    const { title, text } = recordApartText(record, language);
    return `${title}. ${text}`;
  });
  return [{ title: language.strings.apart.title, rows: [], lines }];
}

function burnSection(
  burn: StatementBurn,
  [n, of]: readonly [number, number],
  { strings }: Language,
): Section {
  const { statement: words } = strings;
  const at = dateTime(strings.locale);
  const { identityCheck } = burn;
  const checkKind = identityCheckKinds.find((kind) => kind === identityCheck?.kind);
  const capture = captureKinds.find((kind) => kind === burn.capture);
  const hasSubject = checkKind !== undefined && checkKind !== 'video';
  return {
    title: `${words.burn(n, of)}: ${at(burn.burnedAt)}`,
    lines: [],
    rows: [
      row(words.subject, who(burn.subject)),
      row(words.requestedBy, who(burn.requestedBy)),
      ...callRows(burn, { strings }),
      approvedRow(burn, { strings }),
      identifiedRow(burn, { strings }),
      row(words.burnedBy, who(burn.technician)),
      row(
        words.present,
        hasSubject
          ? words.presentText(burn.technician.name, burn.subject.name)
          : words.presentNone(burn.technician.name),
      ),
      row(
        words.captured,
        capture === undefined
          ? words.capturedDrawn
          : `${strings.captures[capture]}. ${accountText(burn, { strings })}`,
      ),
      row(words.inClear, inClearText(burn, { strings })),
      ...(capture === undefined ? [] : [row(words.inClearBefore, words.inClearBeforeText[capture])]),
      row(words.outcome, words.outcomes[burn.outcome] ?? burn.outcome),
      ...checkRows(burn, { strings }),
      ...boundRows(burn, words.boundSeen, { strings }),
      ...deskRows(burn, { strings }),
    ],
  };
}

/** Written before anybody had asked for it: who loaded it, and who gave it to whom. */
function loadSection(load: StatementLoad, { strings }: Language): Section {
  const { statement: words } = strings;
  const at = dateTime(strings.locale);
  const { loaded, handedOut } = load;
  return {
    title: `${words.load}: ${at(load.burnedAt)}`,
    lines: [],
    rows: [
      row(words.burnedBy, who(load.technician)),
      row(words.captured, words.capturedAtDesk),
      row(words.outcome, words.outcomes[load.outcome] ?? load.outcome),
      ...checkRows(load, { strings }),
      row(words.box, load.box ?? words.noBox),
      ...deviceRows(loaded, { strings }),
      ...handedOutRows(handedOut, { strings }),
      ...deskRows(load, { strings }),
    ],
  };
}

/** Its maker chose its secret: who brought it in, and who gave it to whom. */
function factorySection(
  { box, loaded, handedOut, auditSeq }: StatementFactory,
  { strings }: Language,
): Section {
  const { statement: words } = strings;
  return {
    title: `${words.factory}: ${dateTime(strings.locale)(loaded.at)}`,
    lines: [],
    rows: [
      row(words.captured, words.capturedByMaker),
      row(words.checked, words.notChecked),
      row(words.box, box ?? words.noBox),
      ...deviceRows(loaded, { strings }),
      ...handedOutRows(handedOut, { strings }),
      row(words.auditRow, String(auditSeq)),
    ],
  };
}

function handedOutRows(handedOut: StatementLoad['handedOut'], { strings }: Language): Row[] {
  const { statement: words } = strings;
  if (handedOut === null) return [row(words.handedOver, words.notHandedOut)];
  const { subject, requestedBy, by, takenAt, confirmedBy = null } = handedOut;
  const taken = words.takenText(by === null ? words.nobody : who(by), dateTime(strings.locale)(takenAt));
  return [
    row(words.subject, subject === null ? words.forgotten : who(subject)),
    row(words.requestedBy, requestedBy === null ? words.forgotten : who(requestedBy)),
    approvedRow(handedOut, { strings }),
    identifiedRow(handedOut, { strings }),
    row(words.takenBy, taken),
    ...(confirmedBy === null ? [] : [row(words.confirmedBy, who(confirmedBy))]),
    ...boundRows(handedOut, words.boundActivated, { strings }),
  ];
}

function deviceRows(loaded: StatementLoad['loaded'], { strings }: Language): Row[] {
  const { statement: words } = strings;
  if (loaded === null) return [row(words.loaded, words.notLoaded)];
  const { deviceId } = loaded;
  const seen = row(words.loaded, loadedText(loaded, { strings }));
  return deviceId === null ? [seen] : [seen, code(words.device, deviceId)];
}

function loadedText(
  { at: then, by, how }: NonNullable<StatementLoad['loaded']>,
  { strings }: Language,
): string {
  const { statement: words } = strings;
  const when = dateTime(strings.locale)(then);
  const name = by === null ? words.nobody : who(by);
  return how === 'seen' ? words.loadedSeen(when, name) : words.loadedSaid(when, name);
}

function approvedRow({ approvedBy }: Pick<StatementBurn, 'approvedBy'>, { strings }: Language): Row {
  const { statement: words } = strings;
  const byRule = approvedBy === 'policy' ? words.approvedByRule : approvedBy;
  return row(words.approvedBy, byRule ?? words.nobody);
}

function identifiedRow({ identityCheck }: Pick<StatementBurn, 'identityCheck'>, { strings }: Language): Row {
  const { statement: words } = strings;
  if (identityCheck === null) return row(words.identified, words.notIdentified);
  const kind = identityCheckKinds.find((one) => one === identityCheck.kind);
  const how = kind === undefined ? identityCheck.kind : strings.identities[kind];
  const when = dateTime(strings.locale)(identityCheck.at);
  return row(words.identified, words.identifiedText(how, identityCheck.by.name, when));
}

type Checked = Pick<StatementBurn, 'note' | 'checkedAt' | 'stepOffset'>;

function checkRows({ note, checkedAt, stepOffset }: Checked, { strings }: Language): Row[] {
  const { statement: words } = strings;
  const offset = stepOffset === null || stepOffset === 0 ? words.offsetNone : words.offset(stepOffset);
  const text =
    checkedAt === null ? words.notChecked : words.checkedText(dateTime(strings.locale)(checkedAt), offset);
  return [...(note == null ? [] : [row(words.note, words.notes[note] ?? note)]), row(words.checked, text)];
}

type Bound = Pick<StatementBurn, 'binding' | 'handedOverAt'>;

/** `seen`: what was read at Microsoft, which is not the same on both routes. */
function boundRows(
  { binding, handedOverAt }: Bound,
  seen: (at: string) => string,
  { strings }: Language,
): Row[] {
  const { statement: words } = strings;
  const at = dateTime(strings.locale);
  const how = binding?.how === 'seen' ? seen : words.boundSaid;
  return [
    row(words.bound, binding === null ? words.notBound : how(at(binding.at))),
    ...(binding?.methodId == null ? [] : [code(words.method, binding.methodId)]),
    row(words.handedOver, handedOverAt === null ? words.notHandedOver : at(handedOverAt)),
  ];
}

type Signed = Pick<StatementBurn, 'burner' | 'receipt' | 'auditSeq'>;

function deskRows(signed: Signed, { strings }: Language): Row[] {
  const { statement: words } = strings;
  const { burner, receipt, auditSeq } = signed;
  return [
    row(words.burner, words.burnerText(burner.name, burner.version)),
    code(words.fingerprint, burner.fingerprint),
    row(words.keyHistory, keyHistoryText(signed, { strings })),
    row(words.receipt, words.receiptText(receipt.seq, receipt.isValid)),
    code('SHA-256', receipt.hash),
    row(words.auditRow, String(auditSeq)),
  ];
}

/** Compared here too: in records of earlier versions nobody but the tab had looked. */
function accountText({ accountSeen, account, subject }: StatementBurn, { strings }: Language): string {
  if (!accountSeen) return strings.statement.accountNotSeen;
  if (account == null) return strings.statement.accountSeen;
  const { accountNamed, accountOther } = strings.statement;
  return isSameAccount(account, subject.upn) ? accountNamed(account) : accountOther(account);
}

function callRows({ call }: StatementBurn, { strings }: Language): Row[] {
  if (call === null) return [];
  const kind = identityCheckKinds.find((one) => one === call.identifiedBy);
  const how = kind === undefined ? call.identifiedBy : strings.identities[kind];
  return [
    row(strings.statement.calledBy, call.by === null ? how : strings.statement.calledText(call.by, how)),
  ];
}

/** For how long, and where: first the browser, then the desk. */
function inClearText(burn: StatementBurn, { strings }: Language): string {
  const { statement: words } = strings;
  const { secretInTabSeconds: inTab, secretKnownSeconds: atDesk, burner } = burn;
  const tab = words.inClearTab(inTab === null ? null : strings.time.seconds(inTab));
  return `${tab}; ${
    atDesk === null
      ? words.inClearDeskUnknown(burner.name)
      : words.inClearDesk(burner.name, strings.time.seconds(Math.round(atDesk)))
  }`;
}

function keyHistoryText({ burner }: Pick<StatementBurn, 'burner'>, { strings }: Language): string {
  const { statement: words } = strings;
  const at = dateTime(strings.locale);
  const lines = burner.keyHistory.map((one) =>
    words.keyEventText(words.keyEvent[one.event], at(one.at), one.by),
  );
  return lines.length === 0 ? words.keyHistoryNone : lines.join('; ');
}

const row = (name: string, value: string): Row => ({ name, value, isCode: false });
const code = (name: string, value: string): Row => ({ name, value, isCode: true });
const who = ({ name, upn }: Person): string => (upn === '' ? name : `${name} (${upn})`);

/** Whole and with its zone: a statement is read years later, elsewhere. */
const dateTime = (locale: string) => {
  const format = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
  return (at: number) => format.format(at);
};
