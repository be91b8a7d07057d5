import * as z from 'zod/mini';
import { secondMethod } from './entra/second-method.ts';
import { person } from './ids.ts';
import { longest } from './lengths.ts';
import { day, ownWords, reason, secondTechnicianFor } from './request.ts';

const line = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));
/** `HH:MM`, in the zone of the site. */
const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const days = z.int().check(z.minimum(1), z.maximum(99_999));
const hours = z.int().check(z.minimum(1), z.maximum(999));

/** Which of them counts as which is Intl's: 1 is Monday, 7 is Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

export const openHours = z.object({
  weekdays: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7)),
  from: timeOfDay,
  to: timeOfDay,
});
export type OpenHours = z.infer<typeof openHours>;

/** Whom a site's urgent work reaches outside its hours; `from` after `to` is over a night, and a holiday counts as a Sunday. */
export const onCall = z.object({
  person,
  weekdays: openHours.shape.weekdays,
  from: timeOfDay,
  to: timeOfDay,
});
export type OnCall = z.infer<typeof onCall>;

export const mostOnCall = 20;
export const mostHolidays = 60;
export const mostSites = 200;

export const site = z.object({
  /** What requests and tokens name it by. */
  name: line(longest.site),
  /** False: nothing new is asked for or kept there; what names it already stays. */
  isOpen: z.boolean(),
  /** Where its counter is, in the words of whoever runs it. */
  pickUp: z.nullable(line(longest.detail)),
  /** Whoever is at its counter answers it. Rules saved before there was such a field have none; so with the next two. */
  phone: z._default(z.nullable(line(longest.detail)), null),
  /** Where its tokens lie. */
  cabinet: z._default(z.nullable(line(longest.detail)), null),
  /** Whom people of this site are told of while they wait for an approval; it gives nobody the right to approve. */
  approver: z._default(z.nullable(line(longest.detail)), null),
  /** When somebody is at its counter. */
  hours: z.nullable(openHours),
  /** IANA zone in which its day begins and ends; null: that of the organisation. */
  timeZone: z.nullable(line(60)),
  /** Days on which nobody works there, besides weekends. */
  holidays: z.array(day).check(z.maxLength(mostHolidays)),
  /** The first line that covers a moment is on call then. */
  onCall: z._default(z.array(onCall).check(z.maxLength(mostOnCall)), []),
  /** What may be a second way in here, in the order it is offered; null: as everywhere. */
  secondMethods: z.nullable(z.array(secondMethod).check(z.minLength(1))),
});
export type Site = z.infer<typeof site>;

export const mostReasons = 40;

/** What an organisation says itself, in each language that is spoken here. */
const wording = z.object({ en: line(longest.reason), de: line(longest.reason) });
export type Wording = z.infer<typeof wording>;
export const wordingLanguages = Object.keys(wording.shape) as readonly (keyof Wording)[];

/** By a language or a locale; English where nobody speaks it. */
export const wordingIn = (locale: string, said: Wording): string =>
  said[wordingLanguages.find((language) => locale.slice(0, 2).toLowerCase() === language) ?? 'en'];

/** Why somebody needs a token, as the organisation words it. Requests keep the words they were asked with. */
export const organisationReason = z.extend(wording, {
  /** Rules of approval name it by this; it never changes. */
  id: reason,
  /** False: nobody can ask with it any more, and rules may still name it. */
  isOffered: z.boolean(),
  /** Whoever may not read reasons is told that it is another one. */
  isPrivate: z.boolean(),
});
export type OrganisationReason = z.infer<typeof organisationReason>;

const usual = (id: string, en: string, de: string): OrganisationReason => ({
  ...{ id, en, de, isOffered: true, isPrivate: false },
});

/** As shipped: nothing that says something of somebody's health or will. */
export const usualReasons: readonly OrganisationReason[] = [
  usual('no-smartphone', 'Has no smartphone', 'Hat kein Smartphone'),
  usual(
    'no-phones-on-site',
    'Phones are not allowed at the workplace',
    'Telefone sind vor Ort nicht erlaubt',
  ),
  usual('travel', 'Travels', 'Ist auf Reisen'),
  usual('second-factor', 'Needs a second way to sign in', 'Braucht eine zweite Art, sich anzumelden'),
  usual(ownWords, 'Something else', 'Etwas anderes'),
];

/** Days after which a class of data is deleted; null: kept for good. */
export const keptDays = z.object({
  freeText: z.nullable(days),
  healthReason: z.nullable(days),
  /** Which chat message shows a request. */
  chatReferences: z.nullable(days),
  closedRequests: z.nullable(days),
});
export type KeptDays = z.infer<typeof keptDays>;

/** Hours of the site in which people work, counted from the moment a request waits for a yes. */
export const approvalHours = z.object({
  /** Whoever is to decide is reminded. */
  remind: hours,
  /** Somebody else is asked too. */
  passOn: hours,
  /** It lapses. */
  lapse: hours,
});
export type ApprovalHours = z.infer<typeof approvalHours>;

/** From the evening to the morning, in the zone of the organisation; `from` after `to` is over a night. */
export const quietHours = z.object({ from: timeOfDay, to: timeOfDay });
export type QuietHours = z.infer<typeof quietHours>;

/** A working day of nine hours, two, and ten. */
export const usualApprovalHours: ApprovalHours = { remind: 9, passOn: 18, lapse: 90 };

/** What an administrator keeps on the page Organisation. */
export const organisation = z.object({
  /** IANA zone of every site that has none of its own. */
  timeZone: line(60),
  sites: z.array(site).check(z.maxLength(mostSites)),
  /** What may be a second way in, in the order it is offered. */
  secondMethods: z.array(secondMethod).check(z.minLength(1)),
  /** In the order in which they are offered; rules saved before there was such a list have none. */
  reasons: z._default(z.array(organisationReason).check(z.maxLength(mostReasons)), [...usualReasons]),
  /** A request nobody works on goes back to the queue after so many minutes. */
  claimIdleMinutes: days,
  /** Pasting is offered only at a desk whose own check found nothing to mend. */
  pasteNeedsHealthyDesk: z.boolean(),
  approvalHours: z._default(approvalHours, usualApprovalHours),
  /** Whose loaded token takes a second technician; rules saved before there was such a field have none. */
  secondTechnician: z._default(secondTechnicianFor, 'privileged'),
  /** Only what is urgent is said then; null: there are none. */
  quietHours: z._default(z.nullable(quietHours), null),
  keptDays,
});
export type Organisation = z.infer<typeof organisation>;
