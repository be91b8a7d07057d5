import { type Problem, type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import { countingIn } from '@token-desk/contract/words/counting';
import { holidaysAt, offeredOf } from '../domain/organisation.ts';
import { barOf } from '../domain/requests/form-rules.ts';
import type { DirectoryPerson } from '../ports.ts';
import type { FormField, Strings } from '../words/strings.ts';
import { dropFormDraft, findFormDraft, keepFormDraft } from './asking/draft.ts';
import { sentence } from './asking/shown.ts';
import {
  type FormValues,
  type FoundPerson,
  type RequestFormView,
  requestFormCard,
} from './cards/request-form.ts';
import { problemOf } from './failure.ts';
import { fieldsOfProblem, readForm } from './form-values.ts';
import { describeTrouble, fieldName } from './problem-words.ts';
import type { CardMessage } from './sender.ts';
import { answeredMessage, callerOf, type Picked, pickedPerson, type Turn } from './turn.ts';

/** The form as it was left, or an empty one with what is known about the writer filled in. */
export async function newForm(turn: Turn, wanted: FormValues = {}, notice?: string): Promise<CardMessage> {
  const left = await findFormDraft(turn);
  if (left !== null && Object.keys(wanted).length === 0) {
    const said = turn.strings.asking.draft.again(left.day);
    const subjectName = await nameOf(turn, left.values.subject);
    return form(turn, left.nonce, { values: left.values, subjectName, notice: said });
  }
  const values = { ...(await usual(turn)), ...wanted };
  return form(turn, turn.deps.newId(), {
    values,
    subjectName: null,
    ...(notice === undefined ? {} : { notice }),
  });
}

/** The form with whom somebody named in their message: looked up, and shown. */
export async function formAbout(
  turn: Turn,
  { about, values = {} }: { readonly about: string; readonly values?: FormValues },
): Promise<CardMessage> {
  const typed = { ...(await usual(turn)), ...values, subjectText: about };
  return (await lookedUp(turn, turn.deps.newId(), { values: typed, typed: about })).again;
}

/** A form that was begun is put aside; nothing of it was sent. */
export async function keepForm(turn: Turn, nonce: string, values: FormValues): Promise<CardMessage> {
  await keepFormDraft(turn, { nonce, values });
  return sentence(turn, turn.strings.asking.draft.kept).message;
}

async function usual(turn: Turn): Promise<FormValues> {
  const site = await siteOf(turn);
  return site === null ? {} : { site };
}

type Refused = { readonly ok: false; readonly again: CardMessage };
export type Submitted = { readonly ok: true; readonly request: Request } | Refused;

/** Sends the form in. Refused, it comes back with everything that was typed and what is wrong. */
export async function submitForm(turn: Turn, nonce: string, values: FormValues): Promise<Submitted> {
  let picked: Picked | undefined;
  try {
    const typed = values.subjectText?.trim() ?? '';
    if (typed !== '') return await lookedUp(turn, nonce, { values, typed });
    const read = readForm(values, turn);
    if (!read.ok) {
      const names = read.wrongFields.map((field) => fieldName(field, turn.strings));
      const fields = countingIn(turn.strings.dateLocale).list(names);
      const refused = { code: 'request-invalid', detail: { field: fields } } as const;
      return await again(refused, read.wrongFields);
    }
    picked = await pickedPerson(turn, read.subject);
    // Most ask for their own people: then this tells who they are, too.
    await turn.deps.askAbout(picked.id);
    const caller = await callerOf(turn);
    const shownIn = answeredMessage(turn);
    const request = await turn.deps.submit(caller, {
      subject: picked.id,
      form: read.form,
      submissionId: nonce,
      warnOfToken: values.knowsToken !== picked.id,
      ...(shownIn === null ? {} : { shownIn }),
    });
    // A nonce from somebody else's card must not open their request.
    if (request.requestedBy.id !== caller.person.id) throw new ProblemError('request-not-found');
    await dropFormDraft(turn);
    return { ok: true, request };
  } catch (error) {
    const problem = problemOf(error, turn.deps);
    return again(problem, fieldsOfProblem(problem));
  }

  async function again(problem: Problem, wrongFields: readonly FormField[]): Promise<Submitted> {
    const subjectName = await nameOf(turn, values.subject, picked);
    if (problem.code === 'subject-has-token') values = { ...values, knowsToken: picked?.id };
    return { ok: false, again: form(turn, nonce, { values, subjectName, problem, wrongFields }) };
  }
}

function form(
  turn: Turn,
  nonce: string,
  filled: {
    readonly values: FormValues;
    readonly subjectName: string | null;
    readonly problem?: Problem;
    readonly wrongFields?: readonly FormField[];
    readonly notice?: string;
    readonly found?: { readonly notice: string; readonly people: readonly FoundPerson[] };
  },
): CardMessage {
  const { strings, policy, today } = turn;
  const view = {
    nonce,
    today,
    sites: policy.sites,
    reasons: offeredOf(policy.reasons),
    holidays: holidaysAt(policy, filled.values.site ?? ''),
    values: filled.values,
    subjectName: filled.subjectName,
    trouble: filled.problem === undefined ? null : describeTrouble(filled.problem, strings),
    wrong: wrongTexts(filled, strings),
    notice: filled.notice ?? null,
    found: filled.found ?? null,
  };
  return { card: requestFormCard(view, strings), summary: strings.form.title };
}

/** At each field its own rule, unless the refusal says more than that it is not kept. */
function wrongTexts(
  { problem, wrongFields = [] }: { readonly problem?: Problem; readonly wrongFields?: readonly FormField[] },
  strings: Strings,
): RequestFormView['wrong'] {
  const isRule = problem === undefined || ruleOnly.includes(problem.code);
  const text = (field: FormField) =>
    isRule ? strings.form.wrong[field] : describeTrouble(problem, strings).title;
  return Object.fromEntries(wrongFields.map((field) => [field, text(field)]));
}

const ruleOnly: readonly ProblemCode[] = ['request-invalid', 'subject-unknown'];
const maxFound = 10;

/** A name or an address instead of the picker: whom it means is shown in the form, which then has to be sent once more. */
async function lookedUp(
  turn: Turn,
  nonce: string,
  { values, typed }: { readonly values: FormValues; readonly typed: string },
): Promise<Refused> {
  const { strings } = turn;
  // only who may ask is told anything of an account
  await callerOf(turn);
  const found = await peopleMeant(turn, typed);
  const askable = found.filter((one) => barOf(one) === null);
  const people = (askable.length > 0 ? askable : found).slice(0, maxFound);
  const [only] = people;
  if (only === undefined) return refused({ code: 'subject-unknown' });
  const isOne = people.length === 1;
  const bar = barOf(only);
  if (isOne && bar !== null) return refused({ code: bar, detail: { subject: only.name } });
  const notice = isOne ? strings.form.found(only.name, only.upn) : strings.form.foundSeveral(typed);
  const shown = { ...values, subject: isOne ? only.id : undefined, subjectText: undefined };
  return {
    ok: false,
    again: form(turn, nonce, { values: shown, subjectName: only.name, found: { notice, people } }),
  };

  function refused(problem: Problem): Refused {
    const filled = { values, subjectName: null, problem, wrongFields: ['subjectText'] } as const;
    return { ok: false, again: form(turn, nonce, filled) };
  }
}

/** An address is one person's or nobody's. Numbers are not searched by: a badge's would tell its owner to anybody. */
async function peopleMeant(turn: Turn, typed: string): Promise<readonly DirectoryPerson[]> {
  if (typed.includes('@')) {
    const person = await turn.deps.findPerson(typed);
    return person === null ? [] : [person];
  }
  return /\p{N}/u.test(typed) ? [] : await turn.deps.searchPeople(typed);
}

/** Only a convenience: the form opens without it when the directory does not answer. */
async function siteOf(turn: Turn): Promise<string | null> {
  try {
    const site = (await turn.deps.findPerson(turn.personId))?.site ?? null;
    return site !== null && turn.policy.sites.includes(site) ? site : null;
  } catch {
    return null;
  }
}

/** For the picker, which shows a bare id otherwise; a name that cannot be had is no reason to fail. */
async function nameOf(turn: Turn, subject: string | undefined, picked?: Picked): Promise<string | null> {
  if (subject === undefined || subject.trim() === '') return null;
  try {
    const { id, name } = picked ?? (await pickedPerson(turn, subject));
    return name ?? (await turn.deps.findPerson(id))?.name ?? null;
  } catch {
    return null;
  }
}
