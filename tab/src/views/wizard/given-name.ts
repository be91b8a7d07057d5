import type { Person } from '@token-desk/contract/ids';

/** What a technician calls the person: the first word of the name, or all of it. */
export function givenName({ name, upn }: Person): string {
  return name.trim().split(/\s+/)[0] || name || upn;
}
