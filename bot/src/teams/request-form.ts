import { type Problem, ProblemError } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import { type FormValues, requestFormCard } from './cards/request-form.ts';
import type { FormField } from './cards/strings.ts';
import { problemOf } from './failure.ts';
import { fieldsOfProblem, readForm } from './form-values.ts';
import { describeTrouble, fieldName } from './problem-words.ts';
import type { CardMessage } from './sender.ts';
import { callerOf, type Picked, pickedPerson, type Turn } from './turn.ts';

/** An empty form, with what is known about the writer filled in. */
export async function newForm(turn: Turn): Promise<CardMessage> {
  const site = await siteOf(turn);
  return form(turn, turn.deps.newId(), { values: site === null ? {} : { site }, subjectName: null });
}

export type Submitted =
  | { readonly ok: true; readonly request: Request }
  | { readonly ok: false; readonly again: CardMessage };

/** Sends the form in. Refused, it comes back with everything that was typed and what is wrong. */
export async function submitForm(turn: Turn, nonce: string, values: FormValues): Promise<Submitted> {
  let subjectName: string | null = null;
  try {
    const read = readForm(values, { today: turn.today, sites: turn.deps.sites });
    if (!read.ok) {
      const fields = read.wrongFields.map((field) => fieldName(field, turn.strings)).join(', ');
      const refused = { code: 'request-invalid', detail: { field: fields } } as const;
      subjectName = await nameOf(turn, values.subject);
      return again(refused, read.wrongFields);
    }
    const picked = await pickedPerson(turn, read.subject);
    subjectName = await nameOf(turn, read.subject, picked);
    const caller = await callerOf(turn);
    const request = await turn.deps.submit(caller, {
      subject: picked.id,
      form: read.form,
      submissionId: nonce,
    });
    // A nonce from somebody else's card must not open their request.
    if (request.requestedBy.id !== caller.person.id) throw new ProblemError('request-not-found');
    return { ok: true, request };
  } catch (error) {
    const problem = problemOf(error, turn.deps);
    return again(problem, fieldsOfProblem(problem));
  }

  function again(problem: Problem, wrongFields: readonly FormField[]): Submitted {
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
  },
): CardMessage {
  const { strings, deps, today } = turn;
  const view = {
    nonce,
    today,
    sites: deps.sites,
    values: filled.values,
    subjectName: filled.subjectName,
    trouble: filled.problem === undefined ? null : describeTrouble(filled.problem, strings),
    wrongFields: filled.wrongFields ?? [],
  };
  return { card: requestFormCard(view, strings), summary: strings.form.title };
}

/** Only a convenience: the form opens without it when the directory does not answer. */
async function siteOf(turn: Turn): Promise<string | null> {
  try {
    const site = (await turn.deps.findPerson(turn.personId))?.site ?? null;
    return site !== null && turn.deps.sites.includes(site) ? site : null;
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
