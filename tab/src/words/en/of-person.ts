import { counted } from './numbers.ts';

/** On a request's page: what else there is of its person. */
export const ofPersonEnglish = {
  title: (name: string) => `What else is recorded for ${name}`,
  none: 'No other request, and no other token in their name.',
  line: (type: string, at: string, serial: string | null) =>
    serial === null ? `${type}, asked ${at}` : `${type}, asked ${at}: token ${serial}`,
  token: (serial: string) => `Token ${serial}, in their name`,
  newest: (n: number) =>
    counted(n, { one: 'The newest one; older ones are kept.', other: 'The newest #; older ones are kept.' }),
  history: (n: number) => counted(n, { one: 'What happened: # entry', other: 'What happened: # entries' }),
};

export type OfPersonStrings = typeof ofPersonEnglish;
