import { Button } from '@fluentui/react-components';
import type { Person } from '@token-desk/contract/ids';
import { longest } from '@token-desk/contract/lengths';
import { wordingIn } from '@token-desk/contract/organisation';
import type { Problem } from '@token-desk/contract/problem';
import {
  type CallIdentityKind,
  type CallSource,
  callSources,
  handledTypes,
  handOvers,
  identitiesOfCall,
  minOtherReasonLength,
  ownWords,
  type RequestForm,
} from '@token-desk/contract/request';
import { nextWorkingDay, workingDayFrom, workingDaysFrom } from '@token-desk/contract/working-days';
import { useState } from 'react';
import { useDraft } from '../../kept/use-draft.ts';
import { queuePlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { problemOf, useSession } from '../../server/session.ts';
import { dayText, longDay } from '../../time.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { Choice, Line } from './CallFields.tsx';
import { Losses } from './Losses.tsx';
import { PersonSearch } from './PersonSearch.tsx';

/** Twelve weeks. */
const offeredWorkdays = 60;

type Call = {
  readonly subject: Person | null;
  readonly form: RequestForm;
  readonly reasonText: string;
  readonly ticket: string;
  readonly calledBy: string;
  readonly identifiedBy: CallIdentityKind | null;
  readonly source: CallSource | null;
  /** Empty until it was sent once. */
  readonly submissionKey: string;
};

/** A technician records what somebody asks for on the phone or at the counter; the usual rules decide on it. */
export function CallView({ q }: { readonly q: string }) {
  const strings = useAllStrings();
  const { call: words } = strings.work;
  const { api, me, now } = useSession();
  const [call, setCall, end] = useDraft<Call>(`call ${q}`, {
    subject: null,
    form: {
      type: 'new',
      site: me.sites[0] ?? '',
      neededBy: nextWorkingDay(dayText(now()), me.holidays?.[me.sites[0] ?? '']),
      handOver: 'desk',
    },
    reasonText: '',
    ticket: '',
    calledBy: '',
    identifiedBy: null,
    source: null,
    submissionKey: '',
  });
  const { subject, form, reasonText, ticket, calledBy, identifiedBy, source } = call;
  const set = (changed: Partial<Call>) => setCall({ ...call, ...changed });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSending, setIsSending] = useState(false);
  const caller = calledBy.trim() === '' ? (subject?.name ?? '') : calledBy.trim();
  const needsReason = form.type === 'new';
  const needsText = needsReason && form.reason === ownWords;
  const isReady =
    subject !== null &&
    source !== null &&
    identifiedBy !== null &&
    (!needsReason || form.reason !== undefined) &&
    form.site.trim() !== '' &&
    (!needsText || reasonText.trim().length >= minOtherReasonLength);
  const identities: readonly CallIdentityKind[] = source === null ? [] : identitiesOfCall[source];
  const change = (changed: Partial<RequestForm>) => set({ form: { ...form, ...changed } });

  const send = async () => {
    if (!isReady || isSending) return;
    setIsSending(true);
    setProblem(null);
    // sent twice, also from another page, it is one request
    const submissionKey = call.submissionKey === '' ? crypto.randomUUID() : call.submissionKey;
    set({ submissionKey });
    const { reason, ...rest } = form;
    const whole: RequestForm = {
      ...rest,
      ...(needsReason && reason !== undefined ? { reason } : {}),
      site: form.site.trim(),
      ...(needsText ? { reasonText: reasonText.trim() } : {}),
      ...(ticket.trim() === '' ? {} : { ticketNumber: ticket.trim() }),
    };
    try {
      const body = {
        subjectId: subject.id,
        form: whole,
        calledBy: caller,
        identifiedBy,
        source,
        submissionKey,
      };
      const made = await api.call('createRequest', { body });
      end();
      goTo({ view: 'request', requestId: made.id });
    } catch (error) {
      setProblem(problemOf(error));
      setIsSending(false);
    }
  };

  return (
    <PageFrame layout="text" title={words.title} isTitleQuiet lead={words.text}>
      <form
        className="card call-form"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <PersonSearch chosen={subject} firstText={q} onChoose={(chosen) => set({ subject: chosen })} />
        <Choice
          label={words.type}
          value={form.type}
          onChange={(value) => change(pick('type', handledTypes, value))}
        >
          {handledTypes.map((type) => (
            <option key={type} value={type}>
              {strings.types[type]}
            </option>
          ))}
        </Choice>
        {form.type === 'replace-lost' && subject !== null && <Losses personId={subject.id} />}
        {needsReason && (
          <Choice
            label={words.reason}
            value={form.reason ?? null}
            onChange={(value) =>
              change(
                pick(
                  'reason',
                  me.reasons.map(({ id }) => id),
                  value,
                ),
              )
            }
          >
            {me.reasons.map((reason) => (
              <option key={reason.id} value={reason.id}>
                {wordingIn(strings.locale, reason)}
              </option>
            ))}
          </Choice>
        )}
        {needsText && (
          <Line
            label={words.reasonText}
            value={reasonText}
            max={longest.why}
            onChange={(text) => set({ reasonText: text })}
          />
        )}
        {me.sites.length > 0 ? (
          <Choice
            label={words.site}
            value={form.site}
            onChange={(site) =>
              change({ site, neededBy: workingDayFrom(form.neededBy, me.holidays?.[site]) })
            }
          >
            {me.sites.map((site) => (
              <option key={site}>{site}</option>
            ))}
          </Choice>
        ) : (
          <Line
            label={words.site}
            value={form.site}
            max={longest.site}
            onChange={(site) => change({ site })}
          />
        )}
        <Choice label={words.neededBy} value={form.neededBy} onChange={(neededBy) => change({ neededBy })}>
          {workingDaysFrom(dayText(now()), offeredWorkdays, me.holidays?.[form.site]).map((day) => (
            <option key={day} value={day}>
              {longDay(day, strings)}
            </option>
          ))}
        </Choice>
        <Choice
          label={words.handOver}
          value={form.handOver}
          onChange={(value) => change(pick('handOver', handOvers, value))}
        >
          {handOvers.map((how) => (
            <option key={how} value={how}>
              {strings.handOvers[how]}
            </option>
          ))}
        </Choice>
        <Line
          label={words.ticket}
          value={ticket}
          max={longest.billing}
          onChange={(text) => set({ ticket: text })}
        />
        <Choice
          label={words.source}
          value={source}
          onChange={(value) =>
            set({ source: callSources.find((one) => one === value) ?? null, identifiedBy: null })
          }
        >
          {callSources.map((one) => (
            <option key={one} value={one}>
              {words.sources[one]}
            </option>
          ))}
        </Choice>
        <Line
          label={words.calledBy}
          value={calledBy}
          max={longest.personName}
          hint={subject === null ? words.same : `${words.same}: ${subject.name}`}
          onChange={(text) => set({ calledBy: text })}
        />
        <Choice
          label={words.identified}
          value={identifiedBy}
          onChange={(value) => set({ identifiedBy: identities.find((kind) => kind === value) ?? null })}
        >
          {identities.map((kind) => (
            <option key={kind} value={kind}>
              {strings.identities[kind]}
            </option>
          ))}
        </Choice>
        {problem !== null && <ProblemNotice problem={problem} />}
        <div className="button-row">
          <Button
            type="submit"
            appearance="primary"
            size="large"
            data-main
            disabledFocusable={!isReady || isSending}
          >
            {words.send}
          </Button>
          <Button
            size="large"
            data-main
            onClick={() => {
              end();
              goTo(queuePlace);
            }}
          >
            {words.cancel}
          </Button>
        </div>
      </form>
    </PageFrame>
  );
}

function pick<K extends 'type' | 'reason' | 'handOver'>(
  name: K,
  known: readonly RequestForm[K][],
  value: string,
): Partial<RequestForm> {
  const found = known.find((one) => one === value);
  return found === undefined ? {} : { [name]: found };
}
