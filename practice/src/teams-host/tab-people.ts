import { cast, type PracticePerson } from '../people.ts';

const what = {
  technician: 'technician',
  secondTechnician: 'second technician',
  approver: 'approver',
  administrator: 'administrator',
} as const satisfies Partial<Record<keyof typeof cast, string>>;

/** Whom the tab can be opened as; the first one unless somebody else is chosen. */
export const tabPeople = Object.entries(what).map(([who, role]) => ({
  who,
  role,
  person: cast[who as keyof typeof what],
}));

export const tabPersonOf = (who: string): PracticePerson =>
  tabPeople.find((known) => known.who === who)?.person ?? cast.technician;
