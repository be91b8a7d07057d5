import { person } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import type { Request, RequestForm } from '@token-desk/contract/request';
import * as z from 'zod/mini';
import { type ListedPerson, mostPeople, readPeople } from '../../domain/asking/people-list.ts';
import { holidaysAt, offeredOf } from '../../domain/organisation.ts';
import { isWithdrawable } from '../../domain/requests/request-states.ts';
import type { LookedUp } from '../../usecases/asking/look-up.ts';
import type { FormField } from '../../words/strings.ts';
import { versionOfCohort } from '../cards/cohort.ts';
import { card, execute, words } from '../cards/elements.ts';
import { type BadLine, linesInField, longestList, severalFormCard } from '../cards/several-form.ts';
import { formValues, readFields } from '../form-values.ts';
import { cohortMessage, shownOf } from '../notifier.ts';
import { callerOf, pickedPerson, type Turn } from '../turn.ts';
import type { CardAnswer } from './shown.ts';

const fault = z.union([
  z.object({
    kind: z.enum(['not-found', 'guest', 'disabled', 'self', 'twice', 'open-request', 'has-token']),
  }),
  z.object({ kind: z.literal('several'), people: z.array(person) }),
  z.object({ kind: z.literal('refused'), code: z.string() }),
]);

/** What is kept of a list between two presses: who was found is looked up again when it is sent. */
const severalDraft = z.object({
  nonce: z.string(),
  cohort: z.string(),
  values: formValues,
  list: z.string(),
  good: z.array(person),
  bad: z.array(z.object({ line: z.number(), text: z.string(), fault })),
});
type SeveralDraft = z.infer<typeof severalDraft>;

/** What comes back from the form. */
export const severalInput = z.extend(formValues, {
  nonce: z.string().check(z.maxLength(64)),
  cohort: z.string().check(z.maxLength(64)),
  seen: z.string().check(z.maxLength(20)),
  people: z.catch(z.optional(z.string().check(z.maxLength(2 * longestList))), undefined),
  list: z.catch(z.optional(z.string().check(z.maxLength(longestList))), undefined),
});
export type SeveralInput = z.infer<typeof severalInput>;

const keyOf = ({ personId }: Turn) => ({ personId, kind: 'several' }) as const;

async function draftOf(turn: Turn): Promise<(SeveralDraft & { readonly version: number }) | null> {
  const draft = await turn.deps.findDraft(keyOf(turn));
  if (draft === null) return null;
  const parsed = severalDraft.safeParse(JSON.parse(draft.doc));
  return parsed.success ? { ...parsed.data, version: draft.version } : null;
}

const fresh = (turn: Turn): SeveralDraft => ({
  ...{ nonce: turn.deps.newId(), cohort: turn.deps.newId() },
  ...{ values: {}, list: '', good: [], bad: [] },
});

type Said = { readonly notice?: string; readonly wrong?: readonly FormField[]; readonly trouble?: string };

function show(turn: Turn, draft: SeveralDraft & { readonly version: number }, said: Said = {}): CardAnswer {
  const { strings, policy, today } = turn;
  const { several } = strings.asking;
  const { nonce, cohort, values, list, good, bad, version } = draft;
  const view = {
    ...{ nonce, cohort, values, list, good, bad, today },
    seen: String(version),
    sites: policy.sites,
    reasons: offeredOf(policy.reasons),
    holidays: holidaysAt(policy, values.site ?? ''),
    notice: said.notice ?? null,
    wrong: Object.fromEntries((said.wrong ?? []).map((field) => [field, strings.form.wrong[field]])),
    trouble: said.trouble === undefined ? null : { title: said.trouble, action: several.notSentYet },
  };
  return { message: { card: severalFormCard(view, strings), summary: several.title }, shows: null };
}

async function keep(turn: Turn, draft: SeveralDraft, said?: Said): Promise<CardAnswer> {
  const { nonce, cohort, values, list, good, bad } = draft;
  await turn.deps.keepDraft(keyOf(turn), JSON.stringify({ nonce, cohort, values, list, good, bad }));
  const kept = await draftOf(turn);
  return show(turn, kept ?? { ...draft, version: 0 }, said);
}

