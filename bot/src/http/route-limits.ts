import type { RouteName } from '@token-desk/contract/api';
import type { LimitName } from '../domain/limits.ts';

type Limited = Exclude<
  LimitName,
  'ask' | 'ask-all-day' | 'record' | 'chat' | 'channel-chat' | 'chat-refusal'
>;

/** What a call of each route counts as, for the person who calls; null: reading, from our own database and by pages. */
export const routeLimits: Readonly<Record<RouteName, Limited | null>> = {
  me: 'look-up',
  listRequests: null,
  getRequest: null,
  commandRequest: 'order',
  watchForMethod: 'look-up',
  openJob: 'order',
  getJob: null,
  submitEnvelope: 'order',
  cancelJob: 'order',
  checkCode: 'code',
  listBurners: null,
  listRecordsApart: null,
  acknowledgeRecord: 'order',
  createPairingCode: 'pairing-code',
  commandBurner: 'order',
  listAudit: null,
  verifyAudit: 'walk',
  events: 'stream',
  searchPeople: 'look-up',
  createRequest: 'order',
  sayWindow: 'order',
  getSubjectLanguage: 'look-up',
  noteWrongInput: 'order',
  openTokenJob: 'order',
  listModels: null,
  askForModel: 'order',
  allowModel: 'order',
  listTokens: null,
  getToken: null,
  commandToken: 'order',
  importTokens: 'order',
  tokenStatement: 'walk',
  reports: 'walk',
  retention: 'walk',
};
