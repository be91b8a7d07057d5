import { isSameAccount } from '@token-desk/contract/account';
import type { Person } from '@token-desk/contract/ids';
import { captureKinds, identityCheckKinds } from '@token-desk/contract/request';
import type { StatementBurn, TokenStatement } from '@token-desk/contract/token/record';
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
  const { token, burns, chain } = statement;
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
          row(words.burnsCount, String(burns.length)),
        ],
        lines: burns.length === 0 ? [words.noBurns] : [],
      },
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
  const { binding, burner, identityCheck } = burn;
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
      row(
        words.approvedBy,
        burn.approvedBy === null
          ? words.nobody
          : burn.approvedBy === 'policy'
            ? words.approvedByRule
            : burn.approvedBy,
      ),
      row(
        words.identified,
        identityCheck === null
          ? words.notIdentified
          : words.identifiedText(
              checkKind === undefined ? identityCheck.kind : strings.identities[checkKind],
              identityCheck.by.name,
              at(identityCheck.at),
            ),
      ),
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
      ...(burn.note == null ? [] : [row(words.note, words.notes[burn.note] ?? burn.note)]),
      row(
        words.checked,
        burn.checkedAt === null
          ? words.notChecked
          : words.checkedText(
              at(burn.checkedAt),
              burn.stepOffset === null || burn.stepOffset === 0
                ? words.offsetNone
                : words.offset(burn.stepOffset),
            ),
      ),
      row(
        words.bound,
        binding === null
          ? words.notBound
          : binding.how === 'seen'
            ? words.boundSeen(at(binding.at))
            : words.boundSaid(at(binding.at)),
      ),
      ...(binding?.methodId == null ? [] : [code(words.method, binding.methodId)]),
      row(words.handedOver, burn.handedOverAt === null ? words.notHandedOver : at(burn.handedOverAt)),
      row(words.burner, words.burnerText(burner.name, burner.version)),
      code(words.fingerprint, burner.fingerprint),
      row(words.keyHistory, keyHistoryText(burn, { strings })),
      row(words.receipt, words.receiptText(burn.receipt.seq, burn.receipt.isValid)),
      code('SHA-256', burn.receipt.hash),
      row(words.auditRow, String(burn.auditSeq)),
    ],
  };
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

function keyHistoryText({ burner }: StatementBurn, { strings }: Language): string {
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