/** The list as it was left, or an empty one. */
export async function openSeveral(turn: Turn, trouble?: string): Promise<CardAnswer> {
  const draft = (await draftOf(turn)) ?? { ...fresh(turn), version: 0 };
  return show(turn, draft, trouble === undefined ? {} : { trouble });
}

/** People who came as a file or in a message, on top of what was there. */
export async function addPeople(
  turn: Turn,
  listed: readonly ListedPerson[],
  notice?: string,
): Promise<CardAnswer> {
  const draft = (await draftOf(turn)) ?? fresh(turn);
  return lookedUp(turn, draft, { listed, ...(notice === undefined ? {} : { notice }) });
}

const formOf = ({ values }: SeveralDraft, turn: Turn) => readFields(values, turn);

async function lookedUp(
  turn: Turn,
  draft: SeveralDraft,
  { listed, notice, wrong }: { readonly listed: readonly ListedPerson[] } & Said,
): Promise<CardAnswer> {
  const { several } = turn.strings.asking;
  const count = listed.length + draft.good.length;
  if (count + draft.bad.length === 0)
    return keep(turn, draft, { trouble: several.nobody, wrong: wrong ?? [] });
  if (count > mostPeople) {
    const list = listed.map(({ text }) => text).join('\n');
    const trouble = several.tooMany(count, mostPeople);
    return keep(turn, { ...draft, list: list.length > longestList ? '' : list }, { trouble });
  }
  const read = formOf(draft, turn);
  const form = { type: read.ok ? read.form.type : ('new' as const), site: draft.values.site ?? '' };
  const all = await turn.deps.lookUpPeople(await callerOf(turn), { listed, form });
  const known = new Set(draft.good.map(({ id }) => id));
  const again = (one: LookedUp) => one.person !== null && one.fault === null && known.has(one.person.id);
  const good = all.flatMap((one) =>
    one.fault === null && one.person !== null && !again(one) ? [one.person] : [],
  );
  const bad = all.flatMap((one): BadLine[] => {
    const fault = again(one) ? ({ kind: 'twice' } as const) : one.fault;
    return fault === null ? [] : [{ line: one.line, text: one.text, fault }];
  });
  const next = {
    ...draft,
    list: '',
    good: [...draft.good, ...good],
    bad: [...(bad as SeveralDraft['bad']), ...draft.bad],
  };
  return keep(turn, next, {
    ...(notice === undefined ? {} : { notice }),
    wrong: wrong ?? (read.ok ? [] : read.wrongFields),
  });
}

/** What was chosen and what was pasted, line by line: the chosen have none. */
async function listedIn(
  turn: Turn,
  { people = '', list = '' }: SeveralInput,
): Promise<readonly ListedPerson[]> {
  const chosen = people
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const picked: ListedPerson[] = [];
  for (const [index, value] of chosen.entries())
    picked.push({ line: index + 1, text: await pickedOrTyped(turn, value) });
  return [...picked, ...readPeople(list)];
}

/** Whom a chat client's own id means nobody may know: then it is a line that is not right. */
async function pickedOrTyped(turn: Turn, value: string): Promise<string> {
  try {
    return (await pickedPerson(turn, value)).id;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'subject-unknown') return value;
    throw error;
  }
}

const valuesOf = ({ nonce: _n, cohort: _c, seen: _s, people: _p, list: _l, ...values }: SeveralInput) =>
  values;

/** The draft this card is about, with what was typed since; another one's card begins anew. */
async function draftFor(turn: Turn, input: SeveralInput): Promise<SeveralDraft> {
  const draft = await draftOf(turn);
  const own = draft !== null && draft.nonce === input.nonce ? draft : fresh(turn);
  return { ...own, values: valuesOf(input) };
}

export async function checkSeveral(turn: Turn, input: SeveralInput): Promise<CardAnswer> {
  const draft = await draftFor(turn, input);
  // Lines that did not fit into the field were not corrected there.
  const waiting = draft.bad.slice(linesInField(draft.bad).length);
  return lookedUp(turn, { ...draft, bad: waiting }, { listed: await listedIn(turn, input) });
}

export async function keepSeveral(turn: Turn, input: SeveralInput): Promise<CardAnswer> {
  const draft = await draftFor(turn, input);
  const listed = await listedIn(turn, input);
  const waiting = draft.bad.slice(linesInField(draft.bad).length);
  await keep(turn, { ...draft, bad: waiting, list: listed.map(({ text }) => text).join('\n') });
  return told(turn, turn.strings.asking.draft.kept);
}

