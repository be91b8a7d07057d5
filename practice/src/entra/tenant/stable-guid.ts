import { createHash } from 'node:crypto';

/** A GUID that is the same at every start, so that what the bot stored stays true. */
export const stableGuid = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
