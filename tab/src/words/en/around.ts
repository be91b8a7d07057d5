import { fieldLabelsEn } from '@token-desk/contract/words/en/form';

/** What stands around the people in the queue. */
export const aroundEnglish = {
  filters: {
    label: 'Filters',
    site: fieldLabelsEn.site,
    anySite: 'Every site',
    state: 'State',
    anyState: 'Every state',
    overdue: 'Overdue',
    withoutSecond: 'Without a second way',
    open: (n: number) => (n === 0 ? 'Filters' : `Filters (${n})`),
    active: 'Filters that are set',
    takeAway: (name: string) => `Take the filter “${name}” away`,
    noneTitle: 'Nothing here with these filters',
    noneText: 'Take a filter away, or show everybody.',
    emptyDo: 'Somebody is on the phone or at the counter? Record it for them.',
  },
  over: 'Done',
  /** What must be mended first; the usual ones stand with the states. */
  attention: {
    code: 'Code did not match',
    clock: 'Clock off: burn again',
    late: 'Set a late token aside',
    loss: 'Loss to be confirmed',
  },
  claim: {
    line: (name: string, since: string, step: string) => `${name}, since ${since}, at “${step}”`,
    lineOnly: (name: string, since: string) => `${name}, since ${since}`,
    lapses: (at: string) => `Back in the queue by itself ${at}, unless something happens before.`,
    otherWindow: 'You have this open in another window.',
    otherWindowText: 'Go on in one of them and close the other: a secret brought in there is not known here.',
  },
  /** From the queue to where several people are dealt with. */
  ways: {
    arrivals: 'Who is here',
    call: 'For a caller',
    run: (n: number) => (n === 0 ? 'Start batch' : `Start batch · ${n}`),
  },
};

export type AroundStrings = typeof aroundEnglish;