export async function cancelSeveral(turn: Turn): Promise<CardAnswer> {
  await turn.deps.dropDraft(keyOf(turn));
  return told(turn, turn.strings.form.cancelled);
}

function told({ strings }: Turn, text: string): CardAnswer {
  const again = execute(strings.asking.several.open, 'several.open');
  return { message: { summary: text, card: card(strings.language, [words(text)], [again]) }, shows: null };
}

/** All that are right go in one go; what is not stays on the card. */
export async function sendSeveral(turn: Turn, input: SeveralInput): Promise<CardAnswer> {
  const { several } = turn.strings.asking;
  const draft = await draftOf(turn);
  if (draft === null || draft.nonce !== input.nonce) {
    const sent = await ownCohort(turn, input.cohort);
    return sent.length > 0 ? cohortAnswer(turn, sent) : told(turn, turn.strings.cardTooOld);
  }
  const current: SeveralDraft = { ...draft, values: valuesOf(input) };
  if (input.seen !== String(draft.version)) return keep(turn, current, { trouble: several.changed });
  const read = formOf(current, turn);
  if (!read.ok) return keep(turn, current, { wrong: read.wrongFields });
  return sendGood(turn, { ...current, list: typedSince(input, draft) }, read.form);
}

/** What was typed into the field and not looked up yet: it stays there. */
function typedSince({ list = '' }: SeveralInput, { bad }: SeveralDraft): string {
  const known = new Set(bad.map(({ text }) => text));
  return readPeople(list)
    .map(({ text }) => text)
    .filter((text) => !known.has(text))
    .join('\n');
}

async function sendGood(turn: Turn, draft: SeveralDraft, form: RequestForm): Promise<CardAnswer> {
  const { several } = turn.strings.asking;
  const { nonce, cohort, good, bad, list } = draft;
  const asked = { people: good, form, submissionId: nonce, cohort };
  const { requests, left } = await turn.deps.submitSeveral(await callerOf(turn), asked);
  const refused = left.flatMap(({ id, code }): BadLine[] => {
    const at = good.findIndex((one) => one.id === id);
    const one = good[at];
    return one === undefined ? [] : [{ line: at + 1, text: one.upn, fault: { kind: 'refused', code } }];
  });
  const rest = [...bad, ...refused] as SeveralDraft['bad'];
  if (rest.length === 0 && list === '') {
    await turn.deps.dropDraft(keyOf(turn));
    return cohortAnswer(turn, requests);
  }
  const notice = several.sent(good.length - refused.length);
  // A list of its own from here on, of the same people: its card is the one that follows them all.
  return keep(turn, { ...draft, nonce: turn.deps.newId(), good: [], bad: rest }, { notice });
}

/** Only whoever asked is shown who else is in it. */
async function ownCohort(turn: Turn, cohortId: string): Promise<readonly Request[]> {
  const requests = await turn.deps.findCohort(cohortId);
  return requests.filter(({ requestedBy }) => requestedBy.id === turn.personId);
}

export async function showCohort(turn: Turn, cohortId: string): Promise<CardAnswer> {
  const requests = shownOf(await turn.deps.findCohort(cohortId), turn.personId);
  return requests.length === 0 ? told(turn, turn.strings.cardTooOld) : cohortAnswer(turn, requests);
}

/** What nobody has begun is withdrawn; each by the same rule as one alone. */
export async function withdrawCohort(turn: Turn, cohortId: string): Promise<CardAnswer> {
  const caller = await callerOf(turn);
  for (const request of await ownCohort(turn, cohortId)) {
    if (!isWithdrawable(request)) continue;
    await turn.deps.command(caller, request.id, { kind: 'withdraw' });
  }
  return showCohort(turn, cohortId);
}

async function cohortAnswer(turn: Turn, requests: readonly Request[]): Promise<CardAnswer> {
  const cohort = requests[0]?.cohort ?? '';
  const message = await cohortMessage(turn.deps, { cohort, requests }, turn);
  return { message, shows: { id: cohort, version: versionOfCohort(requests) } };
}
