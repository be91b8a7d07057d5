import type { TaskStrings } from '../tasks.ts';

export const tasksEn: TaskStrings = {
  title: (name, serial) => `Lost: token ${serial} of ${name}`,
  open: (askedAt) => `Asked ${askedAt}, not yet disabled. Its codes may still let somebody in.`,
  taken: (name, at) => `${name} has had it in hand since ${at}.`,
  nobody: 'Nobody has it in hand yet.',
  ended: {
    gone: (at) => `Disabled ${at}: Microsoft does not list its method any more.`,
    said: (at) => `Disabled ${at}, as a technician says. Microsoft could not be asked.`,
    undone: (at) => `Not lost after all, since ${at}. It stays in use.`,
  },
  onCall: (name) => `Nobody did it within 15 minutes: ${name} is on call and was asked.`,
  by: 'Reported by',
  sessions: (name, at) => `${name} ended open sign-ins ${at}.`,
  go: 'Disable it',
  look: 'See what was done',
};
