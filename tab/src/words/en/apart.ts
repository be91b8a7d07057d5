import type { RecordApart } from '@token-desk/contract/token/record';

/** Records of desks that do not fit what they were asked to do. */
export const apartEnglish = {
  title: 'Records that do not fit',
  what: 'A desk signed what it should not have done, or not so. The record is kept and its token set aside. Find out what happened at the desk, then say that you have looked.',
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
