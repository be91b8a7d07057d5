export type HubTimes = {
  readonly helloMs: number;
  readonly heartbeatMs: number;
  readonly checkMs: number;
  /** How long a closing link may take to say goodbye. */
  readonly closeMs: number;
  readonly upgradeMs: number;
};
