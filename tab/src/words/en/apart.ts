import type { Incident } from '@token-desk/contract/chat/incident';
import type { RecordApart } from '@token-desk/contract/token/record';

/** Records of desks that do not fit what they were asked to do. */
export const apartEnglish = {
  title: 'Records that do not fit',
  what: 'A desk signed what it should not have done, or not so. The record is kept and its token set aside. Find out what happened at the desk, then say that you have looked.',
  incidents: {
    title: '“This was not me”',
    what: 'Somebody says that what happened to a token in their name was not them. Talk to them, see who did it and how the person was identified, remove its method at Microsoft where it is not theirs, then say that you have looked.',
    line: (name: string, at: string) => `${name}, ${at}`,
    about: {
      bound: 'A token was registered for them. It is held.',
      token_lost: 'Their token was reported lost.',
      token_taken_back: 'Their token was taken back.',
    } satisfies Record<Incident['about'], string> as Record<Incident['about'], string>,
  },
  records: {
    burn: 'Burn',
    check: 'Check of a code',
    blank: 'Emptying',
    'sync-clock': 'Setting a clock',
  } satisfies Record<RecordApart['record'], string> as Record<RecordApart['record'], string>,
  line: (record: string, desk: string, at: string) => `${record} at ${desk}, ${at}`,
  sentence: (why: string, told: string) => `It does not fit: ${why}. The desk says: ${told}.`,
  account: (account: string) => `account ${account}`,
  token: 'Token',
  looked: 'I have looked',
  number: (seq: number) => `at record ${seq}`,
};

export type ApartStrings = typeof apartEnglish;
