import type { ApprovalPolicy } from '@token-desk/contract/approval';
import type { Person, Role } from '@token-desk/contract/ids';
import type { Policy } from '../../domain/policy.ts';
import type { BurnerHub, Clock, Directory, LiveBus, Peers } from '../../ports.ts';
import type { Store } from '../../store/database.ts';

/** Everything a use case needs; `app.ts` makes it once. Use cases throw `ProblemError` and nothing else on purpose. */
export type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  /** Fresh ids and random bytes (`node:crypto` in the product). */
  readonly random: { id(): string; bytes(sizeBytes: number): Uint8Array };
  readonly directory: Directory;
  readonly hub: BurnerHub;
  readonly bus: LiveBus;
  /** Until administrators confirm another one: `approvalNow` says which holds. */
  readonly approval: ApprovalPolicy;
  /** Until an administrator saves others: `policyNow` says which hold. */
  readonly policy: Policy;
  /** True only for the practice deployment: receipts must say the same. */
  readonly practice: boolean;
  readonly tenantName: string;
  /** Absent where one bot is alone. */
  readonly peers?: Peers;
  /** How long `openJob` waits for the burner's key; 5 s in the product. */
  readonly jobKeyWaitMs: number;
  /** Called after a commit that left outbox rows; a hint, the worker also looks by itself. */
  readonly wakeOutbox: () => void;
};

/** Who calls: a person as validated by the edge, with the app roles they have now. */
export type Caller = { readonly person: Person; readonly roles: readonly Role[] };
